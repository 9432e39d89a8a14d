import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partSize } from '#shared/columns/layout.ts';
import { columnsOf as columnsOfParts } from '#shared/columns/read.ts';
import { normalText, wordsOf } from '#shared/normal-text.ts';
import { columnsOf, partsOf } from '../grid/columns-of.fixture.ts';
import { search } from './search.ts';

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
  ['oeuvre', [2]],
  ['œuvre', [2]],
  ['\u0000', []],
])('%j finds %j', (query, found) => {
  const all = Uint32Array.from(images, (_, i) => i);
  expect([...search(columnsOf(images), query, all)]).toEqual(found);
});

test('what is found keeps the order it is shown in', () => {
  const columns = columnsOf(images);
  expect([...search(columns, 'img', Uint32Array.of(3, 1, 2, 0))]).toEqual([1, 0]);
});

interface Texts {
  filename: string;
  title: string;
  tags: string;
}

/** What a search means, said as simply as can be. */
const naive = (album: Texts[], query: string): number[] =>
  album.flatMap(({ title, filename, tags }, i) => {
    const texts = [title, filename, tags].map(normalText);
    return wordsOf(query).every((word) => texts.some((text) => text.includes(word))) ? [i] : [];
  });

const albumOf = (text: fc.Arbitrary<string>) =>
  fc.array(fc.record({ filename: text, title: text, tags: text }), { minLength: 1, maxLength: 40 });

test('an image is found by every word of its own name, and what is found holds every word', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  fc.assert(
    fc.property(albumOf(text), fc.nat(), text, (album, at, query) => {
      const columns = columnsOf(album);
      const all = Uint32Array.from(album, (_, i) => i);
      const own = album[at % album.length]!.title;
      if (wordsOf(own).length < 16) expect([...search(columns, own, all)]).toContain(at % album.length);
      expect([...search(columns, query, all)]).toEqual(naive(album, query));
    }),
  );
});

test('whatever was searched before, typing and deleting letters finds what the query finds', () => {
  // Few letters: much is found, much of it over borders of texts.
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'A', 'B', 'é', ' ', '_', '@', '`'),
    maxLength: 9,
  });
  fc.assert(
    fc.property(albumOf(text), fc.array(text, { maxLength: 4 }), (album, queries) => {
      const columns = columnsOf(album);
      const all = Uint32Array.from(album, (_, i) => i);
      for (const query of queries) {
        for (let length = 0; length <= query.length; length += 1) {
          const typed = query.slice(0, length);
          expect([...search(columns, typed, all)]).toEqual(naive(album, typed));
        }
      }
    }),
  );
});

test('an album that grows is searched over the borders of its parts', () => {
  const album = Array.from({ length: 2 * partSize + 5 }, (_, i) => ({
    filename: `IMG_${i}`,
    title: '',
    tags: '',
  }));
  const parts = partsOf(album);
  for (const count of [1, 2, 3]) {
    const columns = columnsOfParts(parts.slice(0, count));
    const all = Uint32Array.from({ length: columns.count }, (_, i) => i);
    expect([...search(columns, 'img_20', all)]).toEqual(naive(album.slice(0, columns.count), 'img_20'));
  }
});
