/** A picture's size in pixels, before any rotation its EXIF asks for. */
export interface Size {
  width: number;
  height: number;
}

/*
 * Pixel sizes out of file headers. Each reader gives null where the bytes are not of its type, or end or contradict
 * themselves before a size is named; none reads past the end, and each goes forward only.
 */

/** Start-of-frame markers: 0xC0 to 0xCF without the Huffman, arithmetic and reserved ones. */
const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** JPEG (ITU T.81): walks the segments to the frame header, so a thumbnail within EXIF is stepped over. */
export function jpegSize(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUIntBE(0, 3) !== 0xffd8ff) return null;
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
    } else if (isFrameMarker(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    } else {
      at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
    }
  }
  return null;
}

/** PNG: the first chunk must be IHDR; an animation's frames lie within it. */
export function pngSize(bytes: Buffer): Size | null {
  const start = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  if (bytes.length < 24 || !bytes.subarray(0, 16).equals(start)) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** WebP, its three forms: lossy, lossless, extended. */
export function webpSize(bytes: Buffer): Size | null {
  if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 12) !== 'WEBP') return null;
  switch (text(bytes, 12, 16)) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** GIF: the screen or the first frame, whichever is larger, since Chromium enlarges the screen to its first frame. */
export function gifSize(bytes: Buffer): Size | null {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(text(bytes, 0, 6))) return null;
  const flags = bytes.readUInt8(10);
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1));
  while (bytes[at] === 0x21) {
    at += 2;
    for (let block = bytes[at]; block !== undefined && block !== 0; block = bytes[at]) at += 1 + block;
    at += 1;
  }
  if (bytes[at] !== 0x2c || at + 9 > bytes.length) return null;
  return {
    width: Math.max(bytes.readUInt16LE(6), bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5)),
    height: Math.max(bytes.readUInt16LE(8), bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7)),
  };
}

/** A stretch of bytes as the ASCII it is meant to be. */
export const text = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString('latin1', start, end);
