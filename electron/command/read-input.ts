import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** A file, or standard input, that cannot be used; the message says why, for people. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What the system says of a file in codes, as sentences end. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

/** What an option names to be read. */
export interface Input {
  /** Its name, such as `--token-file`. */
  option: string;
  /** `-`: standard input. */
  file: string;
  /** More is refused: it is something else than what was asked for. */
  mostBytes: number;
}

/**
 * Reads a text to its end: a file, a pipe or a device. UTF-8 or, as PowerShell writes it, UTF-16 with its mark; the mark
 * is no part of the text.
 * @throws InputError
 */
export async function readInput({ option, file, mostBytes }: Input, stdin: Readable): Promise<string> {
  const from = file === '-' ? 'standard input' : JSON.stringify(file);
  const refused = (why: string, cause?: unknown): InputError =>
    new InputError(`${option} cannot be read from ${from}: ${why}.`, { cause });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const bytes: AsyncIterable<Buffer> = file === '-' ? stdin : createReadStream(file);
    for await (const chunk of bytes) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) break;
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    throw refused(reasons[code] ?? (code || 'it cannot be opened'), thrown);
  }
  if (length > mostBytes) throw refused(`it holds more than ${sizeWords(mostBytes)}`);
  const text = decoded(Buffer.concat(chunks));
  if (text.trim() === '') throw refused('it is empty');
  return text;
}

function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = !isWide ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding).decode(bytes);
}

const sizeWords = (bytes: number): string =>
  bytes < 2 ** 20 ? `${bytes / 2 ** 10} KiB` : `${bytes / 2 ** 20} MiB`;
