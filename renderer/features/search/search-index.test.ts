import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../grid/columns-of.fixture.ts';
import { normalText, wordsOf } from './normal-text.ts';
import { search, searchIndex } from './search-index.ts';

const images = [
  { filename: 'IMG_0001.jpg', title: 'Façade nord', tags: 'toit\nchantier' },
  { filename: 'IMG_0002.jpg', title: '', tags: 'Roof' },
  { filename: 'ŒUVRE_ΟΔΟΣ.png', title: '<b>(a+)+$</b>', tags: '' },
  { filename: 'été 10 %.jpg', title: '東京タワー', tags: 'İstanbul' },
];

test.each([
  ['', [0, 1, 2, 3]],
  ['   ', [0, 1, 2, 3]],
  ['facade', [0]],
  ['FAÇADE', [0]],
  ['nord img', [0]],
  ['img roof', [1]],
  ['img', [0, 1]],
  ['jpg img toit', [0]],
  ['ete', [3]],
  ['東京', [3]],
  ['istanbul', [3]],
  ['οδος', [2]],
  ['(a+)+$', [2]],
  ['.*', []],
  ['%', [3]],
  ['toitchantier', []],
  ['chantier roof', []],
  ['\u0000', [0, 1, 2, 3]],
])('%j finds %j', (query, found) => {
  const all = Uint32Array.from(images, (_, i) => i);
  expect([...search(searchIndex(columnsOf(images)), query, all)]).toEqual(found);
});

test('what is found keeps the order it is shown in', () => {
  const index = searchIndex(columnsOf(images));
  expect([...search(index, 'img', Uint32Array.of(3, 1, 2, 0))]).toEqual([1, 0]);
});

test('an image is found by every word of its own name, and what is found holds every word', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const image = fc.record({ filename: text, title: text, tags: text });
  fc.assert(
    fc.property(fc.array(image, { minLength: 1, maxLength: 12 }), fc.nat(), text, (album, at, query) => {
      const index = searchIndex(columnsOf(album));
      const all = Uint32Array.from(album, (_, i) => i);
      const own = album[at % album.length]!.title;
      if (wordsOf(own).length < 16) expect([...search(index, own, all)]).toContain(at % album.length);
      const words = wordsOf(query);
      const expected = album.flatMap(({ title, filename, tags }, i) =>
        words.every((word) =>
          [title, filename, tags].some((t) => normalText(t.replaceAll('\0', '')).includes(word)),
        )
          ? [i]
          : [],
      );
      expect([...search(index, query, all)]).toEqual(expected);
    }),
  );
});

test('normal text is normal already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalText(normalText(text))).toBe(normalText(text));
    }),
  );
});

test('a query of any length is a few words, so that a keystroke costs a few passes', () => {
  expect(wordsOf('aa '.repeat(20_000)).length).toBeLessThanOrEqual(2);
  expect(wordsOf('a'.repeat(100_000)).join('').length).toBeLessThanOrEqual(1_000);
  const many = Array.from({ length: 5_000 }, (_, i) => `w${i}`).join(' ');
  expect(wordsOf(many).length).toBeLessThanOrEqual(16);
});
