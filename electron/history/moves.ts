/** Images that stood together and stand together elsewhere now; places count from 0. */
export interface Move {
  /** Place of the first of them in the old order. */
  from: number;
  /** And in the new one. */
  to: number;
  /** How many; images that were removed or added between them do not count. */
  count: number;
}

/**
 * For each place of the new order the place that its image had in the old one; -1: it was not there. Of an id that an
 * order names twice, the first counts.
 */
export function formerPlaces(before: readonly string[], after: readonly string[]): Int32Array {
  const places = new Map<string, number>();
  before.forEach((id, place) => places.set(id, places.get(id) ?? place));
  return Int32Array.from(after, (id) => {
    const place = places.get(id) ?? -1;
    places.delete(id);
    return place;
  });
}

/**
 * How an order became another: the fewest images that must have moved, and of these ways the one with the fewest
 * moves; in the new order. Images that only one of the two holds move nothing.
 * @param former what `formerPlaces` gives. 100,000 take some tens of milliseconds at worst.
 */
export function findMoves(former: Int32Array): Move[] {
  const runs = runsOf(former);
  const stays = heaviestRising(runs);
  return runs.filter((_, i) => stays[i] === 0).map(({ from, to, count }) => ({ from, to, count }));
}

/** How an image moved: as the first of a block, or with the block of the one before it. */
export type Moved = Move | 'goes-on';

/**
 * By place in the new order, how the image moved; one that did not has no entry.
 * @param former what `formerPlaces` gives
 */
export function movedPlaces(former: Int32Array): Map<number, Moved> {
  const moved = new Map<number, Moved>();
  for (const move of findMoves(former)) {
    moved.set(move.to, move);
    let left = move.count - 1;
    // Images that were added between them are none of the block.
    for (let place = move.to + 1; left > 0 && place < former.length; place += 1) {
      if ((former[place] ?? -1) < 0) continue;
      moved.set(place, 'goes-on');
      left -= 1;
    }
  }
  return moved;
}

interface Run extends Move {
  /** Its place among the runs of the old order, from 1. */
  rank: number;
}

/** The longest pieces that both orders have, looking at what both hold, in the new order. */
function runsOf(former: Int32Array): Run[] {
  const next = successors(former);
  const runs: Run[] = [];
  let last: Run | null = null;
  let expected = -1;
  former.forEach((from, to) => {
    if (from < 0) return;
    if (last !== null && from === expected) last.count += 1;
    else runs.push((last = { from, to, count: 1, rank: 0 }));
    expected = next[from] ?? -1;
  });
  [...runs].sort((a, b) => a.from - b.from).forEach((run, i) => (run.rank = i + 1));
  return runs;
}

/** By place in the old order, the next place whose image is in the new order too. */
function successors(former: Int32Array): Int32Array {
  const held = new Uint8Array(former.reduce((most, from) => Math.max(most, from), -1) + 1);
  for (const from of former) if (from >= 0) held[from] = 1;
  const next = new Int32Array(held.length).fill(-1);
  let following = -1;
  for (let place = held.length - 1; place >= 0; place -= 1) {
    if (held[place] === 0) continue;
    next[place] = following;
    following = place;
  }
  return next;
}

/**
 * Which runs stay: those of the subsequence with rising ranks that holds the most images, and of these the most runs.
 * No such subsequence would split a run: who holds one image of it can hold all.
 */
function heaviestRising(runs: readonly Run[]): Uint8Array {
  const size = runs.length;
  const weights = new Float64Array(size);
  const previous = new Int32Array(size).fill(-1);
  // A Fenwick tree over ranks: the heaviest subsequence that ends at a rank up to this one, by its last run.
  const tree = new Int32Array(size + 1).fill(-1);
  const heavier = (a: number, b: number): number => ((weights[a] ?? 0) >= (weights[b] ?? 0) ? a : b);
  let best = -1;
  runs.forEach(({ rank, count }, i) => {
    let before = -1;
    for (let at = rank - 1; at > 0; at -= at & -at) before = heavier(before, tree[at] ?? -1);
    previous[i] = before;
    weights[i] = (weights[before] ?? 0) + count * (size + 1) + 1;
    for (let at = rank; at <= size; at += at & -at) tree[at] = heavier(tree[at] ?? -1, i);
    best = heavier(best, i);
  });
  const stays = new Uint8Array(size);
  for (let run = best; run >= 0; run = previous[run] ?? -1) stays[run] = 1;
  return stays;
}
