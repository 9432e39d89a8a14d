import type { Refusal } from './picture-download.ts';

interface Failure {
  refusal: Refusal;
  /** Times in a row that it was refused. */
  times: number;
  /** On the clock given. */
  until: number;
}

const minute = 60_000;

/** Pauses after the first, second, ... refusal. A host that fails may be well soon; what is gone or no picture stays so. */
const pauses = {
  passing: [minute / 2, 2 * minute, 10 * minute],
  lasting: [10 * minute, 60 * minute],
} as const;

const isPassing = (refusal: Refusal): boolean => refusal === 'failed' || refusal === 'denied';

const most = 10_000;

/**
 * Remembers which pictures could not be had, so that scrolling to and fro asks no host for them again and again (faults.md
 * 57). The longest forgotten go where there are too many.
 * @param now a clock that never goes back, in milliseconds
 */
export function createFailures(now: () => number) {
  const failures = new Map<string, Failure>();
  return {
    /** Why this picture is not asked for at the moment; null where it may be. */
    standing(id: string): Refusal | null {
      const failure = failures.get(id);
      return failure !== undefined && now() < failure.until ? failure.refusal : null;
    },

    remember(id: string, refusal: Refusal): void {
      const times = (failures.get(id)?.times ?? 0) + 1;
      const steps = isPassing(refusal) ? pauses.passing : pauses.lasting;
      const pause = steps[Math.min(times, steps.length) - 1] ?? minute;
      failures.delete(id);
      failures.set(id, { refusal, times, until: now() + pause });
      for (const oldest of failures.keys()) {
        if (failures.size <= most) break;
        failures.delete(oldest);
      }
    },

    /** It may be asked for at once; where it fails again, the pause is the longer one nevertheless. */
    allow(id: string): void {
      const failure = failures.get(id);
      if (failure !== undefined) failure.until = 0;
    },

    /** It is there. */
    forget: (id: string): boolean => failures.delete(id),
  };
}
