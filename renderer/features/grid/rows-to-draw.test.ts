import { expect, test } from 'vitest';
import { geometry } from './geometry.ts';
import { rowsToDraw } from './rows-to-draw.ts';

const g = geometry(1_000, 1_000, 160);
const seen = (first: number, end: number) => ({ first, end, shift: 0, fast: false });
const rowsOf = (first: number, end: number, active: number | null) =>
  rowsToDraw(seen(first, end), g, 600, active).map(({ row }) => row);

test('the rows in sight, from top to bottom', () => {
  expect(rowsOf(4, 9, null)).toEqual([4, 5, 6, 7, 8]);
  expect(rowsOf(4, 9, 6)).toEqual([4, 5, 6, 7, 8]);
});

test('the active image’s row is there out of sight too, in its order', () => {
  expect(rowsOf(4, 9, 0)).toEqual([0, 4, 5, 6, 7, 8]);
  expect(rowsOf(4, 9, 90)).toEqual([4, 5, 6, 7, 8, 90]);
});

test('no row is drawn that the album does not have', () => {
  expect(rowsOf(g.rows - 2, g.rows + 3, null)).toEqual([g.rows - 2, g.rows - 1]);
});

test('scrolling by a row takes over the nodes of the row that went, and of no other', () => {
  const before = rowsToDraw(seen(10, 18), g, 600, null);
  const after = rowsToDraw(seen(11, 19), g, 600, null);
  const slots = new Map(before.map(({ row, slot }) => [row, slot]));
  for (const { row, slot } of after) if (slots.has(row)) expect(slot).toBe(slots.get(row));
  expect(new Set(after.map(({ slot }) => slot)).size).toBe(after.length);
});
