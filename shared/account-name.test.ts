import { expect, test } from 'vitest';
import type { AccountSummary } from './models/session.ts';
import { accountName } from './account-name.ts';

const account: AccountSummary = {
  id: 'one',
  server: 'https://api.sharinpix.com',
  demo: false,
  label: null,
  color: 'red',
  sandbox: null,
  organization: null,
  user: { name: null, email: null },
  expired: false,
  isOpen: true,
};
const zoe = { name: 'Zoé', email: 'zoe@example.com' };

test.each<[Partial<AccountSummary>, string]>([
  [{ label: 'Mine', organization: 'Studio', user: zoe }, 'Mine'],
  [{ organization: 'Studio', user: zoe }, 'Studio'],
  [{ user: zoe }, 'Zoé'],
  [{ user: { name: null, email: 'zoe@example.com' } }, 'zoe@example.com'],
  [{}, 'api.sharinpix.com'],
  [{ demo: true, organization: 'Studio' }, 'Demo'],
])('%o is called %s', (facts, name) => {
  expect(accountName({ ...account, ...facts }, [], 'Demo')).toBe(name);
});

test.each<[Partial<AccountSummary>, Partial<AccountSummary>, string]>([
  [{}, { server: 'http://127.0.0.1:4000' }, 'Studio (api.sharinpix.com)'],
  [{ user: zoe }, { user: { name: 'Léa', email: null } }, 'Studio (Zoé)'],
  [{ user: zoe }, { user: zoe }, 'Studio'],
  [{}, { organization: 'Other' }, 'Studio'],
])('%o beside %o is called %s', (facts, other, name) => {
  const mine = { ...account, organization: 'Studio', ...facts };
  const theirs = { ...account, id: 'two', organization: 'Studio', ...other };
  expect(accountName(mine, [mine, theirs], 'Demo')).toBe(name);
});
