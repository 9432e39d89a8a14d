import type { NameOf } from '#shared/columns/layout.ts';
import type { Columns, Part } from '#shared/columns/read.ts';
import { wordsOf } from '#shared/normal-text.ts';
import { markWord } from './mark-word.ts';

/**
 * The positions whose name, title or tags hold every word of `query`, in the order of `among`. No index is held: what
 * a key costs is a look at the bytes of the texts, and the next key looks among what was found.
 * Text is compared as text: nothing in a query is a pattern (attacks A21).
 */
export function search(columns: Columns, query: string, among: Uint32Array): Uint32Array {
  const words = wordsOf(query);
  if (words.length === 0) return among;
  const found = new Uint8Array(columns.count);
  let first = 0;
  for (const part of columns.parts) {
    found.set(foundIn(part, words).images, first);
    first += part.count;
  }
  const out = new Uint32Array(among.length);
  let length = 0;
  for (const position of among) if (found[position] === 1) out[length++] = position;
  return out.subarray(0, length);
}

interface Found {
  readonly words: readonly string[];
  /** By index within the part: 1 for an image that holds all the words, else 0. */
  readonly images: Uint8Array;
}

/**
 * What was found lately, by part, newest last: typing looks among what was found, deleting finds it again, and an album
 * that grows is searched where it has grown.
 */
const foundLately = new WeakMap<Part, readonly Found[]>();
const mostKept = 8;

function foundIn(part: Part, words: readonly string[]): Found {
  const lately = foundLately.get(part) ?? [];
  // What holds "roof" was found by "roo": nothing else can hold it.
  const wider = lately.findLast((former) =>
    former.words.every((word) => words.some((wanted) => wanted.includes(word))),
  );
  const left = words.filter((word) => wider?.words.includes(word) !== true);
  const found = { words, images: holding(part, left, wider?.images) };
  foundLately.set(part, [...lately, found].slice(-mostKept));
  return found;
}

const utf8 = new TextEncoder();

/** Where an ASCII word is looked for, and any other: what is beyond ASCII is in `folded` (layout.ts). */
const asciiColumns: NameOf<'text'>[] = ['folded', 'title', 'filename', 'tags'];
const otherColumns: NameOf<'text'>[] = ['folded'];

/** @param candidates as `Found.images`; without, all images are. */
function holding(part: Part, words: readonly string[], candidates: Uint8Array | undefined): Uint8Array {
  // A candidate has 1, and 1 more for each word that was found, in their order.
  const hits = candidates?.slice() ?? new Uint8Array(part.count).fill(1);
  words.forEach((word, i) => {
    const bytes = utf8.encode(word);
    const columns = bytes.every((byte) => byte < 0x80) ? asciiColumns : otherColumns;
    for (const name of columns) markWord(bytes, part.texts(name), hits, 1 + i);
  });
  const all = 1 + words.length;
  for (let i = 0; i < hits.length; i += 1) hits[i] = hits[i] === all ? 1 : 0;
  return hits;
}
