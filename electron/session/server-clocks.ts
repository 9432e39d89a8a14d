import { createServerClock, type Clock, type ServerClock } from './server-clock.ts';

/** The clocks of the servers that the app has to do with, by origin. */
export interface ServerClocks {
  /** @param keptSkew where the clock is new: the skew as it was when the app last ran */
  of(origin: string, keptSkew?: number): ServerClock;
  /**
   * Where a token looks expired by this machine's clock and the server has not told the time yet, asks it, so that a
   * wrong clock ends no session. Where no time comes of it, this machine's clock decides.
   * @param expiresAt `exp`, seconds; null where the token names none
   */
  askWhereExpired(origin: string, expiresAt: number | null): Promise<void>;
}

/**
 * @param dateOf the `Date` of an origin's answer to a call without a token; undefined where it says none; rejects where
 *   no answer came
 * @param onSkewed told of an origin whose clock is found to be off by another span than was known
 */
export function createServerClocks(
  clock: Clock,
  dateOf: (origin: string) => Promise<string | undefined>,
  onSkewed: (origin: string) => void,
): ServerClocks {
  const clocks = new Map<string, ServerClock>();
  function of(origin: string, keptSkew = 0): ServerClock {
    const known = clocks.get(origin) ?? createServerClock(clock, keptSkew, () => onSkewed(origin));
    clocks.set(origin, known);
    return known;
  }
  return {
    of,
    askWhereExpired: async (origin, expiresAt) => {
      if (of(origin).isSet() || (expiresAt ?? Infinity) * 1000 > clock.wall()) return;
      of(origin).observe(await dateOf(origin).catch(() => undefined), null);
    },
  };
}
