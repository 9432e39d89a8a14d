import type { AccountSummary } from './models/session.ts';

/**
 * What an account is called: as the user says, else as it calls itself, else by its server. Text of a server, as it came.
 * @param among all accounts: those that would be called the same are told apart by server or user
 */
export function accountName(account: AccountSummary, among: readonly AccountSummary[], demo: string): string {
  const name = bareName(account, demo);
  const twins = among.filter((each) => each.id !== account.id && bareName(each, demo) === name);
  if (twins.length === 0) return name;
  const detail = [hostOf, userOf].find((told) => twins.every((twin) => told(twin) !== told(account)));
  const said = detail?.(account) ?? '';
  return said === '' || said === name ? name : `${name} (${said})`;
}

function bareName(account: AccountSummary, demo: string): string {
  const { label, organization } = account;
  if (label !== null) return label;
  return account.demo ? demo : (organization ?? (userOf(account) || hostOf(account)));
}

const userOf = ({ user }: AccountSummary): string => user.name ?? user.email ?? '';

/** An account's server without `https://`, as it is shown beside a name. */
export const hostOf = ({ server }: AccountSummary): string => server.replace(/^https?:\/\//, '');
