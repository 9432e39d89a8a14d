import { beforeAll, expect, test } from 'vitest';
import type { Watch } from '#shared/models/watch.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { endWords, formatSpan, watchWords } from './watch-words.ts';

beforeAll(() => startI18n('en'));
const t = () => i18n.getFixedT('en', 'watching');

const watch: Watch = {
  id: '00000000-0000-4000-8000-000000000001',
  albumId: 'house-12',
  startedAt: 0,
  askedAt: null,
  nextAt: 40_000,
  endedAt: null,
  total: 20,
  processed: 12,
  failed: 0,
  gone: 0,
  failures: [],
  error: null,
};

test('a watch says how far it is, and what will not be processed', () => {
  expect(watchWords(t(), watch)).toBe('12 of 20 processed');
  expect(watchWords(t(), { ...watch, failed: 1, gone: 2 })).toBe(
    '12 of 20 processed, 1 with an error, 2 not there any more',
  );
});

test('its end is told with the album', () => {
  expect(endWords(t(), 'house-12', { ...watch, processed: 20 })).toBe(
    'Album house-12: 20 images are processed.',
  );
  expect(endWords(t(), 'house-12', { ...watch, processed: 19, failed: 1 })).toBe(
    'Album house-12: 19 of 20 processed, 1 with an error.',
  );
});

test.each([
  [-5, '0 sec'],
  [39_200, '40 sec'],
  [12 * 60_000, '12 min'],
  [3 * 3_600_000, '3 hr'],
])('%d milliseconds are said as "%s"', (ms, said) => {
  expect(formatSpan(ms, 'en')).toBe(said);
});
