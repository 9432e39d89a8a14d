import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonArraySplitter, maxDepth, maxElementBytes, type Ending } from './json-array-splitter.ts';

const utf8 = new TextEncoder();
const broken = 'broken';

/** Splits `bytes` cut into chunks of `sizes` (repeated) and parses each element, as the library does. */
function split(bytes: Uint8Array, sizes: readonly number[] = [bytes.length || 1]) {
  const splitter = new JsonArraySplitter();
  const elements: unknown[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    for (const piece of splitter.push(bytes.subarray(at, at + size))) {
      if ('dropped' in piece) {
        elements.push(piece.dropped);
        continue;
      }
      try {
        elements.push(JSON.parse(new TextDecoder().decode(piece.bytes)));
      } catch {
        elements.push(broken);
      }
    }
    at += size;
  }
  return { elements, ending: splitter.end(), hopeless: splitter.hopeless };
}
const splitText = (text: string, sizes?: readonly number[]) => split(utf8.encode(text), sizes);
const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

test('gives what JSON.parse gives, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      chunkSizes,
      fc.integer({ min: 0, max: 3 }),
      (array, sizes, indent) => {
        const text = JSON.stringify(array, null, indent);
        expect(splitText(text, sizes)).toEqual({
          elements: JSON.parse(text) as unknown,
          ending: 'whole',
          hopeless: false,
        });
      },
    ),
  );
});

test('strings that look like structure, escapes and multi-byte characters survive every cut', () => {
  const array = ['],"\\', '{"a":[', '\\"', 'é€😀', '\u2028', { 'k"]': '\\\\' }, '', [[], {}]];
  const text = `\n ${JSON.stringify(array).replaceAll('é', '\\u00e9')} \r\n`;
  for (let size = 1; size <= text.length; size += 1) {
    expect(splitText(text, [size])).toMatchObject({ elements: array, ending: 'whole' });
  }
});

test.each<[string, Ending]>([
  ['', 'not-an-array'],
  ['  \n', 'not-an-array'],
  ['{"error":"no"}', 'not-an-array'],
  ['<!doctype html>', 'not-an-array'],
  ['null', 'not-an-array'],
  [']', 'not-an-array'],
  ['[', 'cut-short'],
  ['[{"id":1}', 'cut-short'],
  ['[{"id":1},', 'cut-short'],
  ['[{"id":"a]', 'cut-short'],
  ['[1]x', 'trailing-garbage'],
  ['[1][2]', 'trailing-garbage'],
  ['[1] \n', 'whole'],
  ['\uFEFF[1]', 'whole'],
  ['[]', 'whole'],
  ['[ ]', 'whole'],
])('%j is %s', (text, ending) => {
  expect(splitText(text).ending).toBe(ending);
  expect(splitText(text, [1]).ending).toBe(ending);
});

test.each<[string, unknown[]]>([
  ['[1,,2]', [1, broken, 2]],
  ['[1,]', [1, broken]],
  ['[,]', [broken, broken]],
  ['[1 2,3]', [broken, 3]],
  ['[{"a":},{"b":2}]', [broken, { b: 2 }]],
  ['[{"a":]},{"b":2}]', [broken, { b: 2 }]],
  ['[{"a":[1,2},{"b":2}]', [broken, { b: 2 }]],
  ['[{"a":"\n"},{"b":2}]', [broken, { b: 2 }]],
  ['[},{"b":2}]', [broken, { b: 2 }]],
  ['[{"a":nul},2,tru]', [broken, 2, broken]],
])('in %j a broken element costs itself alone', (text, elements) => {
  expect(splitText(text)).toEqual({ elements, ending: 'whole', hopeless: false });
  expect(splitText(text, [1]).elements).toEqual(elements);
});

test('bytes that are no UTF-8 cost no other element', () => {
  const bytes = Uint8Array.from([...utf8.encode('[{"a":"'), 0xff, 0xc3, ...utf8.encode('"},{"b":2}]')]);
  expect(split(bytes, [3])).toMatchObject({ elements: [{ a: '\uFFFD\uFFFD' }, { b: 2 }], ending: 'whole' });
});

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  [maxDepth, []],
  [maxDepth + 1, 'too-deep'],
  [10_000, 'too-deep'],
  [1_000_000, 'too-deep'],
])('brackets %i deep: the element is kept or dropped, and its neighbours stay', (depth, kind) => {
  const { elements, ending } = splitText(`[1,${nested(depth - 1)},2]`);
  expect(elements).toHaveLength(3);
  if (kind === 'too-deep') expect(elements[1]).toBe(kind);
  else expect(Array.isArray(elements[1])).toBe(true);
  expect([elements[0], elements[2], ending]).toEqual([1, 2, 'whole']);
});

test.each([[1_000], [1_000_000], [20_000_000]])(
  'an element over the cap is dropped in chunks of %i bytes',
  (size) => {
    const fits = 'a'.repeat(maxElementBytes - 2);
    const { elements, ending } = splitText(`[1,"${fits}","${fits}a",2]`, [size]);
    expect(elements).toEqual([1, fits, 'too-large', 2]);
    expect(ending).toBe('whole');
  },
);

test('never throws and never loses count of the commas, whatever the bytes', () => {
  const hostile = fc.array(fc.constantFrom('[', ']', '{', '}', '"', ',', ':', '\\', ' ', '1', 'a', '\n'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(hostile, chunkSizes, (letters, sizes) => {
      const text = `[${letters.join('')}`;
      expect(splitText(text, sizes)).toEqual(splitText(text));
    }),
  );
});
