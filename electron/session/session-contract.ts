import type { Account, AccountColor, AccountSummary, AtRest, SessionState } from '#shared/models/session.ts';
import type { TokenFacts } from '#shared/models/token.ts';
import type { SaidOfAccount } from './account-facts.ts';
import type { AccountStore } from './account-store.ts';
import type { Credentials } from './credentials.ts';
import type { Clock } from './server-clock.ts';
import type { Refusal } from './token.ts';
import type { Vault } from './vault.ts';

/** What a session is made of: the app's own parts, or a test's. */
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
  /** What waits until an account is opened; null: nothing, or nothing is known yet. */
  atRest: (accountId: string) => AtRest | null;
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
  /**
   * Every token that is held, and what was held or pasted in this run, whoever's it was, refused or not: to be taken out
   * of what is handed on, and for nothing else.
   */
  knownTokens(): readonly string[];
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
