import { AppError, errorData } from '#shared/errors.ts';
import type { Account, AccountColor, AccountSummary, SessionState } from '#shared/models/session.ts';
import type { TokenFacts } from '#shared/models/token.ts';
import { parseServerAddress } from '../api/server-address.ts';
import { createAccountBook } from './account-book.ts';
import { accountOf, factsOf, hasExpired, userOf, type SaidOfAccount } from './account-facts.ts';
import type { AccountStore, KeptAccount } from './account-store.ts';
import type { Credentials } from './credentials.ts';
import { hourly } from './hourly.ts';
import { createKeeping } from './keeping.ts';
import type { Clock } from './server-clock.ts';
import { createServerClocks } from './server-clocks.ts';
import { createTelling } from './telling.ts';
import { lensOfAccount, lensOfText } from './token-lens.ts';
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

/** A token's life, for whoever watches it. */
export interface TokenLife {
  accountId: string;
  /** `exp`, seconds since 1970. */
  expiresAt: number;
  /** Milliseconds until then by the server's clock. */
  left: number;
}

/** Who is signed in, as which of several accounts, and the only owner of their tokens. */
export interface Session {
  /** Of the account that is open. */
  state(): SessionState;
  /**
   * At the app's start: takes up the accounts that were kept. Waits for no server: offline is not signed out. Where the
   * open one's token looks expired, its server is asked the time meanwhile.
   */
  start(): Promise<SessionState>;
  /**
   * Opens the account of this token, one that is kept already or a new one beside them.
   * @throws AppError what is wrong with address or token, or what `verify` decided; `cancelled` where it was overtaken:
   *   another account was opened meanwhile
   */
  signIn(typed: { server: string; token: string }): Promise<SessionState>;
  tryDemo(): Promise<SessionState>;
  /** A new token for the open account, also where another is opened meanwhile. @throws AppError `other-user`, or as `signIn` */
  renew(typed: string): Promise<SessionState>;
  /**
   * Forgets the open account and all that is kept of it; another one is open then, where there is one.
   * @throws AppError `storage-failed` where what was kept could not be removed; signed out in any case
   */
  signOut(): Promise<SessionState>;
  /** All accounts, in the order in which they were added. */
  accounts(): AccountSummary[];
  /** Asks no server. What is signing in meanwhile is given up. @throws AppError `unknown-account` */
  openAccount(accountId: string): SessionState;
  /** What the user calls an account (nothing: as it calls itself), and its colour. @throws AppError `unknown-account` */
  describe(accountId: string, label: string | null, color: AccountColor): AccountSummary[];
  /** Of an account that is not there any more it changes nothing; so the next. */
  rememberAlbum(accountId: string, albumId: string): void;
  /** What `GET /user` said of an account. */
  setUser(accountId: string, user: Account['user']): void;
  /** Of the open account. @throws AppError `signed-out`, `session-expired` */
  credentials(): Credentials;
  /** @throws AppError `signed-out` where there is no such account, `session-expired` */
  credentialsOf(accountId: string): Credentials;
  /** Reads a token as pasted, or with null the open account's. Asks nobody, and never fails. */
  inspectToken(pasted: string | null): TokenFacts;
  /** Of every token that expires. */
  lives(): TokenLife[];
  /** Looks at the clock again: an `exp` that has passed is told to the listeners. */
  judge(): void;
  /** Waits until all that is to be kept over a restart is on the disk. */
  stored(): Promise<void>;
  /** Told when the open account is another one, or has changed. Gives the function that stops it. */
  onChange(listener: (state: SessionState) => void): () => void;
  /** Told when something in the list of accounts has changed. */
  onAccountsChange(listener: (accounts: AccountSummary[]) => void): () => void;
}

