import type { Clock } from '../sharing/clock.ts';

/** Tells of something that changes often: a few times a second at most, and always how it ends. */
export interface NowAndThen<T> {
  changed(value: T): void;
  /** At once; what was still to be told is not. */
  last(value: T): void;
  /** Nothing more is told. */
  stop(): void;
}

const betweenMs = 100;

export function nowAndThen<T>(clock: Pick<Clock, 'after'>, tell: (value: T) => void): NowAndThen<T> {
  let waiting: { value: T } | null = null;
  let cancel: (() => void) | null = null;

  const stop = (): void => {
    cancel?.();
    cancel = null;
    waiting = null;
  };
  const changed = (value: T): void => {
    if (cancel !== null) {
      waiting = { value };
      return;
    }
    tell(value);
    cancel = clock.after(betweenMs, () => {
      cancel = null;
      const next = waiting;
      waiting = null;
      if (next !== null) changed(next.value);
    });
  };
  return {
    changed,
    last(value) {
      stop();
      tell(value);
    },
    stop,
  };
}
