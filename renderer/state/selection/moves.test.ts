import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../../features/grid/columns-of.fixture.ts';
import { recall, remember } from './memory.ts';
import { movePositions, movesBetween } from './moves.ts';
import { each, positionsOf } from './positions.ts';

const album = (ids: string[]) => columnsOf(ids.map((id) => ({ id })));
const idsArb = fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }), {
  maxLength: 40,
});
const change = fc.tuple(idsArb, idsArb, fc.infiniteStream(fc.boolean())).chain(([before, added, coin]) => {
  const chosen = before.filter(() => coin.next().value);
  const kept = before.filter(() => coin.next().value);
  return fc
    .shuffledSubarray([...new Set([...kept, ...added])], { minLength: new Set([...kept, ...added]).size })
    .map((after) => ({ before, after, chosen }));
});
const positions = (ids: string[], chosen: string[]) =>
  positionsOf(
    ids.length,
    chosen.map((id) => ids.indexOf(id)),
  );

test('after any change of the album exactly the selected images that are left are selected', () => {
  fc.assert(
    fc.property(change, ({ before, after, chosen }) => {
      const moves = movesBetween(album(before), album(after));
      const set = positions(before, chosen);
      const moved = moves === null ? set : movePositions(set, moves);
      expect(new Set([...each(moved)].map((i) => after[i]))).toEqual(
        new Set(chosen.filter((id) => after.includes(id))),
      );
    }),
  );
});

test('an album whose images stand where they stood moves nothing', () => {
  expect(movesBetween(album(['a', 'b']), album(['a', 'b']))).toBe(null);
});

test('an image without an id is followed nowhere', () => {
  const moves = movesBetween(album(['', 'a']), album(['', 'b']));
  expect(moves?.at(0)).toBe(null);
});

test('a selection that was kept is recalled at the same revision, whatever its size', () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => `i${i}`);
  const columns = album(ids);
  for (const chosen of [[], [0], [4_999], [1, 2, 3, 9], ids.map((_, i) => i)]) {
    const text = remember(positionsOf(5_000, chosen), 7, columns);
    expect([...each(recall(text, 7, columns))]).toEqual(chosen);
  }
});

test('at another revision it is found by ids, or forgotten; never other images', () => {
  fc.assert(
    fc.property(change, ({ before, after, chosen }) => {
      const text = remember(positions(before, chosen), 1, album(before));
      const found = [...each(recall(text, 2, album(after)))].map((i) => after[i]);
      expect(new Set(found)).toEqual(new Set(chosen.filter((id) => after.includes(id))));
    }),
  );
});

test.each([
  null,
  '',
  'null',
  '[]',
  '{',
  '{"revision":1}',
  '{"revision":1,"runs":[-1,2],"ids":null}',
  '{"revision":1,"runs":["a"],"ids":3}',
])('what is no kept selection (%j) selects nothing', (text) => {
  expect(recall(text, 1, album(['a', 'b'])).size).toBe(0);
});

test('runs past the end of the album select what is there', () => {
  expect([
    ...each(recall('{"revision":1,"runs":[1,900000000000],"ids":null}', 1, album(['a', 'b']))),
  ]).toEqual([1]);
});
