import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { Account, SessionState } from '#shared/models/session.ts';
import { openAlbum, useView } from '../state/view.ts';
import { albumsKeys } from './albums.ts';
import { preferencesKeys } from './preferences.ts';
import { applySession, sessionKeys } from './session.ts';

/** What the page kept of selections. */
const memory = { clear: vi.fn() };
vi.stubGlobal('sessionStorage', memory);

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
  openAlbum('a');
  return client;
}

test.each([
  ['signing out', signedOut],
  ['another account', { status: 'signed-in', account: { ...account, id: 'account2' } }],
] as [string, SessionState][])('%s leaves nothing of the account on the page', (_name, state) => {
  const client = clientOf(signedIn);
  memory.clear.mockClear();
  applySession(client, state);
  expect(client.getQueryData(albumsKeys.list(account.id))).toBeUndefined();
  expect(client.getQueryData(preferencesKeys.all)).toEqual({ language: 'fr' });
  expect(client.getQueryData(sessionKeys.state)).toEqual(state);
  expect(useView.getState().albumId).toBeNull();
  expect(memory.clear).toHaveBeenCalled();
});

test('an expiry keeps what is open', () => {
  const client = clientOf(signedIn);
  applySession(client, expired);
  expect(client.getQueryData(albumsKeys.list(account.id))).toHaveLength(1);
  expect(useView.getState().albumId).toBe('a');
});

test('a renewed token asks again for what failed and for the album that is open, and only for that', async () => {
  const client = clientOf(expired);
  const failed = vi.fn(() => Promise.reject(new Error('expired')));
  const fine = vi.fn(() => Promise.resolve(1));
  await client.query({ queryKey: ['failed'], queryFn: failed, retry: false }).catch(() => null);
  await client.query({ queryKey: ['fine'], queryFn: fine });
  applySession(client, signedIn);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2));
  expect(fine).toHaveBeenCalledTimes(1);
  expect(useView.getState().albumId).toBe('a');
});
