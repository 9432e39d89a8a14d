import type { AppErrorCode, AppErrorData } from '#shared/errors.ts';
import type { Clock } from './clock.ts';

/** The two calls of a share. A server that lists well may yet refuse every POST, so each has its own count. */
export type CallKind = 'list' | 'add';

/** The breaker of one host: while it pauses, no lane asks the server anything. */
export interface Pause {
  /** No call is to be made before this moment (`mono`); 0: none is held up. */
  notBefore(): number;
  /** Why it pauses; null where it does not. */
  reason(): AppErrorData | null;
  /** A call failed: the host pauses as it asked to, else by backoff. An answer that is a decision is no failure. */
  failed(kind: CallKind, error: AppErrorData): void;
  succeeded(kind: CallKind): void;
  /** The network may be another: what failed before says nothing any more. */
  reset(): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 300_000;

/** How long to pause after so many failures in a row: anything up to a bound that doubles ("full jitter", faults.md 5). */
export const backoffMs = (failures: number, random: number): number =>
  random * Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 30));

/** With these the host has spoken, and it is well. */
const decisions: ReadonlySet<AppErrorCode> = new Set([
  'access-denied',
  'not-found',
  'refused',
  'bad-sharing-id',
]);

/** @param lifted is told when a pause ended early: whoever waits may go on */
export function createPause(clock: Pick<Clock, 'mono' | 'random'>, lifted: () => void): Pause {
  const failures = { list: 0, add: 0 };
  let until = 0;
  let why: AppErrorData | null = null;

  const isPaused = (): boolean => clock.mono() < until;
  const lift = (): void => {
    const wasPaused = isPaused();
    until = 0;
    why = null;
    if (wasPaused) lifted();
  };
  const succeeded = (kind: CallKind): void => {
    failures[kind] = 0;
    lift();
  };

  return {
    notBefore: () => until,
    reason: () => (isPaused() ? why : null),
    succeeded,
    failed(kind, error) {
      if (decisions.has(error.code)) {
        succeeded(kind);
        return;
      }
      const asked = error.code === 'rate-limited' ? error.retryAfterSeconds : null;
      // Calls that were under way together fail together: that is one failure.
      if (asked === null && isPaused()) return;
      failures[kind] += 1;
      const ms = asked === null ? backoffMs(failures[kind], clock.random()) : asked * 1_000;
      const end = clock.mono() + ms;
      if (end <= until) return;
      until = end;
      why = error;
    },
    reset() {
      failures.list = 0;
      failures.add = 0;
      lift();
    },
  };
}
