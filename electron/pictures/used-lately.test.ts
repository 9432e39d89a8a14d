import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createUsedLately } from './used-lately.ts';

const nameOf = (index: number): Buffer => hash('sha256', String(index), 'buffer');

test('a file’s time of use is due once an hour', () => {
  let now = 0;
  const isDue = createUsedLately(() => now);
  expect([isDue(nameOf(1)), isDue(nameOf(1)), isDue(nameOf(2))]).toEqual([true, false, true]);
  now += 3_599_999;
  expect(isDue(nameOf(1))).toBe(false);
  now += 1;
  expect([isDue(nameOf(1)), isDue(nameOf(1))]).toEqual([true, false]);
});

test('of 10,000 files next to none is taken for another', () => {
  const isDue = createUsedLately(() => 0);
  const due = Array.from({ length: 10_000 }, (_, index) => isDue(nameOf(index))).filter(Boolean);
  expect(due.length).toBeGreaterThan(9_900);
});
