import fc from 'fast-check';
import { expect, test } from 'vitest';
import { avif, gif, jpeg, png, webp } from './sample-headers.ts';
import { isPixelBomb, sniffPicture } from './sniff.ts';

const makers: [string, (width: number, height: number) => Buffer<ArrayBuffer>][] = [
  ['image/jpeg', jpeg],
  ['image/png', png],
  ['image/gif', gif],
  ['image/webp', webp.extended],
  ['image/webp', webp.lossless],
  ['image/webp', webp.lossy],
  ['image/avif', avif],
];

test.each(makers)('%s is told by its bytes, with its size', (type, make) => {
  expect(sniffPicture(make(1_234, 567))).toEqual({ type, width: 1_234, height: 567 });
});

test('a GIF is as large as its first frame makes it', () => {
  expect(sniffPicture(gif(1, 1, { width: 30_000, height: 30_000 }))).toMatchObject({
    width: 30_000,
    height: 30_000,
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

test.each<[string, string | Buffer]>([
  ['nothing', ''],
  ['an SVG', svg],
  ['an SVG with a byte order mark', `\ufeff${svg}`],
  ['an SVG behind a comment', `<!-- GIF89a -->${svg}`],
  ['an SVG behind a declaration', `<?xml version="1.0"?>${svg}`],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['JSON', '{"url": "x"}'],
  ['a script', '#!/bin/sh\n'],
  ['a PDF', '%PDF-1.7\n%....'],
  ['a program', 'MZ\u0090\u0000\u0003'],
  ['a zip', 'PK\u0003\u0004..............................'],
  ['a BMP', Buffer.from('424d3600000000000000360000002800000001000000010000000100', 'hex')],
  ['a TIFF', Buffer.from('49492a00080000000000000000000000000000000000000000000000', 'hex')],
  ['a film', Buffer.from('0000001c66747970697363c6d00000020069736f6d69736f32', 'hex')],
  [
    'a PNG whose first chunk is not its header',
    Buffer.from('89504e470d0a1a0a0000000d49444154000000010000000108', 'hex'),
  ],
  ['a page that begins like a GIF', 'GIF89a<script>alert(1)</script>'],
  ['a RIFF that is sound', 'RIFF....WAVEfmt ....................'],
])('%s is no picture', (_what, bytes) => {
  expect(sniffPicture(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)).toBeNull();
});

test.each([jpeg, png, gif, webp.lossy])('a header without a width or height is no picture', (make) => {
  expect(sniffPicture(make(0, 100))).toBeNull();
  expect(sniffPicture(make(100, 0))).toBeNull();
});

test('a header cut anywhere is no picture, and never an error', () => {
  for (const [, make] of makers) {
    const whole = make(640, 480);
    const needed = Array.from({ length: whole.length }, (_, end) => end).filter(
      (end) => sniffPicture(whole.subarray(0, end)) !== null,
    );
    expect(needed.every((end) => end > 20)).toBe(true);
  }
});

test('no bytes make it throw, whatever they begin with', () => {
  const start = fc.constantFrom(...makers.map(([, make]) => make(640, 480)));
  fc.assert(
    fc.property(start, fc.nat(80), fc.uint8Array({ maxLength: 200 }), (whole, kept, noise) => {
      const sniffed = sniffPicture(Buffer.concat([whole.subarray(0, kept), noise]));
      expect(sniffed === null || (sniffed.width > 0 && sniffed.height > 0)).toBe(true);
    }),
  );
});

test('boxes nested a million deep lead nowhere', () => {
  const level = Buffer.from('7fffffff6d65746100000000', 'hex');
  const bomb = Buffer.concat([avif(1, 1).subarray(0, 24), ...Array.from({ length: 100_000 }, () => level)]);
  expect(sniffPicture(bomb)).toBeNull();
});

test.each([
  [20_000, 20_000, 'small', true],
  [20_000, 20_000, 'screen', true],
  [8_000, 5_000, 'small', false],
  [8_001, 5_000, 'small', true],
  [12_000, 10_000, 'screen', false],
  [12_001, 10_000, 'screen', true],
  [0xffff_ffff, 0xffff_ffff, 'screen', true],
] as const)('%d x %d shown %s is refused: %s', (width, height, size, refused) => {
  expect(isPixelBomb({ width, height }, size)).toBe(refused);
});
