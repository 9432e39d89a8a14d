import { askAboutShared } from './ask-about-shared.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';
import { lookAtWatched } from './look-at-watched.ts';
import { cannotTell, sharedBy } from './own-rows.ts';
import type { SharingContents } from './read-list.ts';
import { releaseHeld } from './release-held.ts';
import { settleUnknown } from './settle-unknown.ts';

/** A sharing's list, and what it was asked for. */
export interface ListToSettle extends SharingContents {
  /** Images that it may say something of; what was asked for since, it was not searched for. */
  wanted: ReadonlySet<string>;
  /** Nothing was changed by the user since it was asked. */
  isCurrent: boolean;
  /** What it lacks is not there: it is whole, and does not end where some service may cut it (`endsRoundly`). */
  lacksForSure: boolean;
}

/** What the sharing holds settles what is unknown, and says which of the queued is there already (faults.md 1 and 3). */
export function settleList(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { attempts, images, known, lanes, states } = parts;
  const state = states.of(lane);
  const askedAt = moment.mono;
  known.replace(lane, list.held, { readAt: moment.wall, isWhole: list.isWhole });
  settleUnknown(parts, lane, list, moment);
  settleQueued(parts, lane, list, moment);
  lookAtWatched(parts, lane, list, moment);

  state.listedAt = askedAt;
  attempts.close(lane, moment);
  const open = Math.max(lanes.openSince(lane) ?? -Infinity, parts.heldSince ?? -Infinity);
  // Inside a fence it compares nothing: what is on its way may arrive yet.
  const compares = list.isCurrent && askedAt >= open + moment.fenceMs;
  state.comparedAt = compares ? askedAt : null;
  if (compares) releaseHeld(parts, lane, moment);
  state.strangers = compares ? images.strangers(lane, list.held) : null;
}

function settleQueued(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images, outcomes } = parts;
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
      outcomes.settle(
        image,
        { state: image.wasSent ? 'shared' : 'already-shared', row, times: null },
        moment,
      );
    } else if (image.again) outcomes.compared(image, list.lacksForSure ? rows : null);
  }
  // What the list lacks may be there all the same: what this computer has put there is not sent again unasked.
  if (!list.lacksForSure) askAboutShared(parts, lane);
}
