import type { AppErrorData } from '#shared/errors.ts';
import type { UnknownImage } from './images-table.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './local-journal.ts';
import { unreadableBecause } from './meaning.ts';
import { ownRows, sharedBy } from './own-rows.ts';
import type { SharingContents } from './read-list.ts';
import { mostRefusals, verdictOf, type Verdict } from './verdict.ts';

const cannotLookUp: AppErrorData = { code: 'cannot-look-up' };

/** What the sharing holds settles what is unknown, and says which of the queued is there already (faults.md 1 and 3). */
export function settleList(
  parts: JournalParts,
  lane: number,
  { held, found, isWhole }: SharingContents,
  moment: Moment,
): void {
  const { images, jobs, known, states } = parts;
  const state = states.of(lane);
  const askedAt = moment.mono;
  state.listedAt = askedAt;
  state.comparedAt = askedAt;
  known.replace(lane, held, { readAt: moment.wall, isWhole });

  const refused = new Map<number, UnknownImage>();
  for (const image of images.unknownOf(lane)) {
    const rows = found.get(image.image) ?? [];
    const others = images.rowsOfOthers(image);
    // Shared again, while it is not known what was there: no list can tell.
    const cannotTell = image.again && image.before === null;
    const row = cannotTell ? null : sharedBy(image, rows, others);
    if (row !== null) {
      const isTooOften = ownRows(image, rows, others).length > 1;
      images.settle(image, { state: 'shared', row, times: isTooOften ? rows.length : null }, moment);
      continue;
    }
    if (image.attempt.isRefused) refused.set(image.attempt.key, image);
    const look = { askedAt, isWhole: isWhole && !cannotTell };
    apply(parts, image, verdictOf(image, look, moment, state.refusals), askedAt, moment);
  }
  state.refusals += refused.size;
  for (const { attempt } of refused.values()) {
    // A right that is missing, or a server that refuses whatever comes, refuses the rest too.
    const isHopeless = attempt.error?.code === 'access-denied' || state.refusals >= mostRefusals;
    if (isHopeless && attempt.error !== null) images.failQueued(lane, attempt.error, moment);
  }

  for (const image of images.queuedOf(lane)) {
    const rows = found.get(image.image) ?? [];
    const row = rows.at(-1);
    if (image.again) images.compared(image, rows);
    else if (row !== undefined) {
      images.settle(image, { state: image.wasSent ? 'shared' : 'already-shared', row, times: null }, moment);
    }
  }
  // What the list lacks may be there all the same: what this computer has put there is not sent again unasked.
  if (!isWhole) askAboutShared(parts, lane);
  for (const image of images.watchedOf(lane)) {
    const rows = found.get(image.image) ?? [];
    if (ownRows(image, rows, images.rowsOfOthers(image)).length > 1) {
      images.tooOften(image, rows.length);
      jobs.recount(image.job);
      state.changed.push(jobs.idOf(image.job));
    }
    if (askedAt >= image.attempt.since + moment.fenceMs) images.unwatch(image);
  }
}

/** The list could not be had: what that says of what waits for it. */
export function settleUnreadable(
  parts: JournalParts,
  lane: number,
  error: AppErrorData,
  moment: Moment,
): void {
  const { images, states } = parts;
  const state = states.of(lane);
  const because = unreadableBecause(error);
  state.comparedAt = null;
  if (because === 'passing') return;
  if (because === 'gone' || because === 'refused') {
    for (const image of images.unknownOf(lane)) {
      if (because === 'gone' || image.attempt.isRefused)
        images.fail(image, image.attempt.error ?? error, moment);
      else images.needsUser(image, cannotLookUp);
    }
    images.failQueued(lane, error, moment);
    images.unwatchAll(lane);
    return;
  }
  // This token may not read the sharing. It may be allowed to add to it (each right is its own), so what was not tried
  // yet is sent; what this computer has put there itself is not.
  state.listedAt = moment.mono;
  state.comparedAt = state.listedAt;
  for (const image of images.unknownOf(lane)) {
    const { isRefused, error: why } = image.attempt;
    if (isRefused && why?.code === 'session-expired') images.queueAgain(image);
    else if (isRefused && why !== null) images.fail(image, why, moment);
    else images.needsUser(image, cannotLookUp);
    if (isRefused && why?.code === 'access-denied') images.failQueued(lane, why, moment);
  }
  askAboutShared(parts, lane);
  images.unwatchAll(lane);
}

/** Where the list cannot tell, and this computer has shared an image there before, the user decides. */
function askAboutShared({ images }: JournalParts, lane: number): void {
  for (const image of images.sharedByOthers(lane)) images.needsUser(image, cannotLookUp);
}

function apply(
  { images }: JournalParts,
  image: UnknownImage,
  verdict: Verdict,
  askedAt: number,
  moment: Moment,
): void {
  const { attempt } = image;
  switch (verdict) {
    case 'wait':
      return;
    case 'once':
      images.absentOnce(image, askedAt);
      return;
    case 'queue':
      images.queueAgain(image);
      return;
    case 'halve':
      images.halve(image, Math.ceil(attempt.size / 2));
      return;
    case 'fail':
      images.fail(image, attempt.error ?? cannotLookUp, moment);
      return;
    case 'ask-user':
      images.needsUser(image, cannotLookUp);
  }
}
