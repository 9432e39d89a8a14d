import { beforeAll, expect, test } from 'vitest';
import { i18n, startI18n } from '../../i18n/index.ts';
import { changeTexts } from './change-texts.ts';

beforeAll(() => startI18n('en'));

/** Intl sets some of its spaces as no-break ones. */
const plainSpaces = (text: string | null) => text?.replace(/\s/gu, ' ') ?? null;

function said(language: 'en' | 'fr', field: string, before: string | null, after: string | null) {
  const texts = changeTexts(i18n.getFixedT(language, 'resync'), language, { field, before, after });
  return [plainSpaces(texts.before), plainSpaces(texts.after)];
}

test.each<['en' | 'fr', string, string | null, string | null, (string | null)[]]>([
  ['en', 'processed', 'false', 'true', ['no', 'yes']],
  ['fr', 'processed', 'false', 'true', ['non', 'oui']],
  ['en', 'bytes', '999', '2412345', ['999 bytes', '2.4 MB']],
  ['fr', 'bytes', '999', '2412345', ['999 octets', '2,4 Mo']],
  ['en', 'title', null, 'Roof', [null, 'Roof']],
  ['en', 'title', 'Roof', '', ['Roof', '']],
  ['fr', 'exif.Flash', 'true', 'false', ['true', 'false']],
  ['en', 'color', '#00000A', null, ['#00000A', null]],
  ['en', 'takenAt', 'yesterday', null, ['yesterday', null]],
  ['en', 'bytes', 'many', 'few', ['many', 'few']],
])('in %s, %s from %j to %j reads as %j', (language, field, before, after, texts) => {
  expect(said(language, field, before, after)).toEqual(texts);
});

test.each(['takenAt', 'createdAt', 'updatedAt'])('%s is a date in the language, to the second', (field) => {
  const [before, after] = ['2021-03-05T10:00:01.000Z', '2021-03-05T10:00:02.000Z'];
  const [was, is] = said('fr', field, before, after);
  expect(was).toMatch(/^5 mars 2021.*01$/);
  expect(is).toMatch(/^5 mars 2021.*02$/);
});

test.each([
  ['bytes', '2412345', '2412346'],
  ['updatedAt', '2021-03-05T10:00:01.000Z', '2021-03-05T10:00:01.500Z'],
])('a change of %s too small for words is shown as it is', (field, before, after) => {
  expect(said('en', field, before, after)).toEqual([before, after]);
});
