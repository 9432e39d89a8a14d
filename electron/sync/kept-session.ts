import type { Library } from '../library/library.ts';
import { SessionAsks, type SyncNotify, type SyncSession } from './session-asks.ts';

/** What was asked and learned for the account that is there; shared by all that ask for it. */
export interface KeptSession {
  /** @throws AppError `signed-out` */
  asks(): SessionAsks;
  /** To be called when the account or its token changes: the next session asks anew. */
  forget(): void;
}

interface KeptSessionOptions {
  /** Who is signed in now. @throws AppError `signed-out` */
  session: () => SyncSession;
  library: Library;
  notify: SyncNotify;
}

export function keepSession({ session, library, notify }: KeptSessionOptions): KeptSession {
  let current: SessionAsks | null = null;
  let before: SessionAsks | null = null;

  const forget = (): void => {
    if (current === null) return;
    before = current;
    before.end();
    current = null;
  };
  return {
    asks() {
      const facts = session();
      if (current?.session.accountId !== facts.accountId) forget();
      if (current === null) {
        const isSame = before?.session.accountId === facts.accountId;
        current = new SessionAsks(facts, library, notify, isSame ? before : null);
        before = null;
      }
      current.session = facts;
      return current;
    },
    forget,
  };
}
