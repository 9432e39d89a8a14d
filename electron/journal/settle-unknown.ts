import { cannotLookUp } from './ask-about-shared.ts';
import type { UnknownImage } from './images-table.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';
import type { OutcomesTable } from './outcomes-table.ts';
import { cannotTell, ownRows, sharedBy } from './own-rows.ts';
import type { ListToSettle } from './settle-list.ts';
import { mostInOnePost } from './take-step.ts';
import { mayBeAnothersFault, mostRefusals, verdictOf, type Look, type Verdict } from './verdict.ts';

/** What a list says of the images that are unknown (faults.md 3): those that it holds are shared, the others get a verdict. */
export function settleUnknown(parts: JournalParts, lane: number, list: ListToSettle, moment: Moment): void {
  const { images, outcomes, states } = parts;
  const state = states.of(lane);
  const absent: UnknownImage[] = [];
  for (const image of images.unknownOf(lane)) {
    if (!list.wanted.has(image.image)) continue;
    const rows = list.found.get(image.image) ?? [];
    const others = images.rowsOfOthers(image);
    const row = cannotTell(image) ? null : sharedBy(image, rows, others);
    if (row === null) absent.push(image);
    else {
      const isTooOften = ownRows(image, rows, others).length > 1;
      outcomes.settle(image, { state: 'shared', row, times: isTooOften ? rows.length : null }, moment);
    }
  }
  const lags = absent.length > 0 && images.made(lane).some((image) => !list.held.has(image));
  const strangers = images.strangers(lane, list.held);
  for (const image of absent) {
    const look: Look = {
      askedAt: moment.mono,
      isWhole: list.lacksForSure && !cannotTell(image),
      lags,
      isStrange: isStrange(image, absent, strangers),
    };
    apply(outcomes, image, verdictOf(image, look, moment, state.refusals), moment);
  }
  // A right that is missing refuses the rest too, and so does a server that refuses whatever comes.
  const why = absent
    .filter(({ attempt }) => attempt.isRefused)
    .map(({ attempt }) => attempt.error)
    .find((error) => error?.code === 'access-denied' || state.refusals >= mostRefusals);
  if (why !== undefined && why !== null) outcomes.failQueued(lane, why, moment);
}

/** Since it was sent as many other images have come as are missing of its part: they may be these, by another name. */
function isStrange({ attempt }: UnknownImage, absent: readonly UnknownImage[], strangers: number): boolean {
  if (attempt.strangersBefore === null) return false;
  const missing = absent.filter((other) => other.attempt.key === attempt.key).length;
  return strangers - attempt.strangersBefore >= missing;
}

function apply(outcomes: OutcomesTable, image: UnknownImage, verdict: Verdict, moment: Moment): void {
  const { attempt } = image;
  switch (verdict) {
    case 'wait':
      return;
    case 'once':
      outcomes.absentOnce(image, moment.mono);
      return;
    case 'queue':
      outcomes.queueAgain(image);
      return;
    case 'queue-alone':
      outcomes.queueAlone(image);
      return;
    case 'fail':
      // Refused together with others, each has its own chance when the user tries again.
      outcomes.fail(
        image,
        attempt.error ?? cannotLookUp,
        moment,
        mayBeAnothersFault(attempt) ? 1 : mostInOnePost,
      );
      outcomes.watch(image);
      return;
    case 'ask-user':
      outcomes.needsUser(image, cannotLookUp);
      outcomes.needsUserElsewhere(image, cannotLookUp);
  }
}
