/*
 * A name's key: bytes whose plain order is the order people expect of names. Of ASCII `Intl.Collator` (numeric, base
 * letters) says the same, but comparing 100,000 names by it blocks the window for a third of a second; by keys it takes
 * a tenth of that.
 */

/** What comes before figures, in the order of Unicode's collation (CLDR root); letters come after them. */
const marks = '\t\n\v\f\r _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
/** Stands before a number; its length and its figures follow, so that more figures are more. */
const number = marks.length + 1;

const zero = 0x30;
function isFigure(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= zero + 9;
}

/** By byte: what stands for it; 0 for what does not count (controls). What is beyond ASCII stands for itself, behind. */
const weights = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const letter = String.fromCharCode(byte).toLowerCase();
  if (letter >= 'a' && letter <= 'z') return number + 1 + letter.charCodeAt(0) - 0x61;
  return isFigure(byte) ? number : marks.indexOf(letter) + 1;
});

/** How many bytes the keys of `count` names of `size` bytes take at most: a lone figure between letters takes three. */
export const keyBytes = (size: number, count: number): number => 2 * size + count;

/** Writes the key of the name at `from` up to `end` of `name` to `keys`, from `at`. @returns where it ends. */
export function writeKey(name: Uint8Array, from: number, end: number, keys: Uint8Array, at: number): number {
  for (let i = from; i < end;) {
    const weight = weights[name[i] ?? 0] ?? 0;
    if (weight !== number) {
      if (weight !== 0) keys[at++] = weight;
      i += 1;
      continue;
    }
    while (i + 1 < end && name[i] === zero && isFigure(name[i + 1])) i += 1;
    let stop = i + 1;
    while (stop < end && isFigure(name[stop])) stop += 1;
    keys[at++] = number;
    keys[at++] = Math.min(stop - i, 255);
    for (; i < stop; i += 1) keys[at++] = name[i] ?? 0;
  }
  return at;
}
