import { resyncKinds, type Resync, type ResyncMark, type ResyncRow } from '#shared/models/resync.ts';
import { errorWords, printable } from './error-words.ts';
import { inAnotherAlbum } from './exit-status.ts';

/** What one resync came to, in a line: `Album A: 897 unchanged, 2 changed, 1 removed`. */
export function headline(resync: Resync): string {
  const { albumId, status, counts, error } = resync;
  const words = [...resyncKinds]
    .reverse()
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind.replace('-', ' ')}`);
  const what = albumId === '' ? 'Images' : `Album ${albumId}`;
  const elsewhere = inAnotherAlbum(resync);
  if (elsewhere > 0) words.push(`${elsewhere} of them in another album`);
  const found = words.length === 0 ? 'nothing found' : words.join(', ');
  const end = status === 'ended' ? '' : ` (${status})`;
  return printable(`${what}: ${error === null ? found : `${errorWords(error)} ${found}`}${end}`);
}

/** What a row says, line by line, two blanks before each; nothing of the unchanged. */
export function rowLines(row: ResyncRow): string[] {
  const { id, name, kind, marks, changes, move, error } = row;
  const said = marks.filter((mark) => !['picture', 'goes-on', 'moved'].includes(mark));
  if (kind === 'unchanged' && said.length === 0) return [];
  const besides = said.map((mark) => markWords(mark, row));
  const what = name === id ? id : `${name} (${id})`;
  const beside = besides.length === 0 ? '' : ` [${besides.join(', ')}]`;
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

function markWords(mark: ResyncMark, { albumId, missingSince }: ResyncRow): string {
  if (mark === 'other-album') return albumId === '' ? 'in no album' : `in another album: ${albumId}`;
  if (mark === 'known-before' && missingSince !== undefined)
    return `was in album ${albumId}, missing since ${new Date(missingSince).toISOString()}`;
  return mark.replaceAll('-', ' ');
}

const quoted = (value: string | null): string => (value === null ? '(nothing)' : JSON.stringify(value));
