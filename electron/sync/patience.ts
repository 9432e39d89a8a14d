import type PQueue from 'p-queue';
import { AppError, errorData, type AppErrorData } from '#shared/errors.ts';
import type { ResyncStatus } from '#shared/models/resync.ts';
import { createAlarm } from '../sharing/alarm.ts';
import type { Clock } from '../sharing/clock.ts';
import { orAborted } from './or-aborted.ts';
import { pauseAfterMs } from './pause-after.ts';
import type { SessionAsks } from './session-asks.ts';

interface PatienceParts {
  asks: () => SessionAsks;
  turns: PQueue;
  clock: Clock;
  signal: AbortSignal;
  /** How often in a row it waits where the server says that it is too much; then somebody is to have an answer. */
  mostWaits: number;
  /** It waits, or goes on. */
  status: (status: ResyncStatus, error: AppErrorData | null) => Promise<void>;
}

const nothing = (): void => undefined;

/** Makes one call in its turn, and makes it anew where it says nothing: a limit that passes, a session that began anew. */
export type Patiently = <T>(call: (asks: SessionAsks) => Promise<T>) => Promise<T>;

export function createPatience({ asks, turns, clock, signal, mostWaits, status }: PatienceParts): Patiently {
  let waits = 0;
  /** One wait for all calls of a resync. */
  let resting: Promise<void> | null = null;

  const assertOn = (): void => {
    if (signal.aborted) throw new AppError({ code: 'cancelled' });
  };

  async function rest(error: AppErrorData): Promise<void> {
    waits += 1;
    await status('waiting', error);
    const alarm = createAlarm(clock);
    const until = clock.mono() + pauseAfterMs(error, waits, clock.random());
    try {
      while (clock.mono() < until) await orAborted(alarm.sleep(until - clock.mono()), signal);
    } finally {
      // Nobody waits for it any more.
      alarm.ring();
    }
    await status('running', null);
  }

  return async (call) => {
    for (;;) {
      await resting;
      assertOn();
      const asked = asks();
      const underWay: { call: Promise<unknown> | null } = { call: null };
      try {
        const turn = async (): ReturnType<typeof call> => {
          assertOn();
          const calling = call(asked);
          underWay.call = calling;
          return calling;
        };
        const answer = await turns.add(turn, { signal });
        waits = 0;
        return answer;
      } catch (thrown) {
        // Given up, it may yet have been stored: only then is it known what came.
        await underWay.call?.then(nothing, nothing);
        assertOn();
        const error = errorData(thrown);
        if (error.code === 'cancelled' && asked.hasEnded()) continue;
        if (error.code !== 'rate-limited' || (resting === null && waits === mostWaits)) throw thrown;
        resting ??= rest(error).finally(() => (resting = null));
      }
    }
  };
}
