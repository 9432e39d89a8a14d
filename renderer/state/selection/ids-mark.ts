import type { Columns, Part } from '#shared/columns/read.ts';

/**
 * A mark of the ids of the first `count` images: where two albums have the same, these images stand where they stood.
 * 64 bits in hex, since a selection that is found again must never be of other images.
 */
export function markOfIds({ parts }: Columns, count: number): string {
  const hash: Hash = [0x811c9dc5, 0x9e3779b9];
  let left = count;
  for (const part of parts) {
    if (left <= 0) break;
    const [a, b] = left < part.count ? hashOf(part, left) : hashOfWhole(part);
    add(hash, a);
    add(hash, b);
    left -= part.count;
  }
  return hash.map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

type Hash = [number, number];

const wholes = new WeakMap<Part, Hash>();

function hashOfWhole(part: Part): Hash {
  const held = wholes.get(part);
  if (held !== undefined) return held;
  const hash = hashOf(part, part.count);
  wholes.set(part, hash);
  return hash;
}

function hashOf(part: Part, count: number): Hash {
  const { bytes, ends } = part.texts('id');
  const hash: Hash = [count, ~count];
  for (let i = 1; i <= count; i += 1) add(hash, ends[i] ?? 0);
  const size = ends[count] ?? 0;
  // Four at a time; a column starts where a word may (`layout.ts`).
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, size >>> 2);
  for (const word of words) add(hash, word);
  for (let at = words.length * 4; at < size; at += 1) add(hash, bytes[at] ?? 0);
  return hash;
}

/** Two multiplications that have nothing in common, each mixed downwards so that every bit counts. */
function add(hash: Hash, value: number): void {
  const a = Math.imul(hash[0] ^ value, 0x01000193);
  const b = Math.imul(hash[1] ^ value, 0x85ebca6b);
  hash[0] = a ^ (a >>> 15);
  hash[1] = b ^ (b >>> 13);
}
