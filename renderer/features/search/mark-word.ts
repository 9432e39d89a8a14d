import type { Part } from '#shared/columns/read.ts';

/** What makes a capital its small letter in ASCII, and changes no small letter. */
const smallBit = 0x20;
const maskOf = (byte: number): number => (byte >= 0x61 && byte <= 0x7a ? smallBit : 0);

/**
 * Looks for a word in those texts of a column whose `hits` are at least `before`, and makes them one more where it is found.
 * Over the borders of texts, since most are so short that looking at each by itself costs more than the looking.
 * UTF-8 holds no letter within another, so that what is found begins at a letter.
 * @param word UTF-8 of a word as `wordsOf` gives it.
 */
export function markWord(
  word: Uint8Array,
  { bytes, ends }: ReturnType<Part['texts']>,
  hits: Uint8Array,
  before: number,
): void {
  const last = word.length - 1;
  const nextLast = finderOf(bytes, word[last] ?? 0);
  for (let first = 0; first < hits.length; first += 1) {
    if ((hits[first] ?? 0) < before) continue;
    let index = first;
    // Where it was found in another column it is looked for once more: one long stretch costs less than many short ones.
    while ((hits[first + 1] ?? 0) >= before) first += 1;
    const stop = ends[first + 1] ?? 0;
    let at = nextLast((ends[index] ?? 0) + last, stop);
    while (at < stop) {
      const start = at - last;
      if (standsAt(word, bytes, start)) {
        while ((ends[index + 1] ?? stop) <= start) index += 1;
        const end = ends[index + 1] ?? stop;
        // What reaches over into the next text is not found, and neither is anything later in this one.
        if (at < end) hits[index] = before + 1;
        at = end + last - 1;
      }
      at = nextLast(at + 1, stop);
    }
  }
}

/** Gives where `byte` stands next, from `at` on, and `stop` or more where it does not; four bytes at a time. */
function finderOf(bytes: Uint8Array, byte: number): (at: number, stop: number) => number {
  // A column starts where a word may (`layout.ts`).
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  const mask = maskOf(byte);
  const mask4 = mask * 0x01010101;
  const byte4 = Math.imul(byte, 0x01010101);
  return (at, stop) => {
    for (; at < stop; at += 1) {
      if ((at & 3) === 0) {
        for (let i = at >>> 2; at + 4 <= stop; i += 1, at += 4) {
          const differing = ((words[i] ?? 0) | mask4) ^ byte4;
          // Whether one of the four is 0 (Hacker's Delight, 6-1).
          if (((differing - 0x01010101) & ~differing & 0x80808080) !== 0) break;
        }
      }
      if (((bytes[at] ?? 0) | mask) === byte) return at;
    }
    return at;
  };
}

/** Of the bytes before its last one. */
function standsAt(word: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = word.length - 2; i >= 0; i -= 1) {
    const wanted = word[i] ?? 0;
    if (((bytes[start + i] ?? 0) | maskOf(wanted)) !== wanted) return false;
  }
  return true;
}
