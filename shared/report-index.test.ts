import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resyncKinds, resyncMarks } from './models/resync.ts';
import { decodeIndex, encodeIndex, kindCode, markBits, marksOf, pageCapacity } from './report-index.ts';

const row = fc.record({
  kind: fc.constantFrom(...resyncKinds),
  marks: fc.subarray([...resyncMarks]),
});

test('whatever was put in comes out, row by row, under keys that name page and place', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 5 }), (pages) => {
      const index = decodeIndex(
        encodeIndex(
          pages.map((rows, page) => ({
            page,
            kinds: Uint8Array.from(rows, ({ kind }) => kindCode(kind)),
            marks: Uint16Array.from(rows, ({ marks }) => markBits(marks)),
          })),
        ).buffer,
      );
      const read = Array.from({ length: index.count }, (_, i) => ({
        key: index.keys[i],
        kind: resyncKinds[index.kinds[i] ?? -1],
        marks: marksOf(index.marks[i] ?? 0),
      }));
      expect(read).toEqual(
        pages.flatMap((rows, page) => rows.map((each, i) => ({ key: page * pageCapacity + i, ...each }))),
      );
    }),
  );
});

test('bytes that are no index are refused', () => {
  expect(() => decodeIndex(new ArrayBuffer(8))).toThrow(RangeError);
});
