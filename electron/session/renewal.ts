import { errorData } from '#shared/errors.ts';
import type { Session, TokenLife } from './session-contract.ts';

/** A token is renewed this long before its `exp` (faults.md 6). */
const renewBeforeMs = 5 * 60_000;
/** How often the clock is looked at: a timer that slept with the machine fires late, and judges anew. */
const lookEveryMs = 60_000;

/** Keeps the tokens sliding while the app is open. */
export interface Renewal {
  /** To be called when the machine wakes up. */
  judge(): void;
  stop(): void;
}

interface Watched extends Pick<Session, 'lives' | 'judge'> {
  onChange(listener: () => void): () => void;
  onAccountsChange(listener: () => void): () => void;
}

/**
 * Watches the session: shortly before a token expires one call is made, which renews it, also for an account that is not
 * open (a call every four hours); at `exp` the listeners of the session are told. A call that did not reach the server is
 * made again at the next look.
 * @param slide one cheap call as that account, `GET /user`
 * @param onError told why a call failed
 */
export function startRenewal(
  session: Watched,
  slide: (accountId: string) => Promise<void>,
  onError: (error: unknown) => void,
): Renewal {
  let timer: NodeJS.Timeout | undefined;
  const sliding = new Set<string>();
  /** The `exp` for which the call was made, by account: one that brings no later `exp` is not repeated. */
  const slidFor = new Map<string, number>();

  function judge(): void {
    session.judge();
    clearTimeout(timer);
    const lives = session.lives();
    if (lives.length === 0) return;
    for (const life of lives) if (life.left > 0 && life.left <= renewBeforeMs) void slideOnce(life);
    const nexts = lives.map(({ left }) => (left > renewBeforeMs ? left - renewBeforeMs : left));
    timer = setTimeout(judge, Math.min(lookEveryMs, ...nexts.filter((next) => next > 0)));
  }

  async function slideOnce({ accountId, expiresAt }: TokenLife): Promise<void> {
    if (sliding.has(accountId) || slidFor.get(accountId) === expiresAt) return;
    sliding.add(accountId);
    let isAnswered = true;
    try {
      await slide(accountId);
    } catch (error) {
      isAnswered = errorData(error).code !== 'not-reached';
      onError(error);
    } finally {
      sliding.delete(accountId);
    }
    // An answer tells the time too: where it was too early to slide, that is done when it is time.
    const left = session.lives().find((life) => life.accountId === accountId)?.left ?? 0;
    if (isAnswered && left <= renewBeforeMs) slidFor.set(accountId, expiresAt);
  }

  const stops = [session.onChange(judge), session.onAccountsChange(judge)];
  judge();
  return {
    judge,
    stop: () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    },
  };
}
