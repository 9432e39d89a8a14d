import { parseHttpDate } from '../transport/http-date.ts';

/** The machine's two clocks, milliseconds: `wall` since 1970, which people and time servers set; `monotonic`, which nobody sets. */
export interface Clock {
  wall(): number;
  monotonic(): number;
}

/** The server's clock, as far as its answers' `Date` tells it (faults.md 6); before the first, this machine's own. */
export interface ServerClock {
  /**
   * Milliseconds since 1970, the earlier of two guesses: the wall clock may have been set since the last `Date`, the
   * monotonic one may have stood still in a sleep. Too early a guess is mended by the next answer, too late a one
   * would end a session that lives.
   */
  now(): number;
  /** False until the first `Date` of this run. */
  isSet(): boolean;
  /** The server's time minus this machine's wall clock, milliseconds; exact to a minute. */
  skew(): number;
  /**
   * To be told of every answer to a call that carried a token.
   * @param accepted how the server took the token; null where it was refused
   */
  observe(date: string | undefined, accepted: Accepted | null): void;
}

/** A 2xx to a call that carried a token. */
export interface Accepted {
  /** The token's `exp`, seconds; null where it has none. */
  until: number | null;
  /** The answer renewed the token, so that it was judged; else anybody might have been answered (api.md: sharings). */
  isProof: boolean;
}

/** An answer on its way may be this much older than its token, and clocks this much apart are the same. */
const graceMs = 60_000;

/**
 * @param keptSkew the skew as it was when the app last ran, 0 where nothing is known
 * @param onSkewed told of a skew that is another one
 */
export function createServerClock(
  clock: Clock,
  keptSkew = 0,
  onSkewed: () => void = () => undefined,
): ServerClock {
  let seen: { server: number; wall: number; monotonic: number } | null = null;
  let isMistaken = false;
  let skew = keptSkew;
  return {
    now: () => {
      // The wall clock may have been put right since the app last ran: again the earlier of two guesses.
      if (seen === null) return clock.wall() + Math.min(0, keptSkew);
      return seen.server + Math.min(clock.wall() - seen.wall, clock.monotonic() - seen.monotonic);
    },
    isSet: () => seen !== null,
    skew: () => skew,
    observe: (date, accepted) => {
      const server = parseHttpDate(date);
      if (server === null || isMistaken) return;
      const until = accepted?.until ?? Infinity;
      const isPast = server > until * 1000 + graceMs;
      // Said of a token that may not have been looked at, it tells nothing for certain.
      if (isPast && accepted?.isProof === false) return;
      // A server that accepts a token after its `exp` does not go by this `Date` (a proxy's, or a replay's).
      isMistaken = isPast;
      seen = isMistaken ? null : { server, wall: clock.wall(), monotonic: clock.monotonic() };
      const found = server - clock.wall();
      if (isMistaken || Math.abs(found - skew) <= graceMs) return;
      skew = found;
      onSkewed();
    },
  };
}
