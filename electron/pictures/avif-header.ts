import { text, type Size } from './headers.ts';

const code = (type: string): number => Buffer.from(type, 'latin1').readUInt32BE();

/** The boxes on the way to a size, with what stands in each before its own boxes (ISO 14496-12, 23008-12). */
const path = [
  { type: code('meta'), before: 4 },
  { type: code('iprp'), before: 0 },
  { type: code('ipco'), before: 0 },
] as const;
const sizeBox = code('ispe');

/**
 * AVIF: the largest of the sizes its items name (`ispe`). A picture made of tiles names both the tiles' and its own.
 * @returns null where the bytes are no AVIF, or name no size
 */
export function avifSize(bytes: Buffer): Size | null {
  if (bytes.length < 16 || text(bytes, 4, 8) !== 'ftyp') return null;
  const brands = text(bytes, 8, Math.min(bytes.readUInt32BE(0), 256));
  if (!brands.includes('avif') && !brands.includes('avis')) return null;
  const sizes = sizesWithin(bytes, 0);
  if (sizes.length === 0) return null;
  return sizes.reduce((a, b) => ({
    width: Math.max(a.width, b.width),
    height: Math.max(a.height, b.height),
  }));
}

/** Goes through the boxes side by side, and into those on the path only: hostile nesting leads nowhere. */
function sizesWithin(bytes: Buffer, depth: number): Size[] {
  const sizes: Size[] = [];
  const step = path[depth];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const named = bytes.readUInt32BE(at);
    // 0 is "to the end"; 1 a length of 64 bits, which only media data has here.
    const length = named === 0 ? bytes.length - at : named === 1 ? longLength(bytes, at) : named;
    if (length < 8) break;
    const type = bytes.readUInt32BE(at + 4);
    const inner = bytes.subarray(at + 8, at + length);
    if (type === step?.type) sizes.push(...sizesWithin(inner.subarray(step.before), depth + 1));
    if (step === undefined && type === sizeBox && inner.length >= 12) {
      sizes.push({ width: inner.readUInt32BE(4), height: inner.readUInt32BE(8) });
    }
    at += length;
  }
  return sizes;
}

const longLength = (bytes: Buffer, at: number): number =>
  at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : 0;
