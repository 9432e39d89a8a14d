import { AppError, errorData } from '#shared/errors.ts';
import type { Account, SessionState } from '#shared/models/session.ts';
import PQueue from 'p-queue';
import { parseServerAddress } from '../api/server-address.ts';
import { accountOf, factsOf, userOf, type SaidOfAccount } from './account-facts.ts';
import type { AccountStore } from './account-store.ts';
import type { Credentials } from './credentials.ts';
import { hourly } from './hourly.ts';
import type { Clock } from './server-clock.ts';
import { createServerClocks } from './server-clocks.ts';
import { accountIdOf, createTokenHolder, type TokenHolder } from './token-holder.ts';
import { holderOf, readToken, type Refusal, type Token } from './token.ts';
import type { Vault } from './vault.ts';

export interface SessionOptions {
  /**
   * Makes the first calls with new credentials and throws the AppError that decides against them; nothing is stored
   * then. `namesAlbums`: the token itself names albums.
   */
  verify: (credentials: Credentials, namesAlbums: boolean) => Promise<SaidOfAccount>;
  vault: Vault;
  accountStore: AccountStore;
  clock: Clock;
  /**
   * The `Date` of an origin's answer to a call without a token; undefined where it says none.
   * @throws where no answer came
   */
  serverDate: (origin: string) => Promise<string | undefined>;
  /** The demo's server, and a token for it, made anew each time. */
  demo: { origin: string; token: () => string };
  /** What the sign-in offers, such as `https://api.sharinpix.com`. */
  defaultServer: string;
  /** Removes what other rooms keep of every account but these. */
  keepOnly: (accountIds: readonly string[]) => Promise<void>;
  /** Told of what could not be stored while the session itself goes on: the token is in memory. */
  onStorageError: (error: unknown) => void;
  /** Told why an answer's `X-token` was not taken (faults row 30), at most once an hour for the same reason. */
  onTokenRefused: (why: Refusal) => void;
}

/** Who is signed in, and the only owner of the token. */
export interface Session {
  state(): SessionState;
  /**
   * At the app's start: takes up the account that was kept. Waits for no server: offline is not signed out. Where the
   * token looks expired, the server is asked the time meanwhile.
   */
  start(): Promise<SessionState>;
  /** @throws AppError what is wrong with address or token, or what `verify` decided; `cancelled` where it was overtaken */
  signIn(typed: { server: string; token: string }): Promise<SessionState>;
  tryDemo(): Promise<SessionState>;
  /** A new token for the account that is there. @throws AppError `other-user`, or as `signIn` */
  renew(typed: string): Promise<SessionState>;
  /** @throws AppError `storage-failed` where what was kept could not be removed; signed out in any case */
  signOut(): Promise<SessionState>;
  rememberAlbum(albumId: string): void;
  /** What `GET /user` said of an account; of one that is not there any more it changes nothing. */
  setUser(accountId: string, user: Account['user']): void;
  /** @throws AppError `signed-out`, `session-expired` */
  credentials(): Credentials;
  /** Milliseconds until the token expires; null where there is no token or it never expires. */
  lifeLeft(): number | null;
  /** Looks at the clock again: an `exp` that has passed is told to the listeners. */
  judge(): void;
  /** Waits until all that is to be kept over a restart is on the disk. */
  stored(): Promise<void>;
  /** Gives the function that stops it. */
  onChange(listener: (state: SessionState) => void): () => void;
}

/** A renewed token is kept this long after it came. */
const renewalStoredMs = 30_000;

