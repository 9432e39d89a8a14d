import type { AppErrorData } from '#shared/errors.ts';
import { askAboutShared, cannotLookUp } from './ask-about-shared.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';
import { unreadableBecause } from './meaning.ts';
import { releaseHeld } from './release-held.ts';
import { mostInOnePost } from './take-step.ts';

/** The list could not be had: what that says of what waits for it. */
export function settleUnreadable(
  parts: JournalParts,
  lane: number,
  error: AppErrorData,
  moment: Moment,
): void {
  const { images, outcomes, states } = parts;
  const state = states.of(lane);
  const because = unreadableBecause(error);
  state.comparedAt = null;
  if (because === 'passing') return;
  if (because === 'gone' || because === 'refused') {
    for (const image of images.unknownOf(lane)) {
      if (because === 'gone' || image.attempt.isRefused)
        outcomes.fail(image, image.attempt.error ?? error, moment, mostInOnePost);
      else outcomes.needsUser(image, cannotLookUp);
    }
    outcomes.failQueued(lane, error, moment);
    outcomes.unwatchAll(lane);
    return;
  }
  // This token may not read the sharing. It may be allowed to add to it (each right is its own), so what was not tried
  // yet is sent; what this computer has put there itself is not, nor what was refused inside the fence.
  state.listedAt = moment.mono;
  state.comparedAt = state.listedAt;
  releaseHeld(parts, lane, moment);
  for (const image of images.unknownOf(lane)) {
    const { isRefused, error: why } = image.attempt;
    if (isRefused && why !== null && why.code !== 'session-expired')
      outcomes.fail(image, why, moment, mostInOnePost);
    else outcomes.needsUser(image, cannotLookUp);
    if (isRefused && why?.code === 'access-denied') outcomes.failQueued(lane, why, moment);
  }
  askAboutShared(parts, lane);
  outcomes.unwatchAll(lane);
}
