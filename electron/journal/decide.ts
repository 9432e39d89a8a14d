import type { Moment, Step } from './journal.ts';

/** What the next step of a lane depends on. Times are `Moment.mono`. */
export interface LaneView {
  /**
   * When the newest attempt in the sharing ended that the server may still be working on, by any account; null: none;
   * Infinity: one is under way.
   */
  openSince: number | null;
  /** Images of the lane that are unknown, and the newest end of the attempts that carried them. */
  unknown: { since: number } | null;
  /**
   * Images that were sent again after they had been unknown: a second row may yet come up (faults row 16); or that were
   * refused: they may yet be carried out.
   */
  watched: { since: number } | null;
  /** Images wait to be sent, and may be. */
  hasQueued: boolean;
  /**
   * Images wait that the server has refused before and may yet carry out: the end of the oldest refusal that holds one
   * back. A list that is asked when that is certain sets them free.
   */
  held: { since: number } | null;
  /** When the list was asked that was last read to its end; null: not since the app's start. */
  listedAt: number | null;
  /** When what is queued was last compared with the list; null: something has happened since. */
  comparedAt: number | null;
}

export type Decision = { kind: 'read' | 'send' | 'rest' } | Extract<Step, { kind: 'wait' }>;

/** What was compared with the list is sent so long after; then it is looked at again: others share too (faults row 40). */
const comparedForMs = 60_000;

/** Between the two lists that must lack an image behind the fence (faults.md 3.3), milliseconds. */
export const secondLookAfter = (fenceMs: number): number => fenceMs / 8;

/** So long after an attempt's end a list tells all that came of it, also where it lags a little. */
export const certainAfter = (fenceMs: number): number => fenceMs + secondLookAfter(fenceMs);

/**
 * Decides what may be done next in a lane: pure, and the heart of the promise. Nothing is sent into a sharing while the
 * server may still be working on an earlier request to it.
 */
export function decide(view: LaneView, moment: Moment): Decision {
  const { mono, fenceMs, notBefore } = moment;
  const isPaused = mono < notBefore;
  const pause: Decision = { kind: 'wait', until: notBefore, why: 'pause' };
  const ask = (kind: 'read' | 'send'): Decision => (isPaused ? pause : { kind });
  const waitUntil = (until: number, certainAt: number): Decision => ({
    kind: 'wait',
    until,
    why: 'fence',
    certainAt,
  });

  if (view.unknown !== null) {
    const due = nextLook(view.unknown.since, view.listedAt, fenceMs);
    return mono < due ? waitUntil(due, certain(view.unknown.since, view.listedAt, fenceMs)) : ask('read');
  }
  if (view.hasQueued || view.held !== null) {
    const openUntil = view.openSince === null ? -Infinity : view.openSince + fenceMs;
    // Nobody tells when another account's request has ended: it is looked at again.
    const until = Math.min(openUntil, mono + fenceMs);
    if (mono < openUntil) return waitUntil(until, until);
    if (!view.hasQueued && view.held !== null) {
      const due = view.held.since + certainAfter(fenceMs);
      return mono < due ? waitUntil(due, due) : ask('read');
    }
    const isCompared = view.comparedAt !== null && mono <= view.comparedAt + comparedForMs;
    return ask(isCompared ? 'send' : 'read');
  }
  if (view.watched !== null) {
    const due = view.watched.since + certainAfter(fenceMs);
    return mono < due ? waitUntil(due, due) : ask('read');
  }
  return { kind: 'rest' };
}

/** At once, then now and then at growing pauses, at the fence, and a pause after it (faults.md 3). */
function nextLook(since: number, listedAt: number | null, fenceMs: number): number {
  if (listedAt === null || listedAt < since) return -Infinity;
  const longest = secondLookAfter(fenceMs);
  const pause = Math.min(Math.max(listedAt - since, longest / 4), longest);
  const fence = since + fenceMs;
  return listedAt < fence ? Math.min(listedAt + pause, fence) : listedAt + longest;
}

/** When the second list behind the fence is asked: what it lacks too is certainly not there. */
function certain(since: number, listedAt: number | null, fenceMs: number): number {
  const first = Math.max(since + fenceMs, listedAt ?? -Infinity);
  return first + secondLookAfter(fenceMs);
}
