import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMoves, formerPlaces, type Move } from './moves.ts';

const movesBetween = (before: readonly string[], after: readonly string[]) =>
  findMoves(formerPlaces(before, after));
const names = (count: number, prefix = 'img') => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
const moved = (moves: readonly Move[]) => moves.reduce((sum, { count }) => sum + count, 0);

test('the same order has no moves, and neither has what came and went', () => {
  const before = names(1_000);
  const after = before
    .filter((_, i) => i % 7 !== 3)
    .flatMap((id, i) => (i % 5 === 0 ? [`new-${i}`, id] : [id]));
  expect(movesBetween(before, before)).toEqual([]);
  expect(movesBetween(before, after)).toEqual([]);
  expect(movesBetween([], before)).toEqual([]);
  expect(movesBetween(before, [])).toEqual([]);
});

test('a block of 500 that moved is one move', () => {
  const before = names(3_000);
  const after = [...before.slice(500, 2_500), ...before.slice(0, 500), ...before.slice(2_500)];
  expect(movesBetween(before, after)).toEqual([{ from: 0, to: 2_000, count: 500 }]);
});

test('a block stays one move where an image of it was removed and another came between', () => {
  const before = ['a', 'b', 'gone', 'c', ...names(10)];
  const after = [...names(10), 'a', 'new', 'b', 'c'];
  expect(movesBetween(before, after)).toEqual([{ from: 0, to: 10, count: 3 }]);
});

test('two blocks that moved to different places are two moves', () => {
  const [x, y, rest] = [names(3, 'x'), names(2, 'y'), names(20)];
  const after = [...rest.slice(0, 5), ...y, ...rest.slice(5), ...x];
  expect(movesBetween([...x, ...y, ...rest], after)).toEqual([
    { from: 3, to: 5, count: 2 },
    { from: 0, to: 22, count: 3 },
  ]);
});

test('of ways that move as many images, the one with fewer moves', () => {
  // Three must move: either a, b and p one by one, or x and y together and p.
  expect(movesBetween(['a', 'p', 'b', 'x', 'y'], ['x', 'y', 'a', 'b', 'p'])).toHaveLength(2);
});

test('an album turned round moves all but one, however large it is', () => {
  const before = names(100_000);
  const moves = movesBetween(before, before.toReversed());
  expect([moves.length, moved(moves)]).toEqual([99_999, 99_999]);
});

test('an id that an order names twice is one image', () => {
  expect(movesBetween(['a', 'b', 'a'], ['a', 'b', 'a'])).toEqual([]);
});

const orders = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }).map((ids) => ids.map(String));

/** Takes what moved out of the old order and puts it where the moves say; what came anew is known by its place alone. */
function applied(before: readonly string[], after: readonly string[], moves: readonly Move[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  const common = before.filter((id) => now.has(id));
  const blocks = new Map(
    moves.map(({ from, to, count }) => [to, common.slice(common.indexOf(before[from]!)).slice(0, count)]),
  );
  const staying = common.filter((id) => ![...blocks.values()].flat().includes(id));
  let block: string[] = [];
  return after.map((id, place) => {
    if (!old.has(id)) return id;
    block = [...block, ...(blocks.get(place) ?? [])];
    return block.shift() ?? staying.shift()!;
  });
}

test('the moves make the new order out of the old one', () => {
  fc.assert(
    fc.property(orders, orders, (before, after) => {
      expect(applied(before, after, movesBetween(before, after))).toEqual(after);
    }),
    { numRuns: 2_000 },
  );
});

test('no fewer images could have moved, nor in fewer moves', () => {
  fc.assert(
    fc.property(orders, orders, (before, after) => {
      const moves = movesBetween(before, after);
      const best = bestByTrying(formerPlaces(before, after).filter((place) => place >= 0));
      expect([moved(moves), moves.length]).toEqual(best);
    }),
    { numRuns: 1_000 },
  );
});

/** Every set of images that may stay: the fewest others, and of these sets the fewest pieces. */
function bestByTrying(former: Int32Array): [moved: number, moves: number] {
  const ranks = [...former].sort((a, b) => a - b);
  const order = [...former].map((place) => ranks.indexOf(place));
  let best: [number, number] = [order.length, Infinity];
  for (let stay = 0; stay < 2 ** order.length; stay += 1) {
    const stays = (i: number) => (stay & (1 << i)) !== 0;
    const staying = order.filter((_, i) => stays(i));
    if (staying.some((rank, i) => i > 0 && rank < staying[i - 1]!)) continue;
    const moving = order.map((_, i) => i).filter((i) => !stays(i));
    const goesOn = (i: number) => i > 0 && !stays(i - 1) && order[i] === order[i - 1]! + 1;
    const pieces = moving.filter((i) => !goesOn(i)).length;
    if (moving.length < best[0] || (moving.length === best[0] && pieces < best[1]))
      best = [moving.length, pieces];
  }
  return best;
}
