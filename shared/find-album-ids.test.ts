import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAlbumIds } from './find-album-ids.ts';

const long = '0015g00000XyZaBAAV';
const short = '0061x00000B9zWm';
const other = 'a0B5g000001FghIEAS';

test.each([
  ['one a line', `${long}\n${short}`],
  ['Windows line ends, blank lines, a byte order mark', `\ufeff${long}\r\n\r\n  ${short}\r\n`],
  ['commas', `${long},${short}`],
  ['blanks', ` ${long}   ${short} `],
  ['semicolons and tabs', `${long};\t${short}`],
  ['double quotes', `"${long}","${short}"`],
  ['single quotes, as in SOQL', `WHERE Id IN ('${long}', '${short}')`.slice(12)],
  ['typographic quotes', `“${long}” «${short}»`],
  ['JSON', `["${long}","${short}"]`],
  ['a spreadsheet’s formulas', `="${long}"\n="${short}"`],
  ['a list with dots and bullets', `• ${long}.\n• ${short}.`],
  ['addresses of the service', `https://app.sharinpix.com/albums/${long}/images\n/album/${short}?full=1`],
  [
    'addresses of Salesforce',
    `https://x.force.com/lightning/r/Account/${long}/view\nhttps://x.my.com/${short}`,
  ],
  ['a query', `https://x.sharinpix.com/page?album_id=${long}&x=1\nhttps://x.y/z?album=${short}`],
  ['an escaped address', `https://x.y/?next=%2Falbums%2F${long}%2Fimages\n${short}`],
  ['a head over one column', `Album Id\n${long}\n${short}`],
  [
    'a head over columns',
    `Name;AlbumId;Created\nBeach, north;${long};2026-04-01\nHouse-12;${short};2026-04-02`,
  ],
  [
    'an export whose cells hold lines and quotes',
    `"Id","Note"\n"${long}","two\nlines, and ""quotes"" 003AAAAAAAAAAAA"\n"${short}",""`,
  ],
  [
    'a table with ids of other things',
    `Owner ID\tAlbum ID\tName\n0051x00000CaDuRAAV\t${long}\tA\n0051x00000LeMaRAAV\t${short}\tB`,
  ],
  ['a French head', `Nom;Identifiant de l’album\nToit;${long}\nCave;${short}`],
  ['a head that says only id', `Id,OwnerId\n${long},0051x00000CaDuRAAV\n${short},0051x00000CaDuRAAV`],
])('finds the ids in %s and nothing else', (_name, text) => {
  expect(findAlbumIds(text)).toMatchObject({ ids: [long, short], repeated: [], noIds: [] });
});

test('finds ids in a mail and quotes the words between them', () => {
  const mail = `Hello,\nplease resync ${long} and also ${short}, it is urgent!\n\nThanks\nBob <bob@example.com>`;
  const { ids, noIds } = findAlbumIds(mail);
  expect(ids).toEqual([long, short]);
  expect(noIds).toEqual([
    'Hello',
    'please resync',
    'and also',
    'it is urgent!',
    'Thanks',
    'Bob <bob@example.com',
  ]);
});

test.each([
  ['a column', 'Album\natelier-belrive-2024\nhouse-12\nroof_3'],
  ['addresses', '/albums/atelier-belrive-2024/images\n/albums/house-12\n/albums/roof_3?x=1'],
])('finds custom ids: %s', (_name, text) => {
  expect(findAlbumIds(text)).toMatchObject({
    ids: ['atelier-belrive-2024', 'house-12', 'roof_3'],
    noIds: [],
  });
});

test.each([
  ['one a line', 'atelier-belrive-2024\nhouse-12\nroof_3'],
  ['a list in a line', 'atelier-belrive-2024, house-12; roof_3'],
  ['a list with dashes', '- atelier-belrive-2024;\n- house-12;\n – roof_3'],
  ['a column of something’s ids', 'Id\natelier-belrive-2024\nhouse-12\nroof_3'],
])('custom ids that no album is known by are asked about: %s', (_name, text) => {
  const unsure = ['atelier-belrive-2024', 'house-12', 'roof_3'];
  expect(findAlbumIds(text)).toMatchObject({ ids: [], unsure, noIds: [] });
  expect(findAlbumIds(text, new Set(unsure))).toMatchObject({ ids: unsure, unsure: [], noIds: [] });
});

test('plain words can be ids in a plain list only', () => {
  expect(findAlbumIds('kitchen\nroof\nroof')).toMatchObject({
    unsure: ['kitchen', 'roof'],
    repeated: ['roof'],
  });
  expect(findAlbumIds(`kitchen\nroof\n${long}`)).toMatchObject({ ids: [long], noIds: ['kitchen', 'roof'] });
  expect(findAlbumIds('Hello\nhow are you\nhouse-12')).toMatchObject({
    ids: [],
    unsure: ['house-12'],
    noIds: ['Hello', 'how are you'],
  });
});

