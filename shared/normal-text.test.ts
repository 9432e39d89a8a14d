import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedText, normalText, wordsOf } from './normal-text.ts';

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

test.each([
  ['Façade', 'facade'],
  ['ŒUVRE', 'oeuvre'],
  ['Straße', 'strasse'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['東京', '東京'],
])('%s is searched as %s', (text, normal) => {
  expect(normalText(text)).toBe(normal);
});

test.each([
  ['a', 'b.jpg', 'x\ny', ''],
  ['A\0\x7f', '', '', ''],
  ['Été', 'IMG.JPG', 'Toit\nMur', 'ete\nimg.jpg\ntoit\nmur'],
  ['', 'IMG.JPG', 'é', '\nimg.jpg\ne'],
])(
  'title %j, file %j, tags %j are folded as %j: nothing where a table of bytes does',
  (title, file, tags, folded) => {
    expect(foldedText(title, file, tags)).toBe(folded);
  },
);
