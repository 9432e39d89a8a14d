import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findIds } from './find-ids.ts';

const a = '0b0e6f3c-2a44-4a8e-9d0c-5c2a1f6b7d01';
const b = '7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2910';

test.each([
  ['one a line', `${a}\n${b}`],
  ['Windows line ends and blank lines', `${a}\r\n\r\n${b}\r\n`],
  ['commas', `${a},${b}`],
  ['double quotes', `"${a}","${b}"`],
  ['single quotes, as in SQL', `('${a}', '${b}')`],
  ['typographic quotes', `“${a}” «${b}»`],
  ['semicolons and tabs', `${a};\t${b}`],
  ['JSON', `["${a}","${b}"]`],
  ['blanks', `  ${a}   ${b} `],
  ['links', `https://example.com/images/${a}?full=1\nhttps://example.com/i#${b}`],
  ['one query with both', `/image_syncs?ids[]=${a}&ids%5B%5D=${b}`],
  ['file names', `IMG_${a}.jpg\n${b}.png`],
  ['angle brackets', `<${a}> <${b}>`],
  ['capital letters', `${a.toUpperCase()}\n${b.toUpperCase()}`],
  ['a header over one column', `id\n${a}\n${b}`],
  ['a header over columns', `Image Id;Other\n${a}\n${b}`],
])('finds the ids in %s and nothing else', (_name, text) => {
  expect(findIds(text)).toMatchObject({ ids: [a, b], repeated: [], noIds: [] });
});

test('names an id that was pasted twice and asks for it once', () => {
  expect(findIds(`${a} ${b} ${a.toUpperCase()} ${a}`)).toMatchObject({ ids: [a, b], repeated: [a] });
});

test.each([
  ['a word', `${a}\nnot-an-id`, ['not-an-id']],
  ['a word on the first line that is no header', `not-an-id\n${a}`, ['not-an-id']],
  ['words of a line stay together', `${a}\nhello world`, ['hello world']],
  ['words between ids', `${a} and also ${b} please`, ['and also', 'please']],
  ['other columns', `id,name\n${a},Beach`, ['Beach']],
  ['quotes are taken off', `"${a}","Beach"`, ['Beach']],
  ['each once', `x1\nx1\n${a}`, ['x1']],
  ['a UUID cut short', `${a.slice(0, -1)}\n${b}`, [a.slice(0, -1)]],
  ['a UUID with a digit too many', `${a}0\n${b}`, [`${a}0`]],
  ['only words', 'id', ['id']],
  ['markup is text', `<b>${a}\n<img src=x>`, ['img src=x']],
])('quotes what is no id: %s', (_name, text, noIds) => {
  expect(findIds(text).noIds).toEqual(noIds);
});

test.each([
  'id',
  'IDs',
  'Image Id',
  'imageId',
  'public_id',
  '"Image ID"',
  'name,uuid',
  "Identifiant de l'image",
])('leaves the header %s out', (header) => {
  expect(findIds(`${header}\n${a}`)).toEqual({ ids: [a], repeated: [], noIds: [], hasHeader: true });
});

test('takes any word for an id that the album holds', () => {
  const held = (word: string) => word === 'custom.1' || word === a.toUpperCase();
  expect(findIds(`"custom.1", other\n${a.toUpperCase()}`, held)).toMatchObject({
    ids: ['custom.1', a.toUpperCase()],
    noIds: ['other'],
  });
});

test('an empty text holds nothing', () => {
  expect(findIds(' \n ')).toEqual({ ids: [], repeated: [], noIds: [], hasHeader: false });
});

test('finds every id, whatever stands around them', () => {
  const between = fc.constantFrom(' ', '\n', ',', '";"', ' see ', '\t', ' | ', '\r\n');
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid()), between, (ids, separator) => {
      expect(findIds(ids.join(separator)).ids).toEqual(ids);
    }),
  );
});