test.each(['yes', '12345', '2026-11-22', 'Best_regards', `${short}${short}`])(
  'a lone %s is no album’s id for sure',
  (word) => {
    expect(findAlbumIds(word)).toMatchObject({ ids: [], unsure: [word] });
  },
);

test('the forms of 15 and of 18 characters of one album are one, and named as such', () => {
  const [of15, of18] = ['0015800000abCdE', '0015800000abCdEAAU'];
  expect(findAlbumIds(`${of15}\n${of18}`)).toMatchObject({ ids: [of15], repeated: [of15] });
  expect(findAlbumIds(`${of18}, ${of15}`)).toMatchObject({ ids: [of18], repeated: [of18] });
  expect(findAlbumIds(`${of15}\n0015800000abCdEAAA`).ids).toHaveLength(2);
});

test('takes whatever the account knows for an id', () => {
  const known = new Set(['kitchen', 'north house', long]);
  expect(findAlbumIds(`please look at:\n"north house"\nkitchen`, known)).toMatchObject({
    ids: ['north house', 'kitchen'],
    noIds: ['please look at'],
  });
});

test.each([
  [long, long.slice(0, 15)],
  [short, `${short}AAJ`],
])('takes an id of 15 or of 18 characters for the known album %s', (known, written) => {
  expect(findAlbumIds(`${written}\n${known}`, new Set([known]))).toMatchObject({
    ids: [known],
    repeated: [known],
  });
});

test('case matters', () => {
  expect(findAlbumIds(`${long}\n${long.toLowerCase()}`).ids).toEqual([long, long.toLowerCase()]);
});

test('names an id that was pasted twice and asks for it once', () => {
  expect(findAlbumIds(`${long}\n${other}\n${long}\n${long}`)).toMatchObject({
    ids: [long, other],
    repeated: [long],
  });
});

test.each([
  ['a UUID, which is an image’s', '0b0e6f3c-2a44-4a8e-9d0c-5c2a1f6b7d01'],
  ['a mail address', 'bob1@example.com'],
  ['another address', 'https://example.com/report1'],
  ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc-0015g00000XyZaB-def'],
  ['a secret address', 'sharinpix://id1:secret@host'],
  ['a phone number', '+33 1 23 45 67 89'],
  ['words', 'two words 12'],
  ['an id with a letter too many', `${long}A x`],
])('says that %s is no album’s id', (_name, piece) => {
  const { ids, noIds } = findAlbumIds(`${long}\n${piece}`);
  expect(ids).toEqual([long]);
  expect(noIds).toHaveLength(1);
});

test('says which column was read, and what in it is no id', () => {
  expect(findAlbumIds(`Album Id;Name\n${long};A\nno id here;B\n;C`)).toEqual({
    ids: [long],
    unsure: [],
    repeated: [],
    noIds: ['no id here'],
    column: 'Album Id',
  });
});

test('a quote that is never closed costs nothing but itself', () => {
  expect(findAlbumIds(`"${long}\n5" pipe\n"${short}"`)).toMatchObject({
    ids: [long, short],
    noIds: ['5" pipe'],
  });
});

test.each(['', ' \n ', '"', ',;\t|', '\ufeff'])('nothing is found in %j', (text) => {
  expect(findAlbumIds(text)).toEqual({ ids: [], unsure: [], repeated: [], noIds: [], column: null });
});

const letter = fc.constantFrom(
  ...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
);
const salesforceId = fc
  .tuple(fc.constantFrom('001', '006', 'a0B'), fc.array(letter, { minLength: 12, maxLength: 12 }))
  .map(([start, rest]) => `${start}${rest.join('')}`.replace(/^\d{15}$/, '001x00000000000'));

test('finds every Salesforce id, whatever stands around them', () => {
  const between = fc.constantFrom(' ', '\n', ',', '";"', ' see ', '\t', ' | ', '\r\n', '/view\nhttps://x.y/');
  fc.assert(
    fc.property(fc.uniqueArray(salesforceId), between, (ids, separator) => {
      expect(findAlbumIds(ids.join(separator)).ids).toEqual(ids);
    }),
  );
});

test('whatever is pasted, what it finds can be asked for, and is said once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { ids, unsure, noIds } = findAlbumIds(text);
      expect([...ids, ...unsure].filter((id) => id === '' || id.length > 255 || /\p{Cc}/u.test(id))).toEqual(
        [],
      );
      expect(new Set([...ids, ...unsure, ...noIds]).size).toBe(ids.length + unsure.length + noIds.length);
    }),
  );
});
