import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeColumns } from '#shared/columns/encode.ts';
import { readColumns } from '#shared/columns/read.ts';
import { columnsOf } from './columns-of.fixture.ts';
import { sortedPositions } from './sort.ts';

test('the server order is the default, untouched', () => {
  const columns = columnsOf([{ filename: 'b' }, { filename: 'a' }]);
  expect([...sortedPositions(columns, 'position', 'en')]).toEqual([0, 1]);
});

test('names are compared as people do: numbers by value, accents and capitals beside their letters', () => {
  const names = ['IMG_10', 'IMG_9', 'éclair', 'Eclipse', 'zebra', 'eclat', ''];
  const columns = columnsOf(names.map((filename) => ({ filename })));
  const order = [...sortedPositions(columns, 'name', 'fr')].map((i) => names[i]);
  expect(order).toEqual(['éclair', 'eclat', 'Eclipse', 'IMG_9', 'IMG_10', 'zebra', '']);
});

test('a title goes before the file name', () => {
  const columns = columnsOf([{ filename: 'a', title: 'z' }, { filename: 'm' }]);
  expect([...sortedPositions(columns, 'name', 'en')]).toEqual([1, 0]);
});

test.each(['taken', 'uploaded', 'size'] as const)(
  '%s: largest or newest first, unknown last, equals as they came',
  (sort) => {
    const value = fc.oneof(fc.constant(Number.NaN), fc.nat(5), fc.double({ min: 0, max: 9e12, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const columns = columnsOf(values.map((v) => ({ takenAt: v, createdAt: v, bytes: v })));
        const order = [...sortedPositions(columns, sort, 'en')];
        expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i));
        for (let k = 1; k < order.length; k += 1) {
          const [before, after] = [values[order[k - 1]!]!, values[order[k]!]!];
          if (Number.isNaN(after)) {
            if (Number.isNaN(before)) expect(order[k - 1]).toBeLessThan(order[k]!);
          } else if (before === after) expect(order[k - 1]).toBeLessThan(order[k]!);
          else expect(before).toBeGreaterThan(after);
        }
      }),
    );
  },
);

test('an empty album is sorted too', () => {
  expect(sortedPositions(readColumns(encodeColumns([]).buffer), 'name', 'en')).toHaveLength(0);
});
