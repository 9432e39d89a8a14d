import { expect, test } from 'vitest';
import { columnsOf } from './columns-of.fixture.ts';
import { findImage } from './find-image.ts';

const columns = columnsOf([{ id: 'a' }, { id: 'été' }, { id: 'ab' }]);

test.each([
  ['a', null, 0],
  ['ab', 0, 2],
  ['été', 1, 1],
  ['été', 900, 1],
  ['b', 0, null],
  ['', 0, null],
])('%j, looked for near %s, is at %s', (id, near, position) => {
  expect(findImage(columns, id, near)).toBe(position);
});
