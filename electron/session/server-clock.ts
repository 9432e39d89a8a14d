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
  /**
   * To be told of an answer that judged the token.
   * @param acceptedUntil `exp` of a token that the server has just accepted, seconds; null where it was refused or has none
   */
  observe(date: string | undefined, acceptedUntil: number | null): void;
}

/** An answer on its way may be this much older than its token. */
const graceMs = 60_000;

export function createServerClock(clock: Clock): ServerClock {
  let seen: { server: number; wall: number; monotonic: number } | null = null;
  let isMistaken = false;
  return {
    now: () => {
      if (seen === null) return clock.wall();
      return seen.server + Math.min(clock.wall() - seen.wall, clock.monotonic() - seen.monotonic);
    },
    observe: (date, acceptedUntil) => {
      const server = parseHttpDate(date);
      if (server === null || isMistaken) return;
      // A server that accepts a token after its `exp` does not go by this `Date` (a proxy's, or a replay's).
      isMistaken = acceptedUntil !== null && server > acceptedUntil * 1000 + graceMs;
      seen = isMistaken ? null : { server, wall: clock.wall(), monotonic: clock.monotonic() };
    },
  };
}