/** A session that is signed out until `start` or a sign-in. */
export function createSession(options: SessionOptions): Session {
  const { verify, vault, accountStore, demo } = options;
  const listeners = new Set<(state: SessionState) => void>();
  const clocks = createServerClocks(options.clock, options.serverDate, (origin) => {
    if (account?.server !== origin) return;
    tell();
    storeSoon();
  });
  const refused = hourly(() => options.clock.monotonic(), options.onTokenRefused);
  /** What is stored is what the memory holds when its turn comes: one write at a time, and none that is overtaken. */
  const storage = new PQueue({ concurrency: 1 });
  let server = options.defaultServer;
  let account: Account | null = null;
  let holder: TokenHolder | null = null;
  /** Counts sign-ins and sign-outs: one that was overtaken while it asked the server changes nothing. */
  let attempts = 0;
  let storing: NodeJS.Timeout | undefined;
  let told = '';

  function state(): SessionState {
    if (account === null) return { status: 'signed-out', server };
    return { status: holder === null || holder.hasExpired() ? 'expired' : 'signed-in', account };
  }

  function tell(): void {
    const now = state();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    for (const listener of listeners) listener(now);
  }

  function change(changes: Partial<Account>): void {
    if (account === null) return;
    account = { ...account, ...changes };
    tell();
    storeNow();
  }

  function storeNow(): void {
    clearTimeout(storing);
    storing = undefined;
    if (storage.size === 0) void storage.add(store).catch(options.onStorageError);
  }

  /** Every answer may bring something; what is kept half a minute late is as good for hours. */
  function storeSoon(): void {
    storing ??= setTimeout(storeNow, renewalStoredMs).unref();
  }

  async function store(): Promise<void> {
    let kept = account;
    if (kept === null) return;
    // The demo's token is made anew at each start.
    if (holder !== null && !kept.demo) {
      const tokenKeeping = await vault.keep(holder.token().text);
      // Signed out, or in as another, meanwhile: that is stored next.
      if (account?.id !== kept.id) return;
      kept = account = { ...account, tokenKeeping };
      tell();
    }
    await accountStore.write({ ...kept, clockSkewMs: clocks.of(kept.server).skew() });
  }

  function hold(origin: string, token: Token): TokenHolder {
    const onRenewed = (): void => {
      if (holding !== holder || account === null) return;
      account = { ...account, ...factsOf(holding.token().claims) };
      tell();
      storeSoon();
    };
    const holding: TokenHolder = createTokenHolder(
      origin,
      token,
      clocks.of(origin),
      onRenewed,
      refused,
      tell,
    );
    return holding;
  }

  /** Asks the server about a token, and makes it the session's. */
  async function take(origin: string, token: Token): Promise<SessionState> {
    const attempt = ++attempts;
    const candidate = hold(origin, token);
    const { expiresAt, abilities } = token.claims;
    const expired = new AppError({ code: 'expired-token', expiredAt: expiresAt ?? 0 });
    await clocks.askWhereExpired(origin, expiresAt);
    if (candidate.hasExpired()) throw expired;
    const said = await verify(candidate, abilities.length > 0).catch((error: unknown) => {
      throw errorData(error).code === 'session-expired' ? expired : error;
    });
    if (attempt !== attempts) throw new AppError({ code: 'cancelled' });
    holder?.revoke();
    holder = candidate;
    const before = account?.id === candidate.accountId ? account : null;
    account = accountOf(candidate, demo.origin, said, before);
    if (!account.demo) server = origin;
    tell();
    await storage.add(store).catch(options.onStorageError);
    if (before === null) await options.keepOnly([account.id]).catch(options.onStorageError);
    return state();
  }

  return {
    state,
    start: async () => {
      const read = await accountStore.read();
      // What a sign-out did not come to remove, since the app was ended.
      await options.keepOnly(read === null ? [] : [read.id]).catch(options.onStorageError);
      if (read === null) {
        await vault.forget();
        return state();
      }
      const { clockSkewMs, ...kept } = read;
      clocks.of(kept.server, clockSkewMs);
      if (!kept.demo) server = kept.server;
      const token = tokenOf(kept.demo ? demo.token() : await vault.read());
      account = kept;
      if (token !== null && (kept.demo || accountIdOf(kept.server, token.claims) === kept.id)) {
        holder = hold(kept.server, token);
        account = accountOf(holder, demo.origin, { user: null, organization: null }, kept);
        void clocks.askWhereExpired(kept.server, token.claims.expiresAt);
      }
      tell();
      return state();
    },
    signIn: async (typed) => take(parseServerAddress(typed.server), readToken(typed.token)),
    tryDemo: () => take(demo.origin, readToken(demo.token())),
    renew: async (typed) => {
      if (account === null) throw new AppError({ code: 'signed-out' });
      const token = readToken(typed);
      // A token that names nothing may be anybody's.
      const isNamed = holderOf(token.claims) !== null;
      if (!isNamed || accountIdOf(account.server, token.claims) !== account.id)
        throw new AppError({ code: 'other-user' });
      return take(account.server, token);
    },
    signOut: async () => {
      attempts += 1;
      holder?.revoke();
      holder = null;
      account = null;
      tell();
      await storage
        .add(() => Promise.all([vault.forget(), accountStore.remove(), options.keepOnly([])]))
        .catch((cause: unknown) => {
          throw new AppError({ code: 'storage-failed', detail: 'unwritable' }, { cause });
        });
      return state();
    },
    rememberAlbum: (lastAlbumId) => change({ lastAlbumId }),
    setUser: (accountId, user) => {
      if (account?.id === accountId) change({ user: userOf(user, account.user) });
    },
    credentials: () => {
      if (account === null) throw new AppError({ code: 'signed-out' });
      if (holder === null || holder.hasExpired()) throw new AppError({ code: 'session-expired' });
      return holder;
    },
    lifeLeft: () => holder?.lifeLeft() ?? null,
    judge: tell,
    stored: () => storage.onIdle(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A kept text that is no token any more counts as none. */
function tokenOf(text: string | null): Token | null {
  try {
    return text === null ? null : readToken(text);
  } catch {
    return null;
  }
}
