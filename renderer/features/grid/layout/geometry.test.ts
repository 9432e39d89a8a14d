import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellBox, clampTop, geometry, indexesIn, rowsIn, topThatShows, type Box } from './geometry.ts';
import { keyTarget } from '../keys.ts';
import { inSight, placeAt, topOf } from './place.ts';

const grids = fc
  .record({
    count: fc.nat(3_000),
    width: fc.integer({ min: 1, max: 4_000 }),
    tile: fc.integer({ min: 96, max: 480 }),
  })
  .map(({ count, width, tile }) => geometry(count, width, tile));
const filled = grids.filter((g) => g.count > 0);
const touches = (a: Box, b: Box): boolean =>
  a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;

test('cells never overlap, never leave the width, and are no smaller than the tile size where there is room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 4_000 }), fc.integer({ min: 96, max: 480 }), (width, tile) => {
      const g = geometry(500, width, tile);
      for (let i = 1; i < g.columns; i += 1) {
        expect(cellBox(g, i).left).toBeGreaterThan(cellBox(g, i - 1).right);
        expect(cellBox(g, i).right).toBeLessThanOrEqual(width);
      }
      expect(cellBox(g, g.columns).top).toBeGreaterThan(cellBox(g, 0).bottom);
      if (g.columns > 1) expect(g.cellWidth).toBeGreaterThanOrEqual(tile);
    }),
  );
});

test('at the default window and tile size at least twelve images are in sight', () => {
  const g = geometry(300, 1280 - 260, 160);
  const { first, end } = rowsIn(g, 0, 560, 0);
  expect((end - first) * g.columns).toBeGreaterThanOrEqual(12);
});

test('the rows in sight are exactly those that are seen', () => {
  fc.assert(
    fc.property(
      filled,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 50, max: 2_000 }),
      (g, part, view) => {
        const top = clampTop(g, part * g.height, view);
        const { first, end } = rowsIn(g, top, view, 0);
        for (let row = 0; row < g.rows; row += 1) {
          const cell = cellBox(g, row * g.columns);
          if (cell.bottom > top && cell.top < top + view) {
            expect(row).toBeGreaterThanOrEqual(first);
            expect(row).toBeLessThan(end);
          }
        }
        expect(end - first).toBeLessThanOrEqual(Math.ceil(view / g.rowHeight) + 2);
      },
    ),
    { numRuns: 60 },
  );
});

test('a rectangle selects the cells that it touches and no other', () => {
  fc.assert(
    fc.property(
      filled,
      fc.array(fc.integer({ min: -50, max: 5_000 }), { minLength: 4, maxLength: 4 }),
      (g, [a, b, c, d]) => {
        const box = {
          left: Math.min(a!, b!),
          right: Math.max(a!, b!),
          top: Math.min(c!, d!),
          bottom: Math.max(c!, d!),
        };
        const expected = Array.from({ length: g.count }, (_, i) => i).filter((i) =>
          touches(cellBox(g, i), box),
        );
        expect([...indexesIn(g, box)]).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('what is scrolled to is whole in sight, and what is in sight is not scrolled', () => {
  fc.assert(
    fc.property(filled, fc.nat(), fc.integer({ min: 600, max: 2_000 }), (g, at, view) => {
      const index = at % g.count;
      const top = topThatShows(g, index, 0, view);
      expect(top).toBe(clampTop(g, top, view));
      expect(cellBox(g, index).top).toBeGreaterThanOrEqual(top);
      if (g.cellHeight <= view) expect(cellBox(g, index).bottom).toBeLessThanOrEqual(top + view);
      expect(topThatShows(g, index, top, view)).toBe(top);
    }),
  );
});

test('resizing and changing the tile size keeps the image in sight, and coming back comes back to the pixel', () => {
  const size = fc.record({
    width: fc.integer({ min: 300, max: 2_500 }),
    tile: fc.integer({ min: 96, max: 300 }),
  });
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(size, { minLength: 1, maxLength: 8 }),
      (part, sizes) => {
        const start = geometry(20_000, 1_000, 160);
        const top = clampTop(start, Math.round(part * start.height), 600);
        const place = placeAt(start, top, 600);
        for (const { width, tile } of sizes) {
          const g = geometry(20_000, width, tile);
          const now = topOf(g, place, 600);
          if (place !== null) expect(inSight(g, place.index, now, 600)).toBe(true);
        }
        expect(topOf(start, place, 600)).toBeCloseTo(top, 3);
      },
    ),
  );
});

test('every key leads to an image of the album', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
  fc.assert(
    fc.property(
      filled,
      fc.nat(),
      fc.constantFrom(...keys),
      fc.boolean(),
      fc.nat(9),
      (g, at, key, far, rowsInView) => {
        const target = keyTarget(g, at % g.count, key, { far, rowsInView });
        expect(target).toBeGreaterThanOrEqual(0);
        expect(target).toBeLessThan(g.count);
      },
    ),
  );
});

test.each([
  ['ArrowRight', 4, false, 5],
  ['ArrowRight', 22, false, 22],
  ['ArrowLeft', 5, false, 4],
  ['ArrowUp', 3, false, 3],
  ['ArrowUp', 8, false, 3],
  ['ArrowDown', 19, false, 22],
  ['ArrowDown', 21, false, 21],
  ['Home', 13, false, 10],
  ['End', 13, false, 14],
  ['End', 21, false, 22],
  ['Home', 13, true, 0],
  ['End', 13, true, 22],
  ['PageDown', 3, false, 13],
  ['PageDown', 16, false, 21],
  ['PageDown', 19, false, 22],
  ['PageUp', 13, false, 3],
  ['PageUp', 8, false, 3],
  ['a', 3, false, null],
])('%s from image %d of 23 in five columns (far: %s) leads to %s', (key, index, far, target) => {
  const g = geometry(23, 900, 160);
  expect(g.columns).toBe(5);
  expect(keyTarget(g, index, key, { far, rowsInView: 2 })).toBe(target);
});

test('the first key says where one is', () => {
  const g = geometry(23, 900, 160);
  expect(keyTarget(g, null, 'ArrowDown', { far: false, rowsInView: 2 })).toBe(0);
  expect(keyTarget(geometry(0, 900, 160), null, 'ArrowDown', { far: false, rowsInView: 2 })).toBe(null);
});
