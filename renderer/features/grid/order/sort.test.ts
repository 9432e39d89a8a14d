import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../columns-of.fixture.ts';
import { serverOrder } from './server-order.ts';
import { sortedPositions } from './sort.ts';

test('the server order is the default, untouched', () => {
  const columns = columnsOf([{ filename: 'b' }, { filename: 'a' }]);
  expect([...sortedPositions(columns, 'position')]).toEqual([0, 1]);
});

test('names are compared as people do: numbers by value, accents and capitals beside their letters', () => {
  const names = ['IMG_10', 'IMG_9', 'éclair', 'Eclipse', 'zebra', 'eclat', ''];
  const columns = columnsOf(names.map((filename) => ({ filename })));
  const order = [...sortedPositions(columns, 'name')].map((i) => names[i]);
  expect(order).toEqual(['éclair', 'eclat', 'Eclipse', 'IMG_9', 'IMG_10', 'zebra', '']);
});

test('a title goes before the file name', () => {
  const columns = columnsOf([{ filename: 'a', title: 'z' }, { filename: 'm' }]);
  expect([...sortedPositions(columns, 'name')]).toEqual([1, 0]);
});

test.each(['taken', 'uploaded', 'size'] as const)(
  '%s: largest or newest first, unknown last, equals as they came',
  (sort) => {
    const value = fc.oneof(fc.constant(Number.NaN), fc.nat(5), fc.double({ min: 0, max: 9e12, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const columns = columnsOf(values.map((v) => ({ takenAt: v, createdAt: v, bytes: v })));
        const order = [...sortedPositions(columns, sort)];
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

test('ASCII names come as Unicode orders them, equals as they came', () => {
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const unit = fc.constantFrom(...'aAbZ0129 _-.,;:!?()[]{}@*/&#%+^`<=>|~$'.split(''));
  const name = fc.string({ unit, minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), (names) => {
      const columns = columnsOf(names.map((filename) => ({ filename })));
      const expected = names.map((_, i) => i).sort((a, b) => compare(names[a]!, names[b]!) || a - b);
      expect([...sortedPositions(columns, 'name')]).toEqual(expected);
    }),
  );
});

test('any names at all give each image one place, and names that differ in nothing but case stay as they came', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const image = fc.record({ filename: text, title: fc.oneof(fc.constant(''), text) });
  fc.assert(
    fc.property(fc.array(image, { maxLength: 30 }), (images) => {
      const order = [...sortedPositions(columnsOf([...images, ...images]), 'name')];
      expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, i) => i));
      images.forEach((_, i) => expect(order.indexOf(i)).toBeLessThan(order.indexOf(i + images.length)));
    }),
  );
});

test('ten thousand names that are alike to the end are sorted too', () => {
  const filename = 'x'.repeat(1_000);
  const columns = columnsOf(Array.from({ length: 10_000 }, () => ({ filename })));
  expect(sortedPositions(columns, 'name')).toEqual(serverOrder(10_000));
});

test('an empty album is sorted too', () => {
  expect(sortedPositions(columnsOf([]), 'name')).toHaveLength(0);
});
