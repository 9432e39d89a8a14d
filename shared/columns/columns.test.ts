import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeColumns } from './encode.ts';
import { columnNames, columnTypes, type ColumnValues } from './layout.ts';
import { readColumns } from './read.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const values = fc.record(
  Object.fromEntries(
    columnNames.map((name) => [
      name,
      columnTypes[name] === 'text' ? text : columnTypes[name] === 'int' ? fc.nat() : fc.double(),
    ]),
  ),
) as fc.Arbitrary<ColumnValues>;

test('what is encoded is read back, in order, to the letter', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 30 }), (images) => {
      const columns = readColumns(encodeColumns(images).buffer);
      expect(columns.count).toBe(images.length);
      images.forEach((image, i) => {
        for (const name of columnNames) {
          const type = columnTypes[name];
          const read =
            type === 'text' ? columns.text(name as 'id', i) : columns.number(name as 'bytes' | 'page', i);
          expect(read).toEqual(image[name]);
        }
      });
    }),
  );
});

test('bytes that are no columns are refused, wherever they are cut', () => {
  const whole = encodeColumns([]).buffer;
  for (const length of [0, 3, whole.byteLength - 8]) {
    expect(() => readColumns(whole.slice(0, length))).toThrow(RangeError);
  }
  expect(() => readColumns(new ArrayBuffer(4096))).toThrow('not columns');
});
