import { errorData } from '#shared/errors.ts';
import type { Session } from './session.ts';

/** A token is renewed this long before its `exp` (faults.md 6). */
const renewBeforeMs = 5 * 60_000;
/** How often the clock is looked at: a timer that slept with the machine fires late, and judges anew. */
const lookEveryMs = 60_000;

/** Keeps the token sliding while the app is open. */
export interface Renewal {
  /** To be called when the machine wakes up. */
  judge(): void;
  stop(): void;
}

/**
 * Watches the session: shortly before its token expires one call is made, which renews it; at `exp` the listeners of
 * the session are told. A call that did not reach the server is made again at the next look.
 * @param slide one cheap call, `GET /user`
 * @param onError told why a call failed
 */
export function startRenewal(
  session: Pick<Session, 'lifeLeft' | 'judge' | 'onChange' | 'state'>,
  slide: () => Promise<void>,
  onError: (error: unknown) => void,
): Renewal {
  let timer: NodeJS.Timeout | undefined;
  let isSliding = false;
  /** The `exp` for which the call was made: one that brings no later `exp` is not repeated. */
  let slidFor: number | null = null;

  function judge(): void {
    session.judge();
    clearTimeout(timer);
    const left = session.lifeLeft();
    if (left === null) return;
    if (left > 0 && left <= renewBeforeMs) void slideOnce();
    const next = left > renewBeforeMs ? left - renewBeforeMs : left;
    timer = setTimeout(judge, next > 0 ? Math.min(next, lookEveryMs) : lookEveryMs);
  }

  async function slideOnce(): Promise<void> {
    const state = session.state();
    if (isSliding || state.status !== 'signed-in' || slidFor === state.account.expiresAt) return;
    isSliding = true;
    let isAnswered = true;
    try {
      await slide();
    } catch (error) {
      isAnswered = errorData(error).code !== 'not-reached';
      onError(error);
    } finally {
      isSliding = false;
    }
    // An answer tells the time too: where it was too early to slide, that is done when it is time.
    const isTime = (session.lifeLeft() ?? 0) <= renewBeforeMs;
    if (isAnswered && isTime) slidFor = state.account.expiresAt;
  }

  const stopListening = session.onChange(judge);
  judge();
  return {
    judge,
    stop: () => {
      stopListening();
      clearTimeout(timer);
    },
  };
}