/** A session that is signed out until `start` or a sign-in. */
export function createSession(options: SessionOptions): Session {
  const { verify, vault, accountStore, demo, keepOnly } = options;
  const book = createAccountBook();
  const states = createTelling<SessionState>();
  const lists = createTelling<AccountSummary[]>();
  const clocks = createServerClocks(options.clock, options.serverDate, (origin) => {
    if (!book.all().some(({ account }) => account.server === origin)) return;
    tell();
    keeping.soon();
  });
  const refused = hourly(() => options.clock.monotonic(), options.onTokenRefused);
  const keeping = createKeeping({
    vault,
    accountStore,
    keepOnly,
    book,
    skewOf: (origin) => clocks.of(origin).skew(),
    onKept: (accountId, tokenKeeping) => change(accountId, { tokenKeeping }),
    onError: options.onStorageError,
  });
  let server = options.defaultServer;
  /** Counts what decides which account is open: a sign-in that was overtaken while it asked the server opens nothing. */
  let openings = 0;
  /** Counts what decides an account's token: sign-ins, renewals and sign-outs of it. */
  const takings = new Map<string, number>();

  function state(): SessionState {
    const open = book.open();
    if (open === null) return { status: 'signed-out', server };
    return { status: hasExpired(open) ? 'expired' : 'signed-in', account: open.account };
  }

  function tell(): void {
    states.tell(state());
    lists.tell(book.summaries());
  }

  function change(accountId: string, changes: Partial<Account>): void {
    if (book.change(accountId, changes)) tell();
  }

  function nextTaking(accountId: string): number {
    const taking = (takings.get(accountId) ?? 0) + 1;
    takings.set(accountId, taking);
    return taking;
  }

  function hold(origin: string, token: Token): TokenHolder {
    const onRenewed = (): void => {
      const { accountId } = holding;
      if (book.get(accountId)?.holder !== holding) return;
      change(accountId, factsOf(holding.token().claims));
      keeping.soon();
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

  /** Asks the server about a token, and makes it its account's, which it adds where it is new; gives the account's id. */
  async function take(origin: string, token: Token, isOvertaken: () => boolean): Promise<string> {
    const candidate = hold(origin, token);
    const { accountId } = candidate;
    const taking = nextTaking(accountId);
    const { expiresAt, abilities } = token.claims;
    const expired = new AppError({ code: 'expired-token', expiredAt: expiresAt ?? 0 });
    await clocks.askWhereExpired(origin, expiresAt);
    if (candidate.hasExpired()) throw expired;
    const said = await verify(candidate, abilities.length > 0).catch((error: unknown) => {
      throw errorData(error).code === 'session-expired' ? expired : error;
    });
    if (isOvertaken() || taking !== takings.get(accountId)) throw new AppError({ code: 'cancelled' });
    put(candidate, said);
    return accountId;
  }

  function put(holder: TokenHolder, said: SaidOfAccount): void {
    const before = book.get(holder.accountId);
    before?.holder?.revoke();
    book.put({
      account: accountOf(holder, demo.origin, said, before?.account ?? null),
      sandbox: said.organization?.sandbox ?? before?.sandbox ?? null,
      label: before?.label ?? null,
      color: before?.color ?? null,
      holder,
    });
  }

  async function signIn(origin: string, token: Token): Promise<SessionState> {
    const opening = ++openings;
    const accountId = await take(origin, token, () => opening !== openings);
    open(accountId);
    await keeping.written();
    await keeping.removeOthers();
    return state();
  }

  /** Takes up an account as it was kept. */
  async function takeUp({ clockSkewMs, label, color, sandbox, ...account }: KeptAccount): Promise<void> {
    clocks.of(account.server, clockSkewMs);
    const token = tokenOf(account.demo ? demo.token() : await vault.read(account.id));
    const isIts =
      token !== null && (account.demo || accountIdOf(account.server, token.claims) === account.id);
    const holder = isIts ? hold(account.server, token) : null;
    const known = holder === null ? account : accountOf(holder, demo.origin, nothingSaid, account);
    book.put({ account: known, label, color, sandbox, holder });
  }

  /** Opens an account that is there. Where its token looks expired, its server is asked the time meanwhile. */
  function open(accountId: string): void {
    const { account, holder } = book.present(accountId);
    openings += 1;
    book.setOpen(accountId);
    if (account.demo) {
      // It makes its tokens itself: nobody is to be asked for one.
      if (holder?.hasExpired() === true) put(hold(demo.origin, readToken(demo.token())), nothingSaid);
    } else {
      server = account.server;
      if (holder !== null) void clocks.askWhereExpired(server, account.expiresAt);
    }
    tell();
  }

  function credentialsOf(accountId: string): Credentials {
    const there = book.get(accountId);
    if (there === null) throw new AppError({ code: 'signed-out' });
    if (there.holder === null || hasExpired(there)) throw new AppError({ code: 'session-expired' });
    return there.holder;
  }

  return {
    state,
    start: async () => {
      const kept = await accountStore.read();
      for (const each of kept?.accounts ?? []) await takeUp(each);
      // What a sign-out did not come to remove, since the app was ended.
      await keeping.removeOthers();
      const [first] = book.all();
      if (kept === null || first === undefined) return state();
      open((book.get(kept.openId) ?? first).account.id);
      return state();
    },
    signIn: async (typed) => signIn(parseServerAddress(typed.server), readToken(typed.token)),
    tryDemo: () => signIn(demo.origin, readToken(demo.token())),
    renew: async (typed) => {
      const there = book.open();
      if (there === null) throw new AppError({ code: 'signed-out' });
      const token = readToken(typed);
      const { id, server: origin } = there.account;
      // A token that names nothing may be anybody's.
      const isNamed = holderOf(token.claims) !== null;
      if (!isNamed || accountIdOf(origin, token.claims) !== id) throw new AppError({ code: 'other-user' });
      await take(origin, token, () => false);
      tell();
      await keeping.written();
      return state();
    },
    signOut: async () => {
      openings += 1;
      const there = book.open();
      if (there === null) return state();
      const { id } = there.account;
      nextTaking(id);
      there.holder?.revoke();
      book.remove(id);
      const left = book.all();
      const next = left.find((each) => !hasExpired(each)) ?? left[0];
      if (next === undefined) tell();
      else open(next.account.id);
      await keeping.forget(id).catch((cause: unknown) => {
        throw new AppError({ code: 'storage-failed', detail: 'unwritable' }, { cause });
      });
      return state();
    },
    accounts: () => book.summaries(),
    openAccount: (accountId) => {
      open(accountId);
      keeping.now();
      return state();
    },
    describe: (accountId, label, color) => {
      const name = label?.trim() ?? '';
      book.put({ ...book.present(accountId), label: name === '' ? null : name, color });
      tell();
      keeping.now();
      return book.summaries();
    },
    rememberAlbum: (accountId, lastAlbumId) => {
      change(accountId, { lastAlbumId });
      keeping.now();
    },
    setUser: (accountId, user) => {
      const there = book.get(accountId);
      if (there === null) return;
      change(accountId, { user: userOf(user, there.account.user) });
      keeping.now();
    },
    credentials: () => credentialsOf(book.openId() ?? ''),
    credentialsOf,
    inspectToken: (pasted) => {
      const there = book.open();
      const clock = clocks.of(there?.account.server ?? server);
      return pasted === null && there !== null
        ? lensOfAccount(there, clock)
        : lensOfText(pasted ?? '', clock, there?.account.server ?? null);
    },
    lives: () =>
      book.all().flatMap(({ account: { id, expiresAt }, holder }) => {
        const left = holder?.lifeLeft() ?? null;
        return left === null || expiresAt === null ? [] : [{ accountId: id, expiresAt, left }];
      }),
    judge: tell,
    stored: () => keeping.idle(),
    onChange: (listener) => states.listen(listener),
    onAccountsChange: (listener) => lists.listen(listener),
  };
}

const nothingSaid: SaidOfAccount = { user: null, organization: null };

/** A kept text that is no token any more counts as none. */
function tokenOf(text: string | null): Token | null {
  try {
    return text === null ? null : readToken(text);
  } catch {
    return null;
  }
}
