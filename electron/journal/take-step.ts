import { decide } from './decide.ts';

import type { Moment, Step } from './journal.ts';
import type { WaitingImage } from './lanes-table.ts';
import type { JournalParts } from './journal-parts.ts';

/** Recorded rows are made 9 ms apart, and a router in front of the service cuts at 30 s (faults.md). */
export const mostInOnePost = 90;

/** Decides a lane's next step; of a `send` it writes down what is sent, as `sending`. */
export function takeStep(
  { boot, heldSince, attempts, lanes, states }: JournalParts,
  lane: number,
  moment: Moment,
): Step {
  attempts.close(lane, moment);
  const { listedAt, comparedAt, strangers } = states.of(lane);
  const view = lanes.view(lane);
  const openSince = heldSince === null ? view.openSince : Math.max(view.openSince ?? -Infinity, heldSince);
  const decision = decide({ ...view, openSince, listedAt, comparedAt }, moment);
  if (decision.kind === 'wait') return decision;
  if (decision.kind !== 'send') return { kind: decision.kind };
  const { job, images: queued } = lanes.queued(lane, mostInOnePost);
  const sent = part(queued);
  const attempt = attempts.begin(job, lane, sent, { ...moment, boot, strangersBefore: strangers });
  // What was compared for another account is older than this.
  for (const other of lanes.siblings(lane)) states.of(other).comparedAt = null;
  return { kind: 'send', attempt, imageIds: sent.map(({ image }) => image) };
}

/** The first images that may be sent together: no more than each of them allows. */
function part(queued: readonly WaitingImage[]): WaitingImage[] {
  const sent: WaitingImage[] = [];
  let most = mostInOnePost;
  for (const image of queued) {
    most = Math.min(most, image.most);
    if (sent.length >= most) break;
    sent.push(image);
  }
  return sent;
}
