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
   * To be told of an answer that judged the token.
   * @param acceptedUntil `exp` of a token that the server has just accepted, seconds; null where it was refused or has none
   */
  observe(date: string | undefined, acceptedUntil: number | null): void;
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
    observe: (date, acceptedUntil) => {
      const server = parseHttpDate(date);
      if (server === null || isMistaken) return;
      // A server that accepts a token after its `exp` does not go by this `Date` (a proxy's, or a replay's).
      isMistaken = acceptedUntil !== null && server > acceptedUntil * 1000 + graceMs;
      seen = isMistaken ? null : { server, wall: clock.wall(), monotonic: clock.monotonic() };
      const found = server - clock.wall();
      if (isMistaken || Math.abs(found - skew) <= graceMs) return;
      skew = found;
      onSkewed();
    },
  };
}
