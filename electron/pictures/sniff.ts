import type { PictureSize } from '#shared/models/image.ts';
import { gifSize, jpegSize, pngSize, webpSize, type Size } from './headers.ts';
import { avifSize } from './avif-header.ts';

/** The types the app shows. Never SVG, which is a document (attacks A26). */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/avif';

/** What the bytes themselves say. */
export interface Sniffed extends Size {
  type: PictureType;
}

/** The most pixels a picture may have: 109 kB of PNG took 2 GB once it was decoded (attacks A25). */
const pixelLimits: Record<PictureSize, number> = { small: 40_000_000, screen: 120_000_000 };

/** Where a header has named no size by here, none is looked for: the walk must not hold up the main process. */
const longestHeader = 4 * 2 ** 20;

const readers: [PictureType, (bytes: Buffer) => Size | null][] = [
  ['image/jpeg', jpegSize],
  ['image/png', pngSize],
  ['image/webp', webpSize],
  ['image/gif', gifSize],
  ['image/avif', avifSize],
];

/**
 * Tells type and pixel size from a picture's first bytes, whatever the server called it.
 * @returns null where it is none of the types, or its header names no size
 */
export function sniffPicture(bytes: Buffer): Sniffed | null {
  const header = bytes.subarray(0, longestHeader);
  for (const [type, read] of readers) {
    const size = read(header);
    if (size !== null) return size.width > 0 && size.height > 0 ? { type, ...size } : null;
  }
  return null;
}

/** True where decoding would cost more memory than a picture of this size may. */
export const isPixelBomb = ({ width, height }: Size, size: PictureSize): boolean =>
  width * height > pixelLimits[size];
