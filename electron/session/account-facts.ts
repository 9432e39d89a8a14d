import type { Account, AccountColor, AccountSummary } from '#shared/models/session.ts';
import type { Organization } from '../api/user.ts';
import type { TokenHolder } from './token-holder.ts';
import type { Claims } from './token.ts';

/** One of the accounts that are kept side by side. */
export interface HeldAccount {
  account: Account;
  label: string | null;
  color: AccountColor;
  sandbox: boolean | null;
  /** Its token; null where that could not be kept over a restart. */
  holder: TokenHolder | null;
}

/** The part of an account that its token decides: it changes when the token is renewed. */
export function factsOf({ abilities, admin, download, issuedAt, expiresAt }: Claims) {
  return { abilities, admin, download, issuedAt, expiresAt };
}

/** What the server said of an account: `GET /user` and `GET /organization`; null where it did not. */
export interface SaidOfAccount {
  user: Account['user'] | null;
  organization: Organization | null;
}

/** What the server said of a user goes before what was known. */
export function userOf(said: Account['user'] | null, known: Account['user']): Account['user'] {
  return {
    id: said?.id ?? known.id,
    name: said?.name ?? known.name,
    email: said?.email ?? known.email,
  };
}

/**
 * The account of a token: what the server said of it goes before what was known, and that before the claims.
 * @param before the same account as it was known, if it was
 */
export function accountOf(
  holder: TokenHolder,
  demoOrigin: string,
  said: SaidOfAccount,
  before: Account | null,
): Account {
  const { claims } = holder.token();
  const { user, organization } = said;
  return {
    id: holder.accountId,
    server: holder.origin,
    demo: holder.origin === demoOrigin,
    user: userOf(user, before?.user ?? { id: claims.userId, name: null, email: null }),
    organization: organization?.name ?? before?.organization ?? null,
    tokenKeeping: before?.tokenKeeping ?? 'memory',
    lastAlbumId: before?.lastAlbumId ?? null,
    ...factsOf(claims),
  };
}

/** True where nothing can be asked for it: its token has expired, or could not be kept. */
export const hasExpired = ({ holder }: HeldAccount): boolean => holder === null || holder.hasExpired();

/** What the page shows in the list of accounts. */
export function summaryOf(held: HeldAccount, openId: string | null): AccountSummary {
  const { id, server, demo, organization, user } = held.account;
  return {
    id,
    server,
    demo,
    label: held.label,
    color: held.color,
    sandbox: held.sandbox,
    organization,
    user: { name: user.name, email: user.email },
    expired: hasExpired(held),
    isOpen: id === openId,
  };
}
