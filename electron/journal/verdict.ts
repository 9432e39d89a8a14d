import type { AppErrorData } from '#shared/errors.ts';
import type { Moment } from './journal.ts';
import { mayBeOneImage } from './meaning.ts';
import { secondLookAfter } from './decide.ts';

/** An unknown image that a list lacks, and the attempt that carried it. Times are `Moment.mono`. */
export interface Absent {
  attempt: { since: number; isRefused: boolean; error: AppErrorData | null; size: number };
  /** How often it was sent. */
  sends: number;
  /** When a list first lacked it behind the fence. */
  absentSince: number | null;
}

/** The list that lacks it, and what speaks against its word. */
export interface Look {
  askedAt: number;
  /** False where there may be more than it tells. */
  isWhole: boolean;
  /** It lacks rows that this computer has made itself: it lags behind, or is cut. */
  lags: boolean;
  /** It has grown by as many rows of other images as are absent: they may be these, under another name. */
  isStrange: boolean;
}

/** What is to become of an absent image. */
export type Verdict =
  /** The server may still be working on it. */
  | 'wait'
  /** Behind the fence it is absent for the first time: it is looked at once more. */
  | 'once'
  /** Certainly not done. */
  | 'queue'
  /** Certainly not done, and perhaps another image's fault. */
  | 'halve'
  | 'fail'
  | 'ask-user';

/** After so many refusals in a row it is not one image's fault: halving 90 takes 8 to find one. */
export const mostRefusals = 16;

/** Sent so often and never there, something else is wrong: nobody would ever stop. */
const mostSends = 8;

/**
 * What an absent image becomes (faults.md 3 and 5).
 * @param refusals parts that were refused one after the other
 */
export function verdictOf(
  { attempt, sends, absentSince }: Absent,
  { askedAt, isWhole, lags, isStrange }: Look,
  { fenceMs }: Pick<Moment, 'fenceMs'>,
  refusals: number,
): Verdict {
  const { error, isRefused, since, size } = attempt;
  const isTrusted = isWhole && !lags && !isStrange;
  if (isRefused) {
    if (error?.code === 'session-expired') return isTrusted ? 'queue' : 'ask-user';
    const isPart = size > 1 && error !== null && mayBeOneImage(error);
    return isPart && isTrusted && refusals < mostRefusals ? 'halve' : 'fail';
  }
  const fence = since + fenceMs;
  if (askedAt < fence) return 'wait';
  // What lags catches up; what is cut never does.
  if (lags && askedAt < fence + fenceMs) return 'wait';
  if (!isTrusted || sends >= mostSends) return 'ask-user';
  if (absentSince === null) return 'once';
  return askedAt < absentSince + secondLookAfter(fenceMs) ? 'wait' : 'queue';
}
