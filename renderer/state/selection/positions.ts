/**
 * A set of images of one album as bits over their positions in server order, with its size. Never changed in place:
 * 100,000 images are 12.5 KB, so a copy costs less than the care that sharing one would need.
 */
export interface Positions {
  /** Images of the album: the positions are 0 up to this. */
  readonly length: number;
  readonly bits: Uint32Array;
  /** How many are in the set. */
  readonly size: number;
}

const words = (length: number): number => (length + 31) >>> 5;

/** Whether the image at `position` is in the set; false outside the album. */
export function has(set: Positions, position: number): boolean {
  return (((set.bits[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1;
}

/** The empty set over an album of `length` images. */
export function noPositions(length: number): Positions {
  return { length, bits: new Uint32Array(words(length)), size: 0 };
}

/** All images of an album of `length`. */
export function allPositions(length: number): Positions {
  return positionsOfBits(length, new Uint32Array(words(length)).fill(0xffffffff));
}

/** The set of exactly these positions; what lies outside the album is left out. */
export function positionsOf(length: number, positions: Iterable<number>): Positions {
  const bits = new Uint32Array(words(length));
  for (const position of positions) if (position < length) setBit(bits, position);
  return counted(length, bits);
}

/** The set whose bits these are, in an album that may be shorter or longer than they reach. */
export function positionsOfBits(length: number, from: Uint32Array): Positions {
  const bits = new Uint32Array(words(length));
  bits.set(from.subarray(0, bits.length));
  const last = length >>> 5;
  if (last < bits.length) bits[last] = (bits[last] ?? 0) & ~(-1 << (length & 31));
  return counted(length, bits);
}

/** In one, the other or both; of an album that has grown between them, as large as it is. */
export const union = (a: Positions, b: Positions): Positions => combined(a, b, (left, right) => left | right);

/** In exactly one of both: toggles in `a` what `b` holds. */
export const symmetric = (a: Positions, b: Positions): Positions =>
  combined(a, b, (left, right) => left ^ right);

function combined(a: Positions, b: Positions, combine: (left: number, right: number) => number): Positions {
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  return counted(
    long.length,
    long.bits.map((word, i) => combine(word, short.bits[i] ?? 0)),
  );
}

/** How many are in both. */
export function sharedCount(a: Positions, b: Positions): number {
  return a.bits.reduce((sum, word, i) => sum + bitCount(word & (b.bits[i] ?? 0)), 0);
}

export function equal(a: Positions, b: Positions): boolean {
  return a.size === b.size && a.length === b.length && a.bits.every((word, i) => word === b.bits[i]);
}

/** The positions in the set, ascending. */
export function* each(set: Positions): Generator<number> {
  for (let i = 0; i < set.bits.length; i += 1) {
    for (let word = set.bits[i] ?? 0; word !== 0; word &= word - 1) {
      yield i * 32 + 31 - Math.clz32(word & -word);
    }
  }
}

function counted(length: number, bits: Uint32Array): Positions {
  return { length, bits, size: bits.reduce((sum, word) => sum + bitCount(word), 0) };
}

/** Puts a position into the bits of a set that is being made. */
export function setBit(bits: Uint32Array, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
}

/** Bits set in 32 (Hacker's Delight, 5-2). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
