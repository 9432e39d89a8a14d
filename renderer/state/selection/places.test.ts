import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../../features/grid/columns-of.fixture.ts';
import { placesOf } from './places.ts';

test('images are found by their ids, in the album’s order; others are left out', () => {
  const columns = columnsOf(Array.from({ length: 3_000 }, (_, i) => ({ id: `é-${i}` })));
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(4_000)), (numbers) => {
      const held = numbers.filter((number) => number < 3_000).sort((a, b) => a - b);
      const places = placesOf(
        numbers.map((number) => `é-${number}`),
        columns,
      );
      expect([...places]).toEqual(held.map((number) => [`é-${number}`, number]));
    }),
    { numRuns: 20 },
  );
});

test('an id that is asked for twice is found once', () => {
  expect([...placesOf(['b', 'a', 'b'], columnsOf([{ id: 'a' }, { id: 'b' }]))]).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
});
