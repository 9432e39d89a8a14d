import { resyncKinds, type Resync, type ResyncRow } from '#shared/models/resync.ts';
import { errorWords, printable } from './error-words.ts';

/** What one resync came to, in a line: `Album A: 897 unchanged, 2 changed, 1 removed`. */
export function headline({ albumId, status, counts, error }: Resync): string {
  const words = [...resyncKinds]
    .reverse()
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind.replace('-', ' ')}`);
  const what = albumId === '' ? 'Images' : `Album ${albumId}`;
  const found = words.length === 0 ? 'nothing found' : words.join(', ');
  const end = status === 'ended' ? '' : ` (${status})`;
  return printable(`${what}: ${error === null ? found : `${errorWords(error)} ${found}`}${end}`);
}

/** What a row says, line by line, two blanks before each; nothing of the unchanged. */
export function rowLines({ id, name, kind, marks, changes, move, error }: ResyncRow): string[] {
  const said = marks.filter((mark) => !['picture', 'goes-on', 'moved'].includes(mark));
  if (kind === 'unchanged' && said.length === 0) return [];
  const what = name === id ? id : `${name} (${id})`;
  const beside = said.length === 0 ? '' : ` [${said.join(', ').replaceAll('-', ' ')}]`;
  const why = error === null ? '' : `: ${errorWords(error)}`;
  const moved = move === null ? [] : [`${move.count} from place ${move.from + 1} to ${move.to + 1}`];
  const changed = changes.map(
    ({ field, before, after }) => `${field}: ${quoted(before)} -> ${quoted(after)}`,
  );
  return [
    printable(`  ${kind.replace('-', ' ')} ${what}${beside}${why}`),
    ...[...moved, ...changed].map((line) => printable(`    ${line}`)),
  ];
}

const quoted = (value: string | null): string => (value === null ? '(nothing)' : JSON.stringify(value));
