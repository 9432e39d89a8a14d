import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccountStore, type KeptAccount } from './account-store.ts';

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
};

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'account-'));
  path = join(folder, 'account.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('an account is found again as it was kept, for its user alone to read', async () => {
  const store = createAccountStore(path);
  expect(await store.read()).toBeNull();
  await store.write(account);
  await store.write({ ...account, lastAlbumId: 'album-2' });
  expect(await createAccountStore(path).read()).toEqual({ ...account, lastAlbumId: 'album-2' });
  const { mode } = await stat(path);
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['account.json']);
});

test.each([undefined, null, '5'])(
  'a file whose skew of clocks is %j, as those of before, has none',
  async (skew) => {
    await writeFile(path, JSON.stringify({ ...account, clockSkewMs: skew }));
    expect(await createAccountStore(path).read()).toEqual({ ...account, clockSkewMs: 0 });
  },
);

test('row 47: a torn or foreign file is none, and never a crash', async () => {
  const store = createAccountStore(path);
  await store.write(account);
  const whole = await readFile(path, 'utf8');
  for (const torn of [
    '',
    whole.slice(0, -1),
    whole.slice(0, whole.length / 2),
    '{}',
    'null',
    '[1]',
    '\0\0\0',
  ]) {
    await writeFile(path, torn);
    expect(await store.read()).toBeNull();
  }
  await store.write(account);
  expect(await store.read()).toEqual(account);
});

test('a write that fails leaves what was kept', async () => {
  const store = createAccountStore(path);
  await store.write(account);
  const endless: KeptAccount = { ...account };
  Object.assign(endless, { user: endless });
  await expect(store.write(endless)).rejects.toThrow();
  expect(await store.read()).toEqual(account);
});

test('removing leaves nothing behind', async () => {
  const store = createAccountStore(path);
  await store.write(account);
  await writeFile(`${path}.tmp`, 'half');
  await store.remove();
  expect(await readdir(folder)).toEqual([]);
});
