import type { AccountSummary } from '#shared/models/session.ts';
import { plainText } from '../../ui/plain-text.tsx';

/** What an account is called: as the user says, else as it calls itself, else by its server. */
export function accountName(account: AccountSummary, demo: string): string {
  const { label, organization, user, server } = account;
  if (label !== null) return plainText(label);
  return account.demo ? demo : plainText(organization ?? user.name ?? user.email ?? hostOf(server));
}

/** A server without `https://`, as it is shown beside a name. */
export const hostOf = (server: string): string => server.replace(/^https?:\/\//, '');
