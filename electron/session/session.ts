import { AppError, errorData } from '#shared/errors.ts';
import type { Account, AccountSummary, SessionState } from '#shared/models/session.ts';
import { parseServerAddress } from '../api/server-address.ts';
import { createAccountBook } from './account-book.ts';
import { accountOf, factsOf, hasExpired, userOf, type SaidOfAccount } from './account-facts.ts';
import type { KeptAccount, KeptAccounts } from './account-store.ts';
import type { Credentials } from './credentials.ts';
import { hourly } from './hourly.ts';
import { createKeeping } from './keeping.ts';
import { createKnownTokens } from './known-tokens.ts';
import { createServerClocks } from './server-clocks.ts';
import type { Session, SessionOptions } from './session-contract.ts';
import { createTelling } from './telling.ts';
import { lensOfAccount, lensOfText } from './token-lens.ts';
import { accountIdOf, createTokenHolder, type TokenHolder } from './token-holder.ts';
import { holderOf, readToken, type Token } from './token.ts';

/** A session that is signed out until `start` or a sign-in. */
export function createSession(options: SessionOptions): Session {
  const { verify, vault, accountStore, demo, keepOnly } = options;
  const book = createAccountBook();
  const states = createTelling<SessionState>();
  const lists = createTelling<AccountSummary[]>();
  const known = createKnownTokens();
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
    takeUp: takeUpAll,
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

  const summaries = (): AccountSummary[] =>
    book.summaries().map((account) => {
      const atRest = account.isOpen ? null : options.atRest(account.id);
      return atRest === null ? account : { ...account, atRest };
    });

  function tell(): void {
    states.tell(state());
    lists.tell(summaries());
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
    known.add(token.text);
    const onRenewed = (): void => {
      const { accountId } = holding;
      known.add(holding.token().text);
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

  /** A token that cannot be read is asked for again; it stays where it is. */
  const keptToken = (accountId: string): Promise<string | null> =>
    vault.read(accountId).catch((error: unknown) => {
      options.onStorageError(error);
      return null;
    });

  /** Takes up the accounts that were kept, beside those that have signed in before these could be read. */
  async function takeUpAll({ openId, accounts }: KeptAccounts): Promise<void> {
    for (const each of accounts) if (book.get(each.id) === null) await takeUp(each);
    const [first] = book.all();
    if (book.openId() === null && first !== undefined) open((book.get(openId) ?? first).account.id);
    else tell();
  }

  /** Takes up an account as it was kept. */
  async function takeUp({ clockSkewMs, label, color, sandbox, ...account }: KeptAccount): Promise<void> {
    clocks.of(account.server, clockSkewMs);
    const token = tokenOf(account.demo ? demo.token() : await keptToken(account.id));
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
      await keeping.start();
      // What a sign-out did not come to remove, since the app was ended.
      await keeping.removeOthers();
      return state();
    },
    signIn: async (typed) => {
      known.addPasted(typed.token);
      return signIn(parseServerAddress(typed.server), readToken(typed.token));
    },
    tryDemo: () => signIn(demo.origin, readToken(demo.token())),
    renew: async (typed) => {
      known.addPasted(typed);
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
    accounts: () => summaries(),
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
      return summaries();
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
      if (pasted !== null) known.addPasted(pasted);
      const there = book.open();
      const clock = clocks.of(there?.account.server ?? server);
      return pasted === null && there !== null
        ? lensOfAccount(there, clock)
        : lensOfText(pasted ?? '', clock, there?.account.server ?? null);
    },
    knownTokens: () => {
      const held = book.all().flatMap(({ holder }) => (holder === null ? [] : [holder.token().text]));
      return [...new Set([...known.all(), ...held])];
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
