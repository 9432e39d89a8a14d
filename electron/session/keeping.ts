import type { Account } from '#shared/models/session.ts';
import PQueue from 'p-queue';
import type { AccountBook } from './account-book.ts';
import type { HeldAccount } from './account-facts.ts';
import type { AccountStore, KeptAccounts } from './account-store.ts';
import type { TokenHolder } from './token-holder.ts';
import type { Vault } from './vault.ts';

interface KeepingOptions {
  vault: Vault;
  accountStore: AccountStore;
  /** Removes what other rooms keep of every account but these. */
  keepOnly: (accountIds: readonly string[]) => Promise<void>;
  /** What there is to keep. */
  book: Pick<AccountBook, 'all' | 'openId'>;
  skewOf: (server: string) => number;
  /** Takes up what was kept, beside what is there already; once, as soon as it can be read. */
  takeUp: (kept: KeptAccounts) => Promise<void>;
  /** Told of an account whose token is kept, or not, in another way than it says. */
  onKept: (accountId: string, tokenKeeping: Account['tokenKeeping']) => void;
  onError: (error: unknown) => void;
}

/** What of the session is kept over a restart. */
export interface Keeping {
  /**
   * Takes up what was kept; a failure is told. Where that cannot be read, the session begins without it, nothing is put in
   * its place, and it is tried again before anything is written or removed: it may be whole.
   */
  start(): Promise<void>;
  /** Writes what there is to keep. */
  now(): void;
  /** The same half a minute later: every answer may bring something, and so late it is as good for hours. */
  soon(): void;
  /** Writes it, and waits until that is done or has failed; a failure is told, and the session goes on. */
  written(): Promise<void>;
  /** Removes what is kept of an account that was signed out, whoever is there by then. @throws where that failed */
  forget(accountId: string): Promise<void>;
  /**
   * Removes what is kept of accounts that are not there; a failure is told. Not where the list of accounts was damaged and
   * put aside: theirs may be wanted back.
   */
  removeOthers(): Promise<void>;
  /** Waits until all is on the disk. */
  idle(): Promise<void>;
}

const soonMs = 30_000;

/** Writes one thing at a time, and of what is written nothing that was overtaken: it is what the memory holds by then. */
export function createKeeping(options: KeepingOptions): Keeping {
  const { vault, accountStore, book, keepOnly } = options;
  const queue = new PQueue({ concurrency: 1 });
  /** The token that is on the disk, by its holder. */
  const stored = new WeakMap<TokenHolder, string>();
  let timer: NodeJS.Timeout | undefined;
  let isRead = false;

  /**
   * @param gone has signed out before this could be read
   * @throws AppError `storage-failed`
   */
  async function read(gone: string | null = null): Promise<void> {
    if (isRead) return;
    const kept = await accountStore.read();
    isRead = true;
    if (kept === null) return;
    await options.takeUp({ ...kept, accounts: kept.accounts.filter(({ id }) => id !== gone) });
  }

  async function write(): Promise<void> {
    await read();
    // A token that cannot be kept costs no account its name.
    for (const held of book.all()) await keepToken(held).catch(options.onError);
    await writeAccounts();
  }

  async function keepToken({ account, holder }: HeldAccount): Promise<void> {
    // The demo's token is made anew at each start.
    if (holder === null || account.demo) return;
    const { text } = holder.token();
    if (stored.get(holder) === text) return;
    const tokenKeeping = await vault.keep(account.id, text);
    if (tokenKeeping === 'encrypted') stored.set(holder, text);
    options.onKept(account.id, tokenKeeping);
  }

  async function writeAccounts(): Promise<void> {
    const openId = book.openId();
    if (openId === null) return accountStore.remove();
    const kept = book.all().map(({ account, label, color, sandbox }) => ({
      ...account,
      label,
      color,
      sandbox,
      clockSkewMs: options.skewOf(account.server),
    }));
    await accountStore.write({ openId, accounts: kept });
  }

  const idsBut = (gone: string | null): string[] =>
    book.all().flatMap(({ account: { id } }) => (id === gone ? [] : [id]));

  function now(): void {
    clearTimeout(timer);
    timer = undefined;
    if (queue.size === 0) void queue.add(write).catch(options.onError);
  }

  return {
    start: () => queue.add(() => read()).catch(options.onError),
    now,
    soon: () => {
      timer ??= setTimeout(now, soonMs).unref();
    },
    written: () => queue.add(write).catch(options.onError),
    forget: (accountId) =>
      queue.add(async () => {
        await read(accountId);
        const left = idsBut(accountId);
        const accounts = accountStore.removeAside().then(writeAccounts);
        await Promise.all([vault.keepOnly(left), accounts, keepOnly(left)]);
      }),
    removeOthers: () =>
      queue
        .add(async () => {
          await read();
          if (await accountStore.hasAside()) return;
          const left = idsBut(null);
          await Promise.all([vault.keepOnly(left), keepOnly(left)]);
        })
        .catch(options.onError),
    idle: () => queue.onIdle(),
  };
}
