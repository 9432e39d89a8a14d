import { expect, test } from 'vitest';
import { PictureShelf } from './picture-shelf.ts';

test('a picture is taken once, and the longest unused go first', () => {
  const shelf = new PictureShelf<number>();
  for (let i = 0; i < 400; i += 1) shelf.put(String(i), i);
  shelf.put('0', 0);
  shelf.put('400', 400);
  expect(shelf.take('0')).toBe(0);
  expect(shelf.take('0')).toBeNull();
  expect(shelf.take('1')).toBeNull();
  expect(shelf.take('2')).toBe(2);
  expect(shelf.take('400')).toBe(400);
});
