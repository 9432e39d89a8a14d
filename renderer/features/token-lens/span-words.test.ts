import { expect, test } from 'vitest';
import { spanWords } from './span-words.ts';

const minute = 60_000;

test.each([
  [0, '0 seconds'],
  [999, '0 seconds'],
  [1_000, '1 second'],
  [59_999, '59 seconds'],
  [3 * minute, '3 minutes'],
  [3 * minute + 5_000, '3 minutes, 5 seconds'],
  [4 * 60 * minute, '4 hours'],
  [4 * 60 * minute - 1, '3 hours, 59 minutes'],
  [25 * 60 * minute, '1 day, 1 hour'],
  [24 * 60 * minute + minute, '1 day'],
  [400 * 24 * 60 * minute, '400 days'],
])('%i ms are %s', (ms, words) => {
  expect(spanWords(ms, 'en')).toBe(words);
});

test('in French too', () => {
  expect(spanWords(181 * minute, 'fr').replace(/\s/g, ' ')).toBe('3 heures et 1 minute');
});
