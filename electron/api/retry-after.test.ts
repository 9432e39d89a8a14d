import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = Date.UTC(2026, 0, 2, 3, 4, 5);

test.each([
  ['2', 2],
  [' 120 ', 120],
  ['0', 1],
  ['-1', 1],
  ['1000000000', 3600],
  ['9'.repeat(400), 3600],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60],
  ['Fri, 02 Jan 2026 03:04:05 GMT', 1],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 1],
  ['Fri, 02 Jan 2027 03:04:05 GMT', 3600],
  ['abc', null],
  ['', null],
  ['1.5', null],
  ['2 seconds', null],
  ['2026-01-02', null],
  ['Fri, 99 Jan 2026 03:04:05 GMT', null],
  [undefined, null],
])('row 24: Retry-After %j asks to wait %j seconds', (value, seconds) => {
  expect(retryAfterSeconds(value, now)).toBe(seconds);
});
