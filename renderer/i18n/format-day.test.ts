import { expect, test } from 'vitest';
import { formatDay } from './time.ts';

test.each([
  ['2026-04-08', 'en', 'Apr 8, 2026'],
  ['2026-04-08', 'fr', '8 avr. 2026'],
  ['no day', 'en', 'no day'],
])('%s in %s is "%s", wherever the computer is', (day, language, said) => {
  expect(formatDay(day, language)).toBe(said);
});
