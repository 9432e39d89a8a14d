import type { AppErrorData } from '#shared/errors.ts';
import type { ImagesTable, UnknownImage } from './images-table.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './local-journal.ts';
import { mayBeOneImage, unreadableBecause } from './meaning.ts';
import { ownRows, sharedBy } from './own-rows.ts';
import type { SharingContents } from './read-list.ts';
import { mostInOnePost } from './take-step.ts';
import { mostRefusals, verdictOf, type Look, type Verdict } from './verdict.ts';

/** Refused as a whole, one after the other, when patience is at its end. */
const mostWholeParts = 20;

const cannotLookUp: AppErrorData = { code: 'cannot-look-up' };

/** A sharing's list, and what it was asked for. */
interface ListToSettle extends SharingContents {
  /** Images that it may say something of; what was asked for since, it was not searched for. */
  wanted: ReadonlySet<string>;
  /** Nothing was changed by the user since it was asked. */
  isCurrent: boolean;
}

/** What the sharing holds settles what is unknown, and says which of the queued is there already (faults.md 1 and 3). */
export function settleList(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images, known, states } = parts;
  const state = states.of(lane);
  const askedAt = moment.mono;
  known.replace(lane, list.held, { readAt: moment.wall, isWhole: list.isWhole });
  settleUnknown(parts, lane, list, moment);
  settleQueued(parts, lane, list, moment);
  lookAtWatched(parts, lane, list, moment);

  state.listedAt = askedAt;
  images.closeAttempts(lane, moment);
  const open = Math.max(images.openSince(lane) ?? -Infinity, parts.heldSince ?? -Infinity);
  // Inside a fence it compares nothing: what is on its way may arrive yet.
  const compares = list.isCurrent && askedAt >= open + moment.fenceMs;
  state.comparedAt = compares ? askedAt : null;
  state.strangers = compares ? images.strangers(lane, list.held) : null;
}

function settleUnknown(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images, states } = parts;
  const state = states.of(lane);
  const refused = new Map<number, UnknownImage>();
  const absent: UnknownImage[] = [];
  for (const image of images.unknownOf(lane)) {
    if (!list.wanted.has(image.image)) continue;
    const rows = list.found.get(image.image) ?? [];
    const others = images.rowsOfOthers(image);
    const row = cannotTell(image) ? null : sharedBy(image, rows, others);
    if (row === null) absent.push(image);
    else {
      const isTooOften = ownRows(image, rows, others).length > 1;
      images.settle(image, { state: 'shared', row, times: isTooOften ? rows.length : null }, moment);
    }
  }
  const lags = absent.length > 0 && images.made(lane).some((image) => !list.held.has(image));
  const strangers = images.strangers(lane, list.held);
  for (const image of absent) {
    if (image.attempt.isRefused) refused.set(image.attempt.key, image);
    const look: Look = {
      askedAt: moment.mono,
      isWhole: list.isWhole && !cannotTell(image),
      lags,
      isStrange: isStrange(image, absent, strangers),
    };
    apply(images, image, verdictOf(image, look, moment, state.refusals), moment);
  }
  for (const { attempt } of refused.values()) {
    // One image that is found out says nothing of the others, where some have been taken.
    if (attempt.size > 1 || !state.hasTaken) state.refusals += 1;
    // A right that is missing refuses the rest too, and so does a server that refuses whatever comes.
    const isHopeless =
      attempt.error?.code === 'access-denied' || state.refusals > mostRefusals + mostWholeParts;
    if (isHopeless && attempt.error !== null) images.failQueued(lane, attempt.error, moment);
  }
}

/** Shared again, while it is not known what was there before: no list can tell. */
const cannotTell = ({ again, before }: { again: boolean; before: readonly string[] | null }): boolean =>
  again && before === null;

/** Since it was sent as many other images have come as are missing of its part: they may be these, by another name. */
function isStrange({ attempt }: UnknownImage, absent: readonly UnknownImage[], strangers: number): boolean {
  if (attempt.strangersBefore === null) return false;
  const missing = absent.filter((other) => other.attempt.key === attempt.key).length;
  return strangers - attempt.strangersBefore >= missing;
}

function settleQueued(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images } = parts;
  for (const image of images.queuedOf(lane)) {
    if (!list.wanted.has(image.image)) continue;
    const rows = list.found.get(image.image) ?? [];
    // Sent before and not found then, it may have come late.
    const isOwn = image.wasSent && !cannotTell(image);
    const row = image.again
      ? isOwn
        ? sharedBy(image, rows, images.rowsOfOthers(image))
        : null
      : rows.at(-1);
    if (row !== null && row !== undefined) {
      images.settle(image, { state: image.wasSent ? 'shared' : 'already-shared', row, times: null }, moment);
    } else if (image.again) images.compared(image, list.isWhole ? rows : null);
  }
  // What the list lacks may be there all the same: what this computer has put there is not sent again unasked.
  if (!list.isWhole) askAboutShared(parts, lane);
}

/** A second row of what was sent again may come up late (faults row 16). */
function lookAtWatched(parts: JournalParts, lane: number, { found }: ListToSettle, moment: Moment): void {
  const { images, jobs, states } = parts;
  for (const image of images.watchedOf(lane)) {
    const rows = found.get(image.image) ?? [];
    if (ownRows(image, rows, images.rowsOfOthers(image)).length > 1) {
      images.tooOften(image, rows.length);
      jobs.recount(image.job);
      states.of(lane).changed.push(jobs.idOf(image.job));
    }
    if (moment.mono >= image.attempt.since + moment.fenceMs) images.unwatch(image);
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
        images.fail(image, image.attempt.error ?? error, moment, mostInOnePost);
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
    else if (isRefused && why !== null) images.fail(image, why, moment, mostInOnePost);
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

function apply(images: ImagesTable, image: UnknownImage, verdict: Verdict, moment: Moment): void {
  const { attempt } = image;
  switch (verdict) {
    case 'wait':
      return;
    case 'once':
      images.absentOnce(image, moment.mono);
      return;
    case 'queue':
      images.queueAgain(image);
      return;
    case 'halve':
      images.halve(image, Math.ceil(attempt.size / 2));
      return;
    case 'fail':
      // Refused together with others, each has its own chance when the user tries again.
      images.fail(image, attempt.error ?? cannotLookUp, moment, isShared(attempt) ? 1 : mostInOnePost);
      return;
    case 'ask-user':
      images.needsUser(image, cannotLookUp);
  }
}

/** The refusal may be the fault of another image of the part. */
const isShared = ({ size, error }: UnknownImage['attempt']): boolean =>
  size > 1 && error !== null && mayBeOneImage(error);
