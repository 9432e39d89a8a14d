import type { Clock } from './clock.ts';

/** A sleep that can be ended early; for one sleeper. */
export interface Alarm {
  /** Ends the sleep; where nobody sleeps, the next one is none. */
  ring(): void;
  /** Forgets that it has rung: what happened before is about to be seen. */
  hush(): void;
  hasRung(): boolean;
  /** Waits so many milliseconds (Infinity: for ever), or until it rings. */
  sleep(ms: number): Promise<void>;
}

/** A longer timer would overflow `setTimeout`; to look again now and then costs nothing. */
const longestMs = 3_600_000;

export function createAlarm(clock: Pick<Clock, 'after'>): Alarm {
  let rung = false;
  let wakeUp: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    hush() {
      rung = false;
    },
    hasRung: () => rung,
    async sleep(ms) {
      if (rung) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      wakeUp = () => resolve(undefined);
      // A timer may be early by a fraction: at least a millisecond, so that nobody spins meanwhile.
      const cancel = ms === Infinity ? null : clock.after(Math.min(Math.max(ms, 1), longestMs), wakeUp);
      await promise;
      wakeUp = null;
      cancel?.();
    },
  };
}
