import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, redone, startOf, undone } from './history.ts';
import { allPositions, each, has, positionsOf, sharedCount, symmetric, union } from './positions.ts';
import {
  invertShown,
  nothingSelected,
  selectedInOrder,
  selectOne,
  selectOnly,
  selectRange,
  selectShown,
  toggle,
  type Selection,
} from './selection.ts';
import { shownIn } from './shown.ts';

const length = 200;
const ids = (selection: Selection): number[] => [...each(selection.chosen)];
const shownArb = fc
  .shuffledSubarray(Array.from({ length }, (_, i) => i))
  .map((order) => shownIn(Uint32Array.from(order), length));
const selectionArb = fc
  .uniqueArray(fc.nat(length - 1))
  .map((list): Selection => ({ chosen: positionsOf(length, list), anchor: list[0] ?? null }));

test('a set of positions holds what was put in, counts it and gives it in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(999)), fc.uniqueArray(fc.nat(999)), (list, other) => {
      const set = positionsOf(1_000, list);
      expect([...each(set)]).toEqual([...list].sort((a, b) => a - b));
      expect(set.size).toBe(list.length);
      expect(list.every((position) => has(set, position))).toBe(true);
      expect(sharedCount(set, positionsOf(1_000, other))).toBe(list.filter((p) => other.includes(p)).length);
    }),
  );
});

test('sets of an album that has grown between them are joined as sets of the grown one', () => {
  const list = fc.uniqueArray(fc.nat(99));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), list, list, (size, few, many) => {
      const [small, large] = [positionsOf(size, few), positionsOf(100, many)];
      const within = few.filter((position) => position < size);
      const both = new Set([...within, ...many]);
      for (const set of [union(small, large), union(large, small)]) {
        expect(set).toMatchObject({ length: 100, size: both.size });
        expect([...each(set)]).toEqual([...both].sort((a, b) => a - b));
      }
      expect([...each(symmetric(large, small))]).toEqual(
        [...both].filter((p) => within.includes(p) !== many.includes(p)).sort((a, b) => a - b),
      );
    }),
  );
});

test.each([0, 1, 31, 32, 33, 64, 100])('all of %d images are as many as there are', (count) => {
  expect(allPositions(count).size).toBe(count);
  expect([...each(allPositions(count))]).toEqual(Array.from({ length: count }, (_, i) => i));
});

test('what lies outside the album is never selected', () => {
  expect([...each(positionsOf(33, [32, 33, 1e9]))]).toEqual([32]);
  expect(has(positionsOf(33, [32]), 64)).toBe(false);
});

test('a click selects one, Ctrl-click adds and takes away', () => {
  let selection = selectOne(nothingSelected(9), 4);
  selection = toggle(selection, 7);
  expect(ids(selection)).toEqual([4, 7]);
  expect(ids(toggle(selection, 4))).toEqual([7]);
  expect(ids(selectOne(selection, 2))).toEqual([2]);
});

test('a range is what is shown between anchor and end, both included, whatever the direction', () => {
  fc.assert(
    fc.property(shownArb, selectionArb, fc.nat(), fc.nat(), fc.boolean(), (shown, before, a, b, add) => {
      const { order } = shown;
      fc.pre(order.length > 0);
      const [from, to] = [a % order.length, b % order.length];
      const start: Selection = { chosen: before.chosen, anchor: order[from]! };
      const after = selectRange(start, shown, order[to]!, { add, fallback: null });
      const range = [...order.subarray(Math.min(from, to), Math.max(from, to) + 1)];
      const expected = new Set(add ? [...ids(before), ...range] : range);
      expect(ids(after)).toEqual([...expected].sort((x, y) => x - y));
      expect(after.anchor).toBe(start.anchor);
    }),
  );
});

test('a range whose anchor is hidden starts where the keys are, else at the first image', () => {
  const shown = shownIn(Uint32Array.of(5, 3, 1, 0), 9);
  const start = selectOne(nothingSelected(9), 8);
  expect(ids(selectRange(start, shown, 1, { add: false, fallback: 3 }))).toEqual([1, 3]);
  expect(ids(selectRange(start, shown, 3, { add: false, fallback: null }))).toEqual([3, 5]);
});

test('select all adds what is shown and keeps what is hidden; inverting twice changes nothing', () => {
  fc.assert(
    fc.property(shownArb, selectionArb, (shown, before) => {
      const all = selectShown(before, shown);
      expect(new Set(ids(all))).toEqual(new Set([...ids(before), ...shown.order]));
      const inverted = invertShown(before, shown);
      for (let i = 0; i < length; i += 1) {
        const isShown = shown.order.includes(i);
        expect(has(inverted.chosen, i)).toBe(isShown !== has(before.chosen, i));
      }
      expect(ids(invertShown(inverted, shown))).toEqual(ids(before));
    }),
    { numRuns: 30 },
  );
});

test('selecting only some takes the place of what was selected, hidden or not, and is one step back', () => {
  fc.assert(
    fc.property(selectionArb, fc.uniqueArray(fc.nat(length - 1)), (before, positions) => {
      const after = selectOnly(before, Uint32Array.from(positions));
      expect(ids(after)).toEqual([...positions].sort((a, b) => a - b));
      expect(ids(undone(changed(startOf(before), after)).now)).toEqual(ids(before));
    }),
  );
});

test('the selected are listed as they are shown, the hidden ones after them', () => {
  fc.assert(
    fc.property(shownArb, selectionArb, (shown, selection) => {
      const list = selectedInOrder(selection, shown);
      const visible = [...shown.order].filter((position) => has(selection.chosen, position));
      const rest = ids(selection).filter((position) => !shown.order.includes(position));
      expect(list).toEqual([...visible, ...rest]);
    }),
    { numRuns: 30 },
  );
});

test('undoing goes back through every change and redoing through all of them again', () => {
  fc.assert(
    fc.property(fc.array(selectionArb, { maxLength: 40 }), (steps) => {
      const states = steps.reduce(
        (list, step) => [...list, changed(list.at(-1)!, step)],
        [startOf(nothingSelected(length))],
      );
      let history = states.at(-1)!;
      const seen = [ids(history.now)];
      while (history.past.length > 0) seen.push(ids((history = undone(history)).now));
      expect(ids(history.now)).toEqual([]);
      const again = [ids(history.now)];
      while (history.future.length > 0) again.push(ids((history = redone(history)).now));
      expect(again).toEqual(seen.reverse());
    }),
    { numRuns: 50 },
  );
});

test('selecting the same again is no step, and a new change forgets what was undone', () => {
  const one = selectOne(nothingSelected(9), 1);
  const history = changed(changed(startOf(nothingSelected(9)), one), selectOne(one, 1));
  expect(history.past).toHaveLength(1);
  expect(redone(changed(undone(history), selectOne(one, 2))).now.anchor).toBe(2);
});
