import { parseArgs } from 'node:util';
import { isAlbumId } from '#shared/models/album.ts';

/** What `resync` is asked to do. */
export interface ResyncArguments {
  server: string;
  /** A file with the token; `-`: standard input. */
  tokenFile: string;
  albums: string[];
  /** A file that is searched for image ids; `-`: standard input. Null: whole albums. */
  idsFile: string | null;
  json: string | null;
  csv: string | null;
  dataFolder: string;
  quiet: boolean;
}

/** What was typed cannot be carried out; the message says why, for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  help: { type: 'boolean', short: 'h' },
  server: { type: 'string' },
  'token-file': { type: 'string' },
  album: { type: 'string', multiple: true },
  'ids-file': { type: 'string' },
  json: { type: 'string' },
  csv: { type: 'string' },
  'user-data-dir': { type: 'string' },
  quiet: { type: 'boolean' },
} as const;

/**
 * Reads the words behind `resync`. `--album A B C` takes all words up to the next option.
 * @param defaultFolder where the cache is without `--user-data-dir`
 * @returns null where help is asked for
 * @throws UsageError
 */
export function readArguments(words: readonly string[], defaultFolder: string): ResyncArguments | null {
  const { values, positionals, tokens } = parsed(words);
  const named = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = named.find((name, at) => name !== 'album' && named.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice.`);
  if (values.help === true) return null;
  const albums = [...(values.album ?? []), ...positionals];
  const idsFile = values['ids-file'] ?? null;
  const tokenFile = required('token-file', values['token-file']);
  if (positionals.length > 0 && values.album === undefined)
    throw new UsageError(`What is "${positionals[0] ?? ''}"? Albums are named with --album.`);
  if (albums.length === 0 && idsFile === null)
    throw new UsageError('Say what to ask for: --album or --ids-file.');
  for (const album of albums) assertOneAlbum(album);
  if (idsFile !== null && albums.length > 1)
    throw new UsageError('Ids belong to one album: give one --album at most.');
  if (tokenFile === '-' && idsFile === '-')
    throw new UsageError('Only one of token and ids can come from standard input.');
  if (values.json === '-' && values.csv === '-')
    throw new UsageError('Only one of --json and --csv can go to standard output.');
  return {
    server: required('server', values.server),
    tokenFile,
    albums: [...new Set(albums)],
    idsFile,
    json: values.json ?? null,
    csv: values.csv ?? null,
    dataFolder: values['user-data-dir'] ?? defaultFolder,
    quiet: values.quiet ?? false,
  };
}

/** An album's id may be any text, so a comma may be of it; Salesforce's ids have none. */
function assertOneAlbum(album: string): void {
  const parts = album.split(/[,;]/).map((part) => part.trim());
  const ids = parts.filter((part) => part !== '');
  if (parts.length > 1 && ids.length > 0 && ids.every((id) => salesforceId.test(id)))
    throw new UsageError(
      `Albums are named one by one, without commas: ${ids.map((id) => `--album ${id}`).join(' ')}.`,
    );
  if (!isAlbumId(album) || album.trim() === '')
    throw new UsageError(`${JSON.stringify(album)} is no album id.`);
}

const salesforceId = /^(?:[a-z\d]{15}|[a-z\d]{18})$/i;

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, tokens: true });
  } catch (thrown) {
    throw new UsageError(
      thrown instanceof Error ? (thrown.message.split('. ')[0] ?? '') : 'Unreadable options.',
    );
  }
}

function required(name: keyof typeof options, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}
