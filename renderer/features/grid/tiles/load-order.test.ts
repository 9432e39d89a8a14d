import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadOrder } from './load-order.ts';

test('what is in sight comes first, then what is ahead, then what is behind', () => {
  const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  expect(loadOrder(rows, { first: 3, end: 6 }, 1)).toEqual([3, 4, 5, 6, 7, 8, 2, 1, 0]);
  expect(loadOrder(rows, { first: 3, end: 6 }, -1)).toEqual([3, 4, 5, 2, 1, 0, 6, 7, 8]);
});

test('every row has its turn, wherever it is', () => {
  const rows = fc.uniqueArray(fc.nat(50_000), { maxLength: 30 });
  fc.assert(
    fc.property(
      rows,
      fc.nat(50_000),
      fc.nat(20),
      fc.constantFrom<1 | -1>(1, -1),
      (all, first, count, heading) => {
        const order = loadOrder(all, { first, end: first + count }, heading);
        expect([...order].sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
        const inSight = all.filter((row) => row >= first && row < first + count).length;
        for (const row of order.slice(0, inSight)) expect(row).toBeGreaterThanOrEqual(first);
      },
    ),
  );
});
