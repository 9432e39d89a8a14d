import { certainAfter } from './decide.ts';
import type { Moment } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';

/** What was refused so long ago that this look would have found it is held back no more. */
export function releaseHeld(
  { attempts, lanes, states }: JournalParts,
  lane: number,
  { mono, fenceMs }: Moment,
): void {
  if (!attempts.closeRefused(lane, mono, certainAfter(fenceMs))) return;
  // What was compared for another account may be older than this.
  for (const other of lanes.siblings(lane)) states.of(other).comparedAt = null;
}
