import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccountStore, type KeptAccount, type KeptAccounts } from './account-store.ts';

const account: KeptAccount = {
  id: '0123456789abcdef',
  server: 'https://api.example',
  demo: false,
  user: { id: 'u-1', name: 'Zoé', email: null },
  organization: null,
  abilities: [
    { albumId: 'album-1', access: ['image_list'], sharings: [{ name: 'home', labels: { en: 'Home' } }] },
  ],
  admin: false,
  download: true,
  issuedAt: 1_000,
  expiresAt: null,
  tokenKeeping: 'memory',
  lastAlbumId: 'album-1',
  clockSkewMs: -86_400_000,
  label: 'Studio',
  color: 'red',
  sandbox: false,
};
const other: KeptAccount = { ...account, id: 'fedcba9876543210', label: null, color: null, sandbox: null };
const both: KeptAccounts = { openId: other.id, accounts: [account, other] };

let folder = '';
let path = '';
let troubles: unknown[] = [];
const trouble = (cause: unknown): unknown => troubles.push(cause);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'account-'));
  path = join(folder, 'account.json');
  troubles = [];
});
afterEach(() => rm(folder, { recursive: true }));

test('accounts are found again as they were kept, for their user alone to read', async () => {
  const store = createAccountStore(path, trouble);
  expect(await store.read()).toBeNull();
  await store.write({ openId: account.id, accounts: [account] });
  await store.write(both);
  expect(await createAccountStore(path, trouble).read()).toEqual(both);
  const { mode } = await stat(path);
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['account.json']);
});

test('the file of before, with the one account there was, is read as that account, open', async () => {
  await writeFile(
    path,
    JSON.stringify({ ...account, label: undefined, color: undefined, sandbox: undefined }),
  );
  const read = { ...account, label: null, color: null, sandbox: null };
  expect(await createAccountStore(path, trouble).read()).toEqual({ openId: account.id, accounts: [read] });
});

test.each([undefined, null, '5'])(
  'a file whose skew of clocks is %j, as the first ones, has none',
  async (skew) => {
    await writeFile(path, JSON.stringify({ ...account, clockSkewMs: skew }));
    const accounts = (await createAccountStore(path, trouble).read())?.accounts;
    expect(accounts).toEqual([{ ...account, clockSkewMs: 0 }]);
  },
);

test('an odd name or colour costs no account', async () => {
  await writeFile(path, JSON.stringify({ ...both, accounts: [{ ...account, label: 7, color: 'pink' }] }));
  const accounts = (await createAccountStore(path, trouble).read())?.accounts;
  expect(accounts).toEqual([{ ...account, label: null, color: null }]);
});

test('row 47: a torn or foreign file is none, and never a crash', async () => {
  const store = createAccountStore(path, trouble);
  await store.write(both);
  const whole = await readFile(path, 'utf8');
  for (const torn of [
    '',
    whole.slice(0, -1),
    whole.slice(0, whole.length / 2),
    '{}',
    '{"openId":"0123456789abcdef","accounts":[]}',
    'null',
    '[1]',
    '\0\0\0',
  ]) {
    await writeFile(path, torn);
    expect(await store.read()).toBeNull();
  }
  await store.write(both);
  expect(await store.read()).toEqual(both);
});

test('a write that fails leaves what was kept', async () => {
  const store = createAccountStore(path, trouble);
  await store.write(both);
  const endless: KeptAccounts = { ...both };
  Object.assign(endless, { accounts: [endless] });
  await expect(store.write(endless)).rejects.toThrow();
  expect(await store.read()).toEqual(both);
});

test('removing leaves nothing behind', async () => {
  const store = createAccountStore(path, trouble);
  await store.write(both);
  await writeFile(`${path}.tmp`, 'half');
  await writeFile(`${path}.damaged`, 'torn');
  await store.remove();
  expect(await readdir(folder)).toEqual([]);
});
