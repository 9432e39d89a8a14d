import fc from 'fast-check';
import { expect, test } from 'vitest';
import { follow, pointAtScroll, pointAtTop, scrollSpace, tallest } from './scroll-space.ts';

const view = 700;
const albums = fc.oneof(fc.integer({ min: 0, max: tallest }), fc.integer({ min: tallest, max: 60_000_000 }));
const part = fc.double({ min: 0, max: 1, noNaN: true });

test('no element is higher than Chromium can make it, and both ends are reached', () => {
  fc.assert(
    fc.property(albums, (height) => {
      const space = scrollSpace(height, view);
      expect(space.height).toBeLessThanOrEqual(tallest);
      const end = Math.max(0, space.height - view);
      expect(pointAtScroll(space, 0).top).toBe(0);
      expect(pointAtScroll(space, end).top).toBeCloseTo(Math.max(0, height - view), 3);
      expect(pointAtTop(space, height).scroll).toBeCloseTo(end, 3);
    }),
  );
});

test('an album that fits is scrolled as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: tallest }), part, (height, at) => {
      const space = scrollSpace(height, view);
      const scroll = Math.floor(at * Math.max(0, height - view));
      expect(pointAtScroll(space, scroll)).toEqual({ scroll, top: scroll });
      expect(pointAtTop(space, scroll)).toEqual({ scroll, top: scroll });
    }),
  );
});

test('a short way is taken pixel by pixel anywhere in the album', () => {
  fc.assert(
    fc.property(part, fc.integer({ min: -2_000, max: 2_000 }), (at, way) => {
      const space = scrollSpace(40_000_000, view);
      const from = pointAtTop(space, 3_000 + at * (space.trueHeight - view - 6_000));
      expect(follow(space, from, from.scroll + way).top).toBeCloseTo(from.top + way, 3);
    }),
  );
});

test('a thumb that is dragged lands in proportion, and rests where it was let go', () => {
  fc.assert(
    fc.property(part, part, (a, b) => {
      const space = scrollSpace(40_000_000, view);
      const [from, to] = [Math.floor(a * (space.height - view)), Math.floor(b * (space.height - view))];
      fc.pre(Math.abs(from - to) > 10_000);
      const point = follow(space, pointAtScroll(space, from), to);
      expect(Math.abs(pointAtTop(space, point.top).scroll - to)).toBeLessThanOrEqual(1);
    }),
  );
});

test('scrolling without a pause, on and on, reaches either end and never sticks before it', () => {
  for (const step of [-4_000, 4_000]) {
    const space = scrollSpace(9_000_000, view);
    let point = pointAtTop(space, step < 0 ? space.trueHeight : 0);
    let steps = 0;
    for (let stuck = false; !stuck; steps += 1) {
      // The browser clamps what is asked.
      const scroll = Math.min(Math.max(point.scroll + step, 0), space.height - view);
      const next = follow(space, point, scroll);
      stuck = next.top === point.top;
      point = next;
    }
    expect(point.top).toBeCloseTo(step < 0 ? 0 : space.trueHeight - view, 3);
    expect(steps).toBeLessThan(2_400);
  }
});
