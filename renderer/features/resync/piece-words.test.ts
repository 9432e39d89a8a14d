import { beforeAll, expect, test } from 'vitest';
import { secretMarks } from '#shared/hide-secrets.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { pieceWords } from './piece-words.ts';

beforeAll(() => startI18n('en'));

test.each([
  ['en', '“see [a token], [a secret URL] and [an address with a signature]”'],
  ['fr', '« see [un jeton], [une URL secrète] and [une adresse avec signature] »'],
])('what opens something is named, in the page’s words (%s)', (language, words) => {
  const { token, secretUrl, signedAddress } = secretMarks;
  const piece = `see ${token}, ${secretUrl} and ${signedAddress}`;
  expect(pieceWords(i18n.getFixedT(language, 'resync'), piece).replace(/\s/g, ' ')).toBe(words);
});
