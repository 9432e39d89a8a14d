import {
  resyncKinds,
  resyncMarks,
  type Resync,
  type ResyncKind,
  type ResyncMark,
} from '#shared/models/resync.ts';

/** What a page, or a whole report, comes to. */
export type Tally = Pick<Resync, 'counts' | 'marks' | 'moves' | 'rows'>;

/** Every kind and mark is there, with 0. */
export function emptyTally(): Tally {
  return { counts: zeros(resyncKinds), marks: zeros(resyncMarks), moves: 0, rows: 0 };
}

/** `tally` with `times` of `other`: -1 takes it away. */
export function plus(tally: Tally, other: Tally, times: 1 | -1 = 1): Tally {
  return {
    counts: sums(resyncKinds, tally.counts, other.counts, times),
    marks: sums(resyncMarks, tally.marks, other.marks, times),
    moves: tally.moves + times * other.moves,
    rows: tally.rows + times * other.rows,
  };
}

/** The tally of these rows. */
export function tallyOf(
  rows: readonly { kind: ResyncKind; marks: readonly ResyncMark[]; move: unknown }[],
): Tally {
  const tally = emptyTally();
  for (const { kind, marks, move } of rows) {
    tally.counts[kind] += 1;
    for (const mark of marks) tally.marks[mark] += 1;
    if (move !== null) tally.moves += 1;
  }
  tally.rows = rows.length;
  return tally;
}

/** How many images it counts; each counts once. */
export const imagesIn = ({ counts }: Tally): number =>
  resyncKinds.reduce((sum, kind) => sum + counts[kind], 0);

/** Whether an image is not as the library held it, or not where. */
export const differs = ({ counts }: Tally): boolean =>
  counts.changed + counts.moved + counts.added + counts.removed > 0;

/** Of a whole album, the images that the library held before. */
export const heldBefore = ({ counts }: Tally): number =>
  counts.unchanged + counts.changed + counts.moved + counts.removed;

/** Of a whole album, the images that it has now. */
export const heldAfter = ({ counts }: Tally): number =>
  counts.unchanged + counts.changed + counts.moved + counts.added;

/** Whether records came, went or changed: moves alone are in the orders. */
export const changesRecords = ({ counts }: Tally): boolean =>
  counts.changed + counts.added + counts.removed > 0;

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

const sums = <K extends string>(
  keys: readonly K[],
  a: Record<K, number>,
  b: Record<K, number>,
  times: number,
): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, a[key] + times * b[key]])) as Record<K, number>;
