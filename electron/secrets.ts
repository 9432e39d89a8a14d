import { redact } from './redact.ts';
import { createSearch } from './search-many.ts';

/** Shorter ones are taken out where they stand alone: within words they would be anywhere. */
const shortest = 4;

/** Takes secrets out of a text; options as of `redact`. */
export type Redactor = (text: string, options?: { keepsUuids?: boolean }) => string;

/**
 * Gives a function that takes these secrets out of a text, whatever they look like, and then what looks like one
 * (`redact`). A sharing's id may be any text, and a token may stand there in part; both are found also where they are
 * percent-encoded or escaped, in the other alphabet of base64, or broken by quotes and ends of lines: only letters and
 * digits are compared. Linear in the text's length, however many secrets there are.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const short = new Set<string>();
  const long: Uint8Array[] = [];
  for (const secret of secrets) {
    const { codes } = compactOf(secret);
    if (codes.length >= shortest) long.push(codes);
    else if (secret !== '') short.add(secret);
  }
  const search = createSearch(long);

  function withoutLong(text: string): string {
    const { codes, from, to } = compactOf(text);
    const kept: string[] = [];
    let done = 0;
    for (const [start, end] of search(codes)) {
      kept.push(text.slice(done, from[start]), '[secret]');
      done = to[end - 1] ?? done;
    }
    return [...kept, text.slice(done)].join('');
  }

  const withoutShort = (text: string): string =>
    text.replace(/[\w.-]+/g, (run) => (short.has(run) ? '[secret]' : run));

  return (text, options) => redact(withoutShort(long.length === 0 ? text : withoutLong(text)), options);
}

/** A token names every album it is good for: of one that is longer, the rest looks like a token by itself. */
const longestPart = 4_000;
/** A fragment of a token is found where it holds one of its pieces whole. */
const pieceLength = 10;
const pieceStep = 2;

/** The parts of a token, or of a header that holds one, and pieces of them: each tells too much by itself. */
export const piecesOfToken = (token: string): string[] =>
  token
    .split(/[^\w-]+/)
    .filter((part) => part.length >= 8)
    .flatMap((whole) => {
      const part = whole.slice(0, longestPart);
      const count = Math.max(0, Math.ceil((part.length - pieceLength) / pieceStep) + 1);
      const pieces = Array.from({ length: count }, (_, n) => part.slice(n * pieceStep).slice(0, pieceLength));
      return [part, ...pieces.filter((piece) => piece.length === pieceLength)];
    });

/** Shorter ones of these may stand anywhere by chance. */
const shortestPacked = 8;

/** A text as it stands within a longer one that was packed as base64: at each of three places, without what its neighbours decide. */
export function inBase64(text: string): string[] {
  const { length } = Buffer.from(text);
  return [0, 1, 2]
    .map((before) =>
      Buffer.from(`${' '.repeat(before)}${text}`)
        .toString('base64')
        .slice(Math.ceil((before * 8) / 6), Math.floor(((before + length) * 8) / 6)),
    )
    .filter((packed) => packed.length >= shortestPacked);
}

/** Letters and digits of a text, and where each begins and ends in it. */
interface Compact {
  codes: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
}

function compactOf(text: string): Compact {
  const codes = new Uint8Array(text.length);
  const from = new Uint32Array(text.length);
  const to = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length;) {
    const { code, size } = letterAt(text, at);
    if (isAlphanumeric(code)) {
      codes[length] = code;
      from[length] = at;
      to[length] = at + size;
      length += 1;
    }
    at += size;
  }
  return { codes: codes.subarray(0, length), from, to };
}

/** One letter as it is meant: `%2E`, `%252E`, `\u002e`, and `\n`, which is none. */
function letterAt(text: string, at: number): { code: number; size: number } {
  const code = text.charCodeAt(at);
  if (code === 0x25) {
    // Also encoded more than once: `%252E`.
    const [whole, hex] = /^%(?:25){0,3}([\da-f]{2})/i.exec(text.slice(at, at + 9)) ?? [];
    if (whole !== undefined && hex !== undefined)
      return { code: Number.parseInt(hex, 16), size: whole.length };
  }
  if (code !== 0x5c) return { code, size: 1 };
  if (/^u[\da-f]{4}$/i.test(text.slice(at + 1, at + 6)))
    return { code: Number.parseInt(text.slice(at + 2, at + 6), 16), size: 6 };
  return { code, size: /[nrt]/.test(text[at + 1] ?? '') ? 2 : 1 };
}

const isAlphanumeric = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
