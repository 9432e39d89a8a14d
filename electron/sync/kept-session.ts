import type { Library } from '../library/library.ts';
import { SessionAsks, type SyncNotify, type SyncSession } from './session-asks.ts';

/** What was asked and learned for the account that is there; shared by all that ask for it. */
export interface KeptSession {
  /** @throws AppError `signed-out` */
  asks(): SessionAsks;
  /** To be called when another account is there, or none: one that is back soon asks nothing again. */
  leave(): void;
  /** To be called when an account's token changes (none: of the one that is there): its next session asks anew. */
  forget(accountId?: string): void;
  /** Forgets every account but these. */
  keepOnly(accountIds: readonly string[]): void;
}

interface KeptSessionOptions {
  /** Who is signed in now. @throws AppError `signed-out` */
  session: () => SyncSession;
  library: Library;
  notify: SyncNotify;
  /** Milliseconds of a clock that nobody sets. */
  mono?: () => number;
}

/** A look at another account that is shorter costs no call: what the server has just answered counts still. */
const freshMs = 60_000;

/** A session that is over, and until when what it learned is as good as new. */
interface Former {
  asks: SessionAsks;
  freshUntil: number;
}

export function keepSession(options: KeptSessionOptions): KeptSession {
  const { session, library, notify, mono = () => performance.now() } = options;
  let current: SessionAsks | null = null;
  const formers = new Map<string, Former>();

  function end(freshUntil: number): void {
    if (current === null) return;
    current.end();
    formers.set(current.session.accountId, { asks: current, freshUntil });
    current = null;
  }
  const leave = (): void => end(mono() + freshMs);

  function begin(facts: SyncSession): SessionAsks {
    const former = formers.get(facts.accountId);
    formers.delete(facts.accountId);
    const begun = new SessionAsks(facts, library, notify, former?.asks ?? null);
    if (former !== undefined && mono() < former.freshUntil) begun.goOnWith(former.asks);
    return begun;
  }

  return {
    asks() {
      const facts = session();
      if (current?.session.accountId !== facts.accountId) leave();
      current ??= begin(facts);
      current.session = facts;
      return current;
    },
    leave,
    forget(accountId = current?.session.accountId ?? '') {
      if (accountId === current?.session.accountId) end(-Infinity);
      const former = formers.get(accountId);
      if (former !== undefined) former.freshUntil = -Infinity;
    },
    keepOnly(accountIds) {
      for (const id of formers.keys()) if (!accountIds.includes(id)) formers.delete(id);
    },
  };
}
