import { beforeAll, expect, test } from 'vitest';
import { i18n, startI18n } from '../../i18n/index.ts';
import { fieldWords } from './field-words.ts';
import { lineTarget } from './line-target.ts';
import { rowOf } from './report.fixture.ts';
import { badgeWords, moveWords } from './row-words.ts';

const en = () => i18n.getFixedT('en', 'resync');

beforeAll(() => startI18n('en'));

test('a move is told by places that count from 1, a block as one', () => {
  const said = (from: number, to: number, count: number) => moveWords(en(), { move: { from, to, count } });
  expect(said(40, 2, 12)).toBe('12 images from 41–52 to 3–14');
  expect(said(0, 999, 1)).toBe('from place 1 to 1,000');
  expect(moveWords(en(), rowOf())).toBeNull();
});

test('what is said beside a kind is a few words each', () => {
  const said = (facts: Parameters<typeof rowOf>[0]) =>
    badgeWords(en(), 'en', rowOf(facts)).map(({ words }) => words);
  expect(said({ marks: ['other-album', 'now-processed', 'picture'], albumId: 'a\u202e2' })).toEqual([
    'in another album: a[U+202E]2',
    'now processed',
  ]);
  expect(said({ marks: ['other-album'], albumId: '' })).toEqual(['in no album']);
  expect(said({ marks: ['moved'], move: null })).toEqual(['moved too']);
  const missingSince = new Date(2026, 10, 2, 9, 30).getTime();
  const missing = { kind: 'not-found', marks: ['known-before'], missingSince } as const;
  const wasIn = (language: string, albumId: string) =>
    badgeWords(
      i18n.getFixedT(language, 'resync'),
      language,
      rowOf({ ...missing, marks: ['known-before'], albumId }),
    )[0]?.words;
  expect(wasIn('en', 'a\u202e2')).toMatch(/^was in album a\[U\+202E\]2, missing since Nov 2, 2026/);
  expect(wasIn('fr', 'a2')).toMatch(/^était dans l’album a2, manquante depuis le 2 nov/);
  expect(wasIn('en', '')).toMatch(/^known before, missing since Nov 2/);
  expect(said({ marks: ['moved'], move: { from: 0, to: 1, count: 1 } })).toEqual([]);
});

test.each([
  ['en', 'etag', 'File contents'],
  ['fr', 'tagNames', 'Étiquettes'],
  ['en', 'exif.FNumber', 'Aperture (EXIF)'],
  ['fr', 'exif.FNumber', 'Ouverture (EXIF)'],
  ['en', 'exif.ExposureBiasValue', 'Exposure Bias Value (EXIF)'],
  ['en', 'exif.GPSImgDirection', 'GPS Img Direction (EXIF)'],
  ['fr', 'metadata.client', 'client (métadonnées)'],
  ['en', 'exifKey', 'exifKey'],
  ['en', 'somethingNew', 'somethingNew'],
  ['en', 'metadata.{{key}}$t(x)', '{{key}}$t(x) (metadata)'],
] as const)('in %s the field %s is called %s', (language, field, words) => {
  expect(fieldWords(i18n.getFixedT(language, 'fields'), field)).toBe(words);
});

test.each([
  ['ArrowDown', 4, 5],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 9],
  ['PageUp', 4, 0],
  ['Home', 4, 0],
  ['End', 4, 9],
  ['Tab', 4, null],
])('%s goes from line %i to %s', (key, from, to) => {
  expect(lineTarget(key, from, 10, 6)).toBe(to);
});
