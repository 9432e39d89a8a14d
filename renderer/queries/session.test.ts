import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Account, AccountSummary, SessionState } from '#shared/models/session.ts';
import { compare, comparedIn, useCompared } from '../state/compared.ts';
import { notify, useNotices } from '../state/notices.ts';
import { openAlbum, useView } from '../state/view.ts';
import { accountsKeys, putAccounts } from './accounts.ts';
import { albumsKeys } from './albums.ts';
import { preferencesKeys } from './preferences.ts';
import { applyRenewal, applySession, sessionKeys } from './session.ts';

/** What the page keeps over a reload: of selections, and which sharings they are compared with. */
const kept = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => kept.set(key, text),
  removeItem: (key: string) => kept.delete(key),
  key: (at: number) => [...kept.keys()][at] ?? null,
  get length() {
    return kept.size;
  },
});

// What is scheduled is done at once.
notifyManager.setScheduler((run) => run());

const account: Account = {
  id: 'account1',
  server: 'https://api.example',
  demo: false,
  user: { id: 'u1', name: null, email: null },
  organization: null,
  abilities: [],
  admin: false,
  download: false,
  issuedAt: null,
  expiresAt: null,
  tokenKeeping: 'memory',
  lastAlbumId: null,
};
const signedIn: SessionState = { status: 'signed-in', account };
const expired: SessionState = { status: 'expired', account };
const signedOut: SessionState = { status: 'signed-out', server: account.server };

function clientOf(state: SessionState): QueryClient {
  const client = new QueryClient();
  client.setQueryData(sessionKeys.state, state);
  client.setQueryData(preferencesKeys.all, { language: 'fr' });
  client.setQueryData(albumsKeys.list(account.id), [{ id: 'a', imagesCount: 1 }]);
  client.getMutationCache().build(client, { mutationKey: ['resync', 'run'] });
  openAlbum('a');
  compare(account.id, 'a', { id: 'sharing-1', labels: {} });
  notify('3 images shared');
  return client;
}

const otherAccount: SessionState = { status: 'signed-in', account: { ...account, id: 'account2' } };
const summary = (id: string): AccountSummary => ({
  id,
  server: account.server,
  demo: false,
  label: null,
  color: 'red',
  sandbox: null,
  organization: null,
  user: { name: null, email: null },
  expired: false,
  isOpen: false,
});

test.each([
  ['signing out', signedOut],
  ['another account', otherAccount],
])('%s leaves nothing of the account on the page', (_name, state) => {
  const client = clientOf(signedIn);
  const asOf: unknown[] = [];
  onTestFinished(useView.subscribe(() => asOf.push(client.getQueryData(sessionKeys.state))));
  applySession(client, state);
  // Never was the screen empty as the former account's: that would have opened its album again.
  expect(asOf).toEqual([state]);
  expect(client.getQueryData(albumsKeys.list(account.id))).toBeUndefined();
  expect(client.getQueryData(preferencesKeys.all)).toEqual({ language: 'fr' });
  expect(client.getQueryData(sessionKeys.state)).toEqual(state);
  expect(useView.getState().albumId).toBeNull();
  expect(client.getMutationCache().getAll()).toEqual([]);
  expect(useNotices.getState().notices).toEqual([]);
});

const compared = () => comparedIn(account.id, 'a')(useCompared.getState());
const remembered = () => [...kept].filter(([key, text]) => `${key} ${text}`.includes(account.id));

test('what is remembered of an account’s albums stays while another is open, and goes with the account', () => {
  const client = clientOf(signedIn);
  kept.set(`selection/${account.id}/a`, '{}');
  kept.set('selection/account2/b', '{}');
  putAccounts(client, [summary(account.id), summary('account2')]);
  applySession(client, otherAccount);
  expect(client.getQueryData(accountsKeys.list)).toHaveLength(2);
  expect(compared()).not.toBeNull();
  expect(remembered()).toHaveLength(2);
  putAccounts(client, [summary('account2')]);
  expect(compared()).toBeNull();
  expect(remembered()).toEqual([]);
  expect(kept.has('selection/account2/b')).toBe(true);
});

test('with the last account all that is remembered goes', () => {
  const client = clientOf(signedIn);
  kept.set(`selection/${account.id}/a`, '{}');
  applySession(client, signedOut);
  expect(compared()).toBeNull();
  expect(remembered()).toEqual([]);
});

test('what a sign-out could not remove is told until someone signs in, whichever is heard of first', () => {
  const client = clientOf(signedIn);
  const error = new Error('storage-failed');
  client.setQueryData(sessionKeys.signOutError, error);
  applySession(client, signedOut);
  applySession(client, signedOut);
  expect(client.getQueryData(sessionKeys.signOutError)).toBe(error);
  applySession(client, signedIn);
  expect(client.getQueryData(sessionKeys.signOutError)).toBeUndefined();
});

test('what a sign-out could not remove is told also where another account is open then, whichever is heard of first', () => {
  const error = new Error('storage-failed');
  const client = clientOf(signedIn);
  client.setQueryData(sessionKeys.signOutError, error);
  applySession(client, otherAccount);
  expect(client.getQueryData(sessionKeys.signOutError)).toBe(error);
});

test('an expiry keeps what is open', () => {
  const client = clientOf(signedIn);
  applySession(client, expired);
  expect(client.getQueryData(albumsKeys.list(account.id))).toHaveLength(1);
  expect(useView.getState().albumId).toBe('a');
});

/** Queries of the page: one that failed, one that did not, the album that is open; with how often each was asked. */
async function askedOf(client: QueryClient) {
  const asked = {
    failed: vi.fn(() => Promise.reject(new Error('refused'))),
    fine: vi.fn(() => Promise.resolve(1)),
    album: vi.fn(() => Promise.resolve({ revision: 1 })),
  };
  await client.query({ queryKey: ['failed'], queryFn: asked.failed, retry: false }).catch(() => null);
  await client.query({ queryKey: ['fine'], queryFn: asked.fine });
  const album = new QueryObserver(client, {
    queryKey: ['album', account.id, 'a', 'state'],
    queryFn: asked.album,
    staleTime: Infinity,
  });
  onTestFinished(album.subscribe(() => undefined));
  await vi.waitFor(() => expect(album.getCurrentResult().isSuccess).toBe(true));
  return asked;
}

test.each<[string, SessionState, (client: QueryClient) => void]>([
  ['after an expiry', expired, (client) => applySession(client, signedIn)],
  ['while the former one was valid', signedIn, (client) => applyRenewal(client, signedIn)],
  [
    'of which the event and the answer both tell',
    expired,
    (client) => {
      applySession(client, signedIn);
      applyRenewal(client, signedIn);
    },
  ],
])(
  'a renewed token %s asks again, once, for what failed and for the album that is open, and only for that',
  async (_when, before, renew) => {
    const client = clientOf(before);
    const asked = await askedOf(client);
    renew(client);
    await vi.waitFor(() => expect(client.isFetching()).toBe(0));
    expect(asked.failed).toHaveBeenCalledTimes(2);
    expect(asked.album).toHaveBeenCalledTimes(2);
    expect(asked.fine).toHaveBeenCalledTimes(1);
    expect(useView.getState().albumId).toBe('a');
  },
);

test('a token that the server merely prolonged asks for nothing', async () => {
  const client = clientOf(signedIn);
  const asked = await askedOf(client);
  applySession(client, { status: 'signed-in', account: { ...account, expiresAt: 7 } });
  expect(client.isFetching()).toBe(0);
  expect(asked.failed).toHaveBeenCalledTimes(1);
});
