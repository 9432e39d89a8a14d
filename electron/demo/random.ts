/** A well mixed 32-bit number out of any numbers (murmur3's finisher); equal parts give equal numbers. */
export function hash(...parts: number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ part, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** `hash` of a text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hash(h);
}

/** Numbers in 0..1, the same ones for the same seed (mulberry32). */
export type Random = () => number;
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `list`, which must not be empty. */
export function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}

const hex = (seed: number, part: number) => hash(seed, part).toString(16).padStart(8, '0');

/** `digits` hexadecimal digits, the same ones for the same seed. */
export function hexOf(seed: number, digits: number): string {
  let text = '';
  for (let part = 0; text.length < digits; part++) text += hex(seed, part);
  return text.slice(0, digits);
}

/** A uuid (version 4 in form), the same one for the same seeds. */
export function uuidOf(first: number, second: number): string {
  const seed = hash(first, second);
  // Two seeds go in, so that ids of a million images do not collide over one 32-bit hash.
  const text =
    hex(seed, first) + hex(seed ^ 0x5bd1e995, second) + hex(second, first ^ seed) + hex(first, second);
  const variant = '89ab'[hash(seed, 4) % 4] ?? '8';
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20, 32)}`;
}
