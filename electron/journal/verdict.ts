import type { AppErrorData } from '#shared/errors.ts';
import type { Moment } from './journal.ts';
import { secondLookAfter } from './decide.ts';
import { mayBeOneImage } from './meaning.ts';

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
  /** Certainly not done, and perhaps another image's fault: from now on it is sent alone. */
  | 'queue-alone'
  | 'fail'
  | 'ask-user';

/** After so many refusals in a row, with nothing taken in between, it is no image's fault. */
export const mostRefusals = 30;

/** Sent so often and never there, something else is wrong: nobody would ever stop. */
const mostSends = 8;

/**
 * What an absent image becomes (faults.md 3 and 5). A refusal proves nothing of what is sent again by itself: behind a
 * proxy the server may carry out what was refused. Only what is not sent again may fail at once.
 * @param refusals parts that were refused one after the other
 */
export function verdictOf(
  { attempt, sends, absentSince }: Absent,
  { askedAt, isWhole, lags, isStrange }: Look,
  { fenceMs }: Pick<Moment, 'fenceMs'>,
  refusals: number,
): Verdict {
  const { error, isRefused, since } = attempt;
  const isTrusted = isWhole && !lags && !isStrange;
  const isPart = isRefused && mayBeAnothersFault(attempt);
  if (isRefused && error?.code !== 'session-expired') {
    // The time behind the fence brings nothing where the list will not be believed then either.
    if (!isPart || !isWhole || isStrange || refusals >= mostRefusals) return 'fail';
  }
  const fence = since + fenceMs;
  if (askedAt < fence) return 'wait';
  // What lags catches up; what is cut never does.
  if (lags && askedAt < fence + fenceMs) return 'wait';
  if (!isTrusted || sends >= mostSends) return isPart ? 'fail' : 'ask-user';
  if (absentSince === null) return 'once';
  if (askedAt < absentSince + secondLookAfter(fenceMs)) return 'wait';
  return isPart ? 'queue-alone' : 'queue';
}

/** Whether an image's refusal may be the fault of another that was sent with it. */
export const mayBeAnothersFault = ({ error, size }: Absent['attempt']): boolean =>
  size > 1 && error !== null && mayBeOneImage(error);
