import type { MeteredDay } from '#shared/models/meter.ts';
import type { Account } from '#shared/models/session.ts';

/** What is known around an error, which says more of its cause than the error alone. */
export interface ErrorAround {
  /** Whose token was used; null where nobody is signed in. */
  account: Pick<Account, 'abilities' | 'admin' | 'download' | 'server'> | null;
  /** The album that was asked about; null where it was none. */
  albumId: string | null;
  /** What this computer has asked for today for the account; null where that is not known. */
  today: Pick<MeteredDay, 'calls' | 'pictures'> | null;
  /** True where whatever met it waits and goes on by itself: nobody needs to try again. */
  goesOn?: boolean;
}

export const nothingAround: ErrorAround = { account: null, albumId: null, today: null };
/** Around what only makes something wait. */
export const goingOn: ErrorAround = { ...nothingAround, goesOn: true };
