import { expect, test } from 'vitest';
import { budgetOf, readBudget } from './budget.ts';

const today = { calls: 70, pictures: 30, picturesKept: 900 };

test('calls and pictures of today are used; what was kept here is not', () => {
  expect(budgetOf(today, 500)).toEqual({ budget: 500, used: 100, left: 400 });
  expect(budgetOf({ ...today, calls: 5_000 }, 500)).toMatchObject({ left: 0 });
});

test('without a limit, or before it is known what was used, nothing is said to be left', () => {
  expect(budgetOf(today, 0)).toEqual({ budget: 0, used: 100, left: null });
  expect(budgetOf(undefined, 500)).toEqual({ budget: 500, used: null, left: null });
});

test.each([
  ['5000', 5_000],
  ['5,000', 5_000],
  ['5 000', 5_000],
  ['5\u202f000', 5_000],
  [' 0 ', 0],
  ['1000000', 1_000_000],
  ['1000001', null],
  ['-5', null],
  ['many', null],
  ['', null],
])('%j is read as %j', (typed, read) => {
  expect(readBudget(typed)).toBe(read);
});
