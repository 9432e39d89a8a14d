import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePart, PartBuilder, withLikenesses } from './encode.ts';
import { columnNames, columnTypes, likenessSlot, partSize, type ColumnValues } from './layout.ts';
import { columnsOf, readPart, type Columns } from './read.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const values = fc.record(
  Object.fromEntries(
    columnNames.map((name) => [
      name,
      columnTypes[name] === 'text' ? text : columnTypes[name] === 'int' ? fc.nat() : fc.double(),
    ]),
  ),
) as fc.Arbitrary<ColumnValues>;

function expectImage(columns: Columns, position: number, image: ColumnValues): void {
  for (const name of columnNames) {
    const type = columnTypes[name];
    const read =
      type === 'text'
        ? columns.text(name as 'id', position)
        : columns.number(name as 'bytes' | 'page', position);
    expect(read).toEqual(image[name]);
  }
}

test('what is encoded is read back, in order, to the letter', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 30 }), (images) => {
      const columns = columnsOf([readPart(encodePart(images))]);
      expect(columns.count).toBe(images.length);
      images.forEach((image, i) => expectImage(columns, i, image));
      expect([...columns.numbers('bytes')]).toEqual(images.map(({ bytes }) => bytes));
    }),
  );
});

test('parts are read as one album', () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 2 * partSize + 9 }),
      (images, count) => {
        const imageAt = (i: number): ColumnValues => ({ ...images[i % images.length]!, id: `i${i}` });
        const parts = [];
        for (let first = 0; first < count; first += partSize) {
          const length = Math.min(partSize, count - first);
          parts.push(readPart(encodePart(Array.from({ length }, (_, i) => imageAt(first + i)))));
        }
        const columns = columnsOf(parts);
        expect(columns.count).toBe(count);
        for (const i of [0, partSize - 1, partSize, 2 * partSize - 1, 2 * partSize, count - 1]) {
          if (i < count) expectImage(columns, i, imageAt(i));
        }
        expect(columns.text('id', count)).toBe('');
        expect(columns.number('bytes', count)).toBeNaN();
        expect([...columns.numbers('bytes')]).toEqual(
          Array.from({ length: count }, (_, i) => imageAt(i).bytes),
        );
      },
    ),
    { numRuns: 10 },
  );
});

test('a part is read the same wherever its bytes stand in a buffer', () => {
  const [image] = fc.sample(values, 1);
  const bytes = encodePart([image!]);
  const shifted = new Uint8Array(new ArrayBuffer(bytes.length + 64), 64);
  shifted.set(bytes);
  expectImage(columnsOf([readPart(shifted)]), 0, image!);
});

test('a part that grows says at every moment what it has so far', () => {
  const images = fc.sample(values, 40);
  const part = new PartBuilder();
  for (const [i, image] of images.entries()) {
    part.push(image);
    const columns = columnsOf([readPart(part.encode())]);
    expect(columns.count).toBe(i + 1);
    expectImage(columns, i, image);
    expectImage(columns, 0, images[0]!);
  }
});

test('a part holds so many images and no more', () => {
  const [image] = fc.sample(values, 1);
  const part = new PartBuilder();
  while (!part.isFull) part.push(image!);
  expect(part.count).toBe(partSize);
  expect(() => part.push(image!)).toThrow(RangeError);
});

test('likenesses are read back and change nothing else', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 12 }), fc.nat(255), (images, byte) => {
      const slots = (seed: number): Uint8Array =>
        Uint8Array.from({ length: images.length * likenessSlot }, (_, i) => i * 7 + seed);
      const plain = encodePart(images);
      expect(readPart(plain).likenesses).toHaveLength(0);
      const [first, second] = [slots(byte), slots(byte + 1)];
      const once = withLikenesses(plain, first);
      expect(readPart(once).likenesses).toEqual(first);
      const again = readPart(withLikenesses(once, second));
      expect(again.likenesses).toEqual(second);
      images.forEach((image, i) => expectImage(columnsOf([again]), i, image));
      expect(() => withLikenesses(plain, first.subarray(1))).toThrow(RangeError);
    }),
  );
});

test('bytes that are no part are refused, wherever they are cut', () => {
  const whole = encodePart(fc.sample(values, 3));
  for (let length = 0; length < whole.length - 8; length += 16) {
    expect(() => readPart(whole.slice(0, length))).toThrow(RangeError);
  }
  expect(() => readPart(new Uint8Array(4096))).toThrow('not columns');
});

test('bytes that were swapped are refused or read, and nothing worse', () => {
  const whole = encodePart(fc.sample(values, 3));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const bytes = whole.slice();
      bytes[at] = byte;
      try {
        const columns = columnsOf([readPart(bytes)]);
        for (let i = 0; i < columns.count; i += 1)
          for (const name of ['id', 'title'] as const) columns.text(name, i);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
