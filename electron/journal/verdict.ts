import type { AppErrorData } from '#shared/errors.ts';
import type { Moment } from './journal.ts';
import { mayBeOneImage } from './meaning.ts';
import { secondLookAfter } from './decide.ts';

/** An unknown image that a list lacks, and the attempt that carried it. Times are `Moment.mono`. */
export interface Absent {
  attempt: { since: number; isRefused: boolean; error: AppErrorData | null; size: number };
  /** When a list first lacked it behind the fence. */
  absentSince: number | null;
}

/** The list that lacks it: when it was asked, and whether what it lacks is certainly not there. */
export interface Look {
  askedAt: number;
  isWhole: boolean;
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

/**
 * What an absent image becomes (faults.md 3 and 5).
 * @param refusals parts that were refused one after the other
 */
export function verdictOf(
  { attempt, absentSince }: Absent,
  { askedAt, isWhole }: Look,
  { fenceMs }: Pick<Moment, 'fenceMs'>,
  refusals: number,
): Verdict {
  const { error, isRefused, since, size } = attempt;
  if (isRefused) {
    if (error?.code === 'session-expired') return isWhole ? 'queue' : 'ask-user';
    const isPart = size > 1 && error !== null && mayBeOneImage(error);
    return isPart && isWhole && refusals < mostRefusals ? 'halve' : 'fail';
  }
  if (askedAt < since + fenceMs) return 'wait';
  if (!isWhole) return 'ask-user';
  if (absentSince === null) return 'once';
  return askedAt < absentSince + secondLookAfter(fenceMs) ? 'wait' : 'queue';
}
