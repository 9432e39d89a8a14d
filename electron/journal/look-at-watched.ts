import { certainAfter } from './decide.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';
import { cannotTell, ownRows, sharedBy } from './own-rows.ts';
import type { ListToSettle } from './settle-list.ts';

/** A second row of what was sent again may come up late (faults row 16), and a first one of what was refused. */
export function lookAtWatched(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images, jobs, outcomes, states } = parts;
  const changed = new Set<number>();
  for (const image of images.watchedOf(lane)) {
    const rows = list.found.get(image.image) ?? [];
    const others = images.rowsOfOthers(image);
    const late = image.isShared || cannotTell(image) ? null : sharedBy(image, rows, others);
    if (late !== null) outcomes.settle(image, { state: 'shared', row: late, times: null }, moment);
    const isThere = image.isShared || late !== null;
    const isOver = moment.mono >= image.attempt.since + certainAfter(moment.fenceMs);
    const isTooOften = isThere && ownRows(image, rows, others).length > 1;
    // Told to be added, and not in the list.
    const isMissing = isThere && isOver && list.isWhole && rows.length === 0;
    if (isTooOften || isMissing) outcomes.isThere(image, rows.length);
    if (isTooOften || isMissing || late !== null) changed.add(image.job);
    if (isOver) outcomes.unwatch(image);
  }
  for (const job of changed) {
    jobs.recount(job);
    states.of(lane).changed.push(jobs.idOf(job));
  }
}
