import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { Account, AccountSummary, AtRest, SessionState } from '#shared/models/session.ts';
import type { AccountStore, KeptAccounts } from './account-store.ts';
import type { SessionOptions } from './session-contract.ts';
import { createSession } from './session.ts';
import { tokenWith } from './token-for-tests.ts';
import type { Vault } from './vault.ts';

export const server = 'https://api.example';
export const noon = Date.UTC(2026, 0, 2, 12);
export const seconds = noon / 1000;
export const four = 4 * 3600;
export const mine = (more: object = {}): string =>
  tokenWith({ user_id: 'u-1', exp: seconds + four, ...more });
export const others = tokenWith({ user_id: 'u-2', exp: seconds + four });

/** The parts of a session in memory, as they are found again at the next start. */
export function machine() {
  const disk: { tokens: Record<string, string>; accounts: string | null } = { tokens: {}, accounts: null };
  const time = { now: noon };
  const failing = { vault: false, accounts: false, removal: false, protects: true, reading: false };
  const aside = { isThere: false };
  const vault: Vault = {
    keep: (accountId, token) => {
      if (failing.vault) return Promise.reject(new Error('ENOSPC'));
      const left = Object.entries(disk.tokens).filter(([id]) => id !== accountId);
      disk.tokens = Object.fromEntries(failing.protects ? [...left, [accountId, token]] : left);
      return Promise.resolve(failing.protects ? 'encrypted' : 'memory');
    },
    read: (accountId) =>
      failing.reading ? Promise.reject(new Error('EIO')) : Promise.resolve(disk.tokens[accountId] ?? null),
    keepOnly: (accountIds) => {
      if (failing.removal) return Promise.reject(new Error('EACCES'));
      const left = Object.entries(disk.tokens).filter(([id]) => accountIds.includes(id));
      disk.tokens = Object.fromEntries(left);
      return Promise.resolve();
    },
  };
  const accountStore: AccountStore = {
    read: () => {
      if (failing.reading) return Promise.reject(new Error('EIO'));
      return Promise.resolve(disk.accounts === null ? null : (JSON.parse(disk.accounts) as KeptAccounts));
    },
    write: (accounts) => {
      if (failing.accounts) return Promise.reject(new Error('ENOSPC'));
      disk.accounts = JSON.stringify(accounts);
      return Promise.resolve();
    },
    remove: () => {
      disk.accounts = null;
      aside.isThere = false;
      return Promise.resolve();
    },
    hasAside: () => Promise.resolve(aside.isThere),
    removeAside: () => {
      aside.isThere = false;
      return Promise.resolve();
    },
  };
  /** What a server says the time is, and how often it was asked without a token; null: it is not reached. */
  const date: { asked: number; said: number | null } = { asked: 0, said: null };
  const refusals: string[] = [];
  const storageErrors: unknown[] = [];
  const keptOnly: (readonly string[])[] = [];
  /** By account: its work that other rooms let rest. */
  const atRest = new Map<string, AtRest>();
  const started = (
    verify: SessionOptions['verify'] = () => Promise.resolve({ user: null, organization: null }),
  ) => {
    const told: SessionState[] = [];
    const lists: AccountSummary[][] = [];
    const session = createSession({
      verify,
      vault,
      accountStore,
      clock: { wall: () => time.now, monotonic: () => time.now },
      serverDate: () => {
        date.asked += 1;
        if (date.said === null) return Promise.reject(new Error('not reached'));
        return Promise.resolve(new Date(date.said).toUTCString());
      },
      demo: {
        origin: 'https://demo.invalid',
        token: () => tokenWith({ user_id: 'demo-user', exp: time.now / 1000 + four }),
      },
      defaultServer: 'https://api.sharinpix.com',
      atRest: (accountId) => atRest.get(accountId) ?? null,
      keepOnly: (accountIds) => {
        keptOnly.push(accountIds);
        return Promise.resolve();
      },
      onStorageError: (error) => storageErrors.push(error),
      onTokenRefused: (why) => refusals.push(why),
    });
    session.onChange((state) => told.push(state));
    session.onAccountsChange((list) => lists.push(list));
    return { session, told, lists };
  };
  /** The tokens that are on the disk. */
  const kept = (): string[] => Object.values(disk.tokens);
  return { disk, aside, kept, time, date, refusals, failing, storageErrors, keptOnly, atRest, started };
}

export const failure = (promise: Promise<unknown>): Promise<AppErrorData | 'fine'> =>
  promise.then(
    () => 'fine' as const,
    (error: unknown) => errorData(error),
  );
export const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'fine';
  } catch (error) {
    return errorData(error).code;
  }
};
export const headers = (entries: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries));
export const accountIn = (state: SessionState): Account => {
  if (state.status === 'signed-out') throw new Error('signed out');
  return state.account;
};
