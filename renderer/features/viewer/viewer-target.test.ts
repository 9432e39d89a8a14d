import { expect, test } from 'vitest';
import { viewerTarget } from './viewer-target.ts';

test.each([
  ['ArrowRight', 3, 10, true, 4],
  ['ArrowRight', 9, 10, true, 9],
  ['ArrowLeft', 0, 10, true, 0],
  ['ArrowDown', 3, 10, true, 4],
  ['ArrowDown', 3, 10, false, null],
  ['ArrowUp', 3, 10, false, null],
  ['Home', 3, 10, false, 0],
  ['End', 3, 10, false, 9],
  ['x', 3, 10, true, null],
  ['ArrowRight', null, 10, true, 0],
  ['ArrowLeft', null, 10, true, 0],
  ['ArrowRight', null, 0, true, null],
])('%s at %s of %d (up and down: %s) leads to %s', (key, index, count, vertical, target) => {
  expect(viewerTarget(key, index, count, vertical)).toBe(target);
});
