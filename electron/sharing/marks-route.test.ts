import { beforeEach, expect, test } from 'vitest';
import { marksAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import { mark } from '#shared/models/sharing.ts';
import type { Lane } from '../journal/journal.ts';
import { createMarksRoute, type MarksParts } from './marks-route.ts';

const origin = 'app://companion';
const accountId = 'account0001';
const albumId = 'a/../b?&\u00e9';
const revision = 1_700_000_000_123;

let asked: Lane[];
let uncertain: Uint8Array<ArrayBuffer>;
let parts: MarksParts;
beforeEach(() => {
  asked = [];
  uncertain = new Uint8Array();
  parts = {
    account: () => ({ id: accountId, server: 'https://api.test' }),
    journal: {
      known: (lane) => {
        asked.push(lane);
        const ids = new TextEncoder().encode('image-1\n');
        const sharedAt = Float64Array.of(5);
        return Promise.resolve({ version: 4, readAt: 1, isWhole: true, ids, sharedAt, uncertain });
      },
    },
    library: {
      marks: (account, album, ids, sharedAt) => {
        expect([account, album]).toEqual([accountId, albumId]);
        expect([ids, sharedAt]).toEqual([new TextEncoder().encode('image-1\n'), Float64Array.of(5)]);
        return Promise.resolve({ revision, marks: Uint8Array.of(mark.shared, mark.changedSince) });
      },
    },
  };
});

const address = (account = accountId, sharing = 'sharing-1', at = revision) =>
  origin + marksAddress(account, albumId, sharing, at, 4);
const ask = (url = address(), init: RequestInit = {}) => createMarksRoute(parts)(new Request(url, init));

test('the marks are answered as bytes that nobody keeps, of the sharing as this account sends to it', async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(mark.shared, mark.changedSince));
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  });
  expect(asked).toEqual([{ accountId, server: 'https://api.test', sharingId: 'sharing-1' }]);
});

test('what was sent and may be there is neither shared nor not', async () => {
  uncertain = new TextEncoder().encode('image-2\n');
  parts.library.marks = (_account, _album, ids) => {
    const isOfUncertain = new TextDecoder().decode(ids) === 'image-2\n';
    const marks = isOfUncertain ? [mark.notShared, mark.shared, mark.notShared] : [mark.shared, 0, 0];
    return Promise.resolve({ revision, marks: Uint8Array.from(marks) });
  };
  expect(new Uint8Array(await (await ask()).arrayBuffer())).toEqual(
    Uint8Array.of(mark.shared, mark.uncertain, mark.notShared),
  );
});

test.each([
  ['another account', address('account0002')],
  ['an account that is none', address('../account')],
  ['more of a path', address().replace('?', '/more?')],
  ['a sharing that can be none', address(accountId, 'a b')],
  ['no sharing', address().replace('sharing=', 'x=')],
  ['no album', address().replace('album=', 'x=')],
  ['an album with a control character', address().replace('album=', 'album=%00')],
  ['no revision', address().replace('revision=', 'x=')],
  ['a revision that is no number', address().replace('revision=', 'revision=-')],
])('nothing is answered to %s, and nothing is looked up', async (_what, url) => {
  const response = await ask(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
  expect(asked).toEqual([]);
});

test('nothing but a GET is answered', async () => {
  expect((await ask(address(), { method: 'POST', body: 'x' })).status).toBe(405);
  expect(asked).toEqual([]);
});

test('nothing is answered to nobody, nor of an album that is not held', async () => {
  parts.account = () => null;
  expect((await ask()).status).toBe(404);
  parts.account = () => ({ id: accountId, server: 'https://api.test' });
  parts.library.marks = () => Promise.resolve(null);
  expect((await ask()).status).toBe(404);
});

test('who has signed out while it was looked up is answered nothing', async () => {
  let calls = 0;
  parts.account = () => ((calls += 1) === 1 ? { id: accountId, server: 'https://api.test' } : null);
  expect((await ask()).status).toBe(404);
});

test('an album that has changed is a conflict: a byte would mean another image', async () => {
  const response = await ask(address(accountId, 'sharing-1', revision - 1));
  expect(response.status).toBe(409);
  expect(await response.text()).toBe('');
});

test('what the journal fails with is not swallowed', async () => {
  parts.journal.known = () => Promise.reject(new AppError({ code: 'storage-failed', detail: 'other' }));
  await expect(ask()).rejects.toThrow(AppError);
});
