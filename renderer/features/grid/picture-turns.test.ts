import { expect, test } from 'vitest';
import { takeTurn } from './picture-turns.ts';

test('five fetch at once, the others in the order they asked, and whoever leaves is passed over', () => {
  const started: number[] = [];
  const ends = Array.from({ length: 9 }, (_, n) => takeTurn(() => started.push(n)));
  expect(started).toEqual([0, 1, 2, 3, 4]);
  ends[6]?.();
  ends[2]?.();
  expect(started).toEqual([0, 1, 2, 3, 4, 5]);
  ends[0]?.();
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 7]);
  for (const n of [1, 3, 4, 5, 7, 8]) ends[n]?.();
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 7, 8]);
  takeTurn(() => started.push(9))();
  expect(started.at(-1)).toBe(9);
});
