import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonArrayReader, type Element } from './json-array-reader.ts';
import { maxDepth } from './json-array-splitter.ts';

const utf8 = new TextEncoder();

/** Reads `bytes` cut into chunks of `sizes` (repeated); each element as its value and its own bytes parsed again. */
function read(bytes: Uint8Array, sizes: readonly number[] = [bytes.length || 1]) {
  const reader = new JsonArrayReader();
  const values: unknown[] = [];
  const take = (elements: Iterable<Element>): void => {
    for (const { value, bytes: own, offset } of elements) {
      values.push(value);
      // What stands there is what was read, however it was found.
      if (value !== undefined)
        expect(bytes.subarray(offset, offset + own.length)).toEqual(new Uint8Array(own));
    }
  };
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    take(reader.push(bytes.slice(at, at + size)));
    at += size;
  }
  const { elements, ending } = reader.end();
  take(elements);
  return { values, ending };
}
const readText = (text: string, sizes?: readonly number[]) => read(utf8.encode(text), sizes);
const chunkSizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true });

test('gives what JSON.parse gives, however the bytes are cut and written', () => {
  fc.assert(
    fc.property(fc.array(object), chunkSizes, fc.integer({ min: 0, max: 2 }), (array, sizes, indent) => {
      const text = JSON.stringify(array, null, indent);
      expect(readText(text, sizes)).toEqual({ values: JSON.parse(text) as unknown, ending: 'whole' });
    }),
  );
});

test('borders within records, in texts and in lists, are not taken for the end of one', () => {
  const inner = [{ a: [{ b: 1 }, { b: 2 }, { c: '},{"' }] }, { d: '"},{"' }];
  const array = Array.from({ length: 40 }, (_, i) => ({ id: i, inner, text: 'x},{y' }));
  for (const size of [1, 7, 64, 5_000]) {
    expect(readText(JSON.stringify(array), [size])).toEqual({ values: array, ending: 'whole' });
  }
});

test('one broken record costs itself, with all that stands beside it', () => {
  const text = '[{"a":1},{"b":},{"c":"\\ud8"},{"d":4},{"e":5}]';
  expect(readText(text)).toEqual({
    values: [{ a: 1 }, undefined, undefined, { d: 4 }, { e: 5 }],
    ending: 'whole',
  });
});

test.each([
  ['', 'not-an-array'],
  ['{"a":1}', 'not-an-array'],
  ['[]', 'whole'],
  ['[{}', 'cut-short'],
  ['[{"a":1},{"a":2', 'cut-short'],
  ['[{"a":1},{"a":2}', 'cut-short'],
  ['[{"a":1},', 'cut-short'],
  ['[{"a":1},{"a":2}]x', 'trailing-garbage'],
] as const)('%j ends as %s', (text, ending) => {
  for (const size of [1, 3, 100]) expect(readText(text, [size]).ending).toBe(ending);
});

test.each([maxDepth, maxDepth + 1, 10_000, 100_000])(
  'a list %i levels deep within one record leaves its neighbours',
  (depth) => {
    const deep = `{"id":2,"x":${'['.repeat(depth - 2)}1${']'.repeat(depth - 2)}}`;
    const { values, ending } = readText(`[{"id":1},${deep},{"id":3}]`);
    expect([values.length, ending]).toEqual([3, 'whole']);
    expect([values[0], values[2]]).toEqual([{ id: 1 }, { id: 3 }]);
    expect(values[1] === undefined).toBe(depth > maxDepth);
  },
);

test('whatever the bytes, it does as the splitter does', () => {
  const piece = fc.constantFrom('[', ']', '{', '}', ',', '},{', '"', '\\', '"a":', '1', '{"a":1}', 'é');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), chunkSizes, (pieces, sizes) => {
      const text = `[{"first":1},{${pieces.join('')}`;
      const careful = readText(` ${text}`, sizes);
      const guessed = readText(text, sizes);
      expect(guessed.ending).toBe(careful.ending);
      if (careful.ending === 'whole') expect(guessed.values).toEqual(careful.values);
    }),
    { numRuns: 2_000 },
  );
});
