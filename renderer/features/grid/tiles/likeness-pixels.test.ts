import fc from 'fast-check';
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash';
import { expect, test } from 'vitest';
import { longestLikeness } from '#shared/columns/layout.ts';
import { likenessPixels } from './likeness-pixels.ts';

const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 32 }),
    height: fc.integer({ min: 1, max: 32 }),
    opaque: fc.boolean(),
    seed: fc.uint8Array({ minLength: 64, maxLength: 64 }),
  })
  .map(({ width, height, opaque, seed }) => ({
    width,
    height,
    rgba: Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      opaque && i % 4 === 3 ? 255 : (seed[(i * 7 + (i >> 5)) % 64] ?? 0),
    ),
  }));

test('a likeness is drawn as its own package draws it, to a shade', () => {
  fc.assert(
    fc.property(pictures, ({ width, height, rgba }) => {
      const hash = rgbaToThumbHash(width, height, rgba);
      expect(hash.length).toBeLessThanOrEqual(longestLikeness);
      const theirs = thumbHashToRGBA(hash);
      const drawn = likenessPixels(hash, theirs.w, theirs.h);
      expect(drawn.length).toBe(theirs.rgba.length);
      const farthest = theirs.rgba.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (drawn[i] ?? NaN))),
        0,
      );
      expect(farthest).toBeLessThanOrEqual(2);
    }),
  );
});

test('bytes that are no likeness draw some colours or other, in the size that was asked for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (bytes, width) => {
      expect(likenessPixels(bytes, width, 7).length).toBe(width * 7 * 4);
    }),
  );
});
