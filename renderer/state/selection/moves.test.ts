import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partSize } from '#shared/columns/layout.ts';
import { columnsOf as columnsOfParts } from '#shared/columns/read.ts';
import { columnsOf, partsOf } from '../../features/grid/columns-of.fixture.ts';
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

test('an album that has only grown moves nothing, and says so without looking behind', () => {
  const first = partsOf(Array.from({ length: partSize }, (_, i) => ({ id: `a${i}` })));
  const rest = ['x', 'y', 'z'].map((id) => ({ id }));
  const before = columnsOfParts([...first, ...partsOf(rest.slice(0, 1))]);
  const moves = movesBetween(before, columnsOfParts([...first, ...partsOf(rest)]));
  expect(moves).toMatchObject({ settled: partSize + 1, length: partSize + 3 });
  const moved = movePositions(positionsOf(before.count, [0, partSize]), moves!);
  expect([...each(moved)]).toEqual([0, partSize]);
  expect(moved.length).toBe(partSize + 3);
});

test('images are followed over the borders of parts', () => {
  const ids = Array.from({ length: 3 * partSize + 7 }, (_, i) => `i${i}`);
  const after = [...ids.slice(0, 1_000), ...ids.slice(1_001, 5_000), 'new', ...ids.slice(5_000).reverse()];
  const moves = movesBetween(album(ids), album(after))!;
  for (const i of [0, 999, 1_000, 1_001, 2_047, 2_048, 4_999, 5_000, ids.length - 1]) {
    const place = after.indexOf(ids[i]!);
    expect(moves.at(i)).toBe(place === -1 ? null : place);
  }
});

test('a selection that was kept is recalled where the same images stand, whatever its size and whatever came behind', () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => `i${i}`);
  const columns = album(ids);
  const grown = album([...ids, 'x', 'y']);
  for (const chosen of [[], [0], [4_999], [1, 2, 3, 9], ids.map((_, i) => i)]) {
    const text = remember(positionsOf(5_000, chosen), columns);
    expect([...each(recall(text, columns, false)!)]).toEqual(chosen);
    expect([...each(recall(text, grown, true)!)]).toEqual(chosen);
  }
});

test('in an album that changed it is found by ids, or forgotten; never other images', () => {
  fc.assert(
    fc.property(change, ({ before, after, chosen }) => {
      const text = remember(positions(before, chosen), album(before));
      const found = [...each(recall(text, album(after), false)!)].map((i) => after[i]);
      expect(new Set(found)).toEqual(new Set(chosen.filter((id) => after.includes(id))));
    }),
  );
});

test('of more images than ids are kept of, none is selected where one before them changed', () => {
  const ids = Array.from({ length: 3_000 }, (_, i) => `i${i}`);
  const text = remember(
    positionsOf(
      3_000,
      ids.map((_, i) => i),
    ),
    album(ids),
  );
  expect(recall(text, album(['new', ...ids.slice(1)]), false)?.size).toBe(0);
});

test('while the album grows, images that are not there yet are waited for', () => {
  const text = remember(positionsOf(3, [2]), album(['a', 'b', 'c']));
  expect(recall(text, album(['a', 'b']), true)).toBe(null);
  expect([...each(recall(text, album(['a', 'c']), false)!)]).toEqual([1]);
});

test.each([
  null,
  '',
  'null',
  '[]',
  '{',
  '{"count":2}',
  '{"count":-1,"mark":"","bits":"","ids":null}',
  '{"count":2,"mark":"0","bits":"/////w==","ids":null}',
  '{"count":2,"mark":"0","bits":"!","ids":["a"]}',
  '{"count":2,"mark":"0","bits":"","ids":3}',
])('what is no kept selection (%j) selects nothing', (text) => {
  expect(recall(text, album(['a', 'b']), false)?.size).toBe(0);
});

test('bits past the end of the album select what is there', () => {
  const { mark } = JSON.parse(remember(positionsOf(2, []), album(['a', 'b']))) as { mark: string };
  const text = JSON.stringify({ count: 2, mark, bits: btoa('\xff'.repeat(400)), ids: null });
  expect([...each(recall(text, album(['a', 'b']), false)!)]).toEqual([0, 1]);
});
