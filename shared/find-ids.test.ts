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
  ['a byte order mark first', `\ufeff${a}\n${b}`],
  ['no-break blanks', `\u00a0${a}\u00a0\u202f${b}`],
  ['zero-width characters within', `${a.slice(0, 9)}\u200b${a.slice(9)}\n\u2060${b}\u200d`],
  ['soft hyphens within', `${a.slice(0, 14)}\u00ad${a.slice(14)} ${b}`],
  ['direction marks around', `\u200e${a}\u200f \u202a${b}\u202c`],
  ['typographic dashes', `${a.replaceAll('-', '\u2013')} ${b.replaceAll('-', '\u2011')}`],
  ['a mail that is answered', `> > ${a}\n>${b}`],
  ['a list of points', `- ${a}\n* ${b}`],
  ['labels', `id: ${a}\nImage id = ${b}`],
  ['keys of JSON over lines', `[\n  {\n    "id": "${a}"\n  },\n  { "public_id": "${b}" }\n]`],
  ['entities', `&lt;${a}&gt;&nbsp;&quot;${b}&quot;`],
  ['hyphens as entities', `${a.replaceAll('-', '&#45;')}\n${b.replaceAll('-', '&#x2D;')}`],
  ['percent-encoding', `ids%5B%5D%3D${a}%26ids%5B%5D%3D${b}`],
  ['paths as percent-encoding', `images%2F${a}%2Fedit ${b.replaceAll('-', '%2D')}`],
  ['the source of a mail, broken within an id', `${a.slice(0, 20)}=\r\n${a.slice(20)}\n${b}`],
  ['escapes within JSON of JSON', `{\\u0022id\\u0022:\\u0022${a}\\u0022} \\u003c${b}\\u003E`],
  ['a formula of a spreadsheet', `="${a}"\t="${b}"`],
  ['Markdown', `| \`${a}\` | **${b}** |`],
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
  ['half of a UUID', `${a.slice(0, 18)}\n${b}`, [a.slice(0, 18)]],
  ['a UUID that lacks a dash', `${a.replace('-', '')}\n${b}`, [a.replace('-', '')]],
  ['a name beside a label', `id: ${a}\nname: Beach`, ['name: Beach']],
  ['a dash within words', `café–bar\n${a}`, ['café–bar']],
  ['what cannot be seen is not quoted', `Bea\u200bch\n${a}`, ['Beach']],
  ['no entity', `Q&A; &#99999999;\n${a}`, ['Q&A', '&#99999999']],
  ['no percent-encoding', `100% sure\n${a}`, ['100% sure']],
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

test.each([
  ['in a link', 'https://example.com/images/a01x00000ABCDEF?x=1'],
  ['behind a label', 'id:a01x00000ABCDEF'],
  ['as a value', '{"id":"a01x00000ABCDEF"}'],
  ['in brackets', '(a01x00000ABCDEF).'],
])('finds an id that the album holds %s', (_name, text) => {
  const held = (word: string) => word === 'a01x00000ABCDEF';
  expect(findIds(text, held)).toMatchObject({ ids: ['a01x00000ABCDEF'], noIds: [] });
  expect(findIds(text.toLowerCase(), held).ids).toEqual([]);
});

test('an id with blanks or dashes around its words is one where the album holds it', () => {
  const held = (word: string) => word === 'Roof 12 (final)' || word === '-x-';
  expect(findIds('Roof 12 (final)\n-x-\nRoof 13', held)).toMatchObject({
    ids: ['Roof 12 (final)', '-x-'],
    noIds: ['Roof 13'],
  });
});

test('5,000 lines with every mess give each id once, and every other piece by name', () => {
  const messes = [
    (id: string) => `"${id}";"Beach"`,
    (id: string) => `> ${id}`,
    (id: string) => `https://example.com/images/${id}/edit?a=1`,
    (id: string) => id.toUpperCase(),
    (id: string) => `{"id":"${id}","n":1},`,
    (id: string) => `\u200b${id.replaceAll('-', '\u2011')}\u00a0`,
    (id: string) => `half ${id.slice(0, 20)}`,
  ];
  const ids = Array.from({ length: 5_000 }, (_, n) => `${a.slice(0, -4)}${n.toString(16).padStart(4, '0')}`);
  const lines = ids.map((id, n) => messes[n % messes.length]!(id));
  const found = findIds(`Image id;Name\r\n${lines.join('\r\n')}`);
  const isHalf = (n: number) => n % messes.length === messes.length - 1;
  expect(found.ids).toEqual(ids.filter((_, n) => !isHalf(n)));
  expect(found).toMatchObject({ repeated: [], hasHeader: true });
  // All halves read alike, since they were cut before what tells them apart.
  expect(found.noIds).toEqual(['Beach', 'n":1', `half ${a.slice(0, 20)}`]);
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
