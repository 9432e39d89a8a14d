import { AppError } from '#shared/errors.ts';
import type { Account, AccountSummary } from '#shared/models/session.ts';
import { colorFor } from './account-color.ts';
import { summaryOf, type HeldAccount } from './account-facts.ts';

/** The accounts that are there side by side, in the order in which they were added, and which of them is open. */
export interface AccountBook {
  all(): readonly HeldAccount[];
  get(accountId: string): HeldAccount | null;
  /** @throws AppError `unknown-account` */
  present(accountId: string): HeldAccount;
  openId(): string | null;
  /** The open one; null where nobody is signed in. */
  open(): HeldAccount | null;
  /** Null: none is. */
  setOpen(accountId: string | null): void;
  /** Puts an account in its place, or adds it; one without a colour gets one that tells it apart. */
  put(held: Omit<HeldAccount, 'color'> & { color: HeldAccount['color'] | null }): void;
  /** Changes what is known of an account; false where it is not there any more, which changes nothing. */
  change(accountId: string, changes: Partial<Account>): boolean;
  remove(accountId: string): void;
  summaries(): AccountSummary[];
}

/** A book without an account. */
export function createAccountBook(): AccountBook {
  const accounts = new Map<string, HeldAccount>();
  let openId: string | null = null;
  const get = (accountId: string): HeldAccount | null => accounts.get(accountId) ?? null;
  return {
    all: () => [...accounts.values()],
    get,
    present: (accountId) => {
      const there = get(accountId);
      if (there === null) throw new AppError({ code: 'unknown-account' });
      return there;
    },
    openId: () => openId,
    open: () => (openId === null ? null : get(openId)),
    setOpen: (accountId) => {
      openId = accountId;
    },
    put: (held) => {
      const { account, sandbox } = held;
      const taken = [...accounts.values()].map((each) => each.color);
      accounts.set(account.id, { ...held, color: held.color ?? colorFor({ ...account, sandbox }, taken) });
    },
    change: (accountId, changes) => {
      const there = get(accountId);
      if (there === null) return false;
      accounts.set(accountId, { ...there, account: { ...there.account, ...changes } });
      return true;
    },
    remove: (accountId) => {
      accounts.delete(accountId);
      if (openId === accountId) openId = null;
    },
    summaries: () => [...accounts.values()].map((each) => summaryOf(each, openId)),
  };
}
