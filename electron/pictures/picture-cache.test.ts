import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPictureCache } from './picture-cache.ts';
import type { PictureKey } from './picture-file.ts';

let folder = '';
let troubles: unknown[] = [];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'picture-cache-')), 'pictures');
  troubles = [];
});
// A cache that was just opened may still be sweeping.
afterEach(() => rm(join(folder, '..'), { recursive: true, maxRetries: 5 }));

const open = (cap = 2 ** 30) =>
  createPictureCache({ folder, cap, onTrouble: (cause) => troubles.push(cause) });
const key = (imageId: string, facts: Partial<PictureKey> = {}): PictureKey => ({
  accountId: 'account1',
  imageId,
  updatedAt: 1,
  size: 'small',
  ...facts,
});
const bytes = Buffer.from('a picture');

/** Paths of all files kept for an account. */
async function files(accountId = 'account1'): Promise<string[]> {
  const entries = await readdir(join(folder, accountId), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('what was written is read again, also after a restart', async () => {
  await open().write(key('a'), bytes);
  expect(await open().read(key('a'))).toEqual(bytes);
});

test.each<[string, PictureKey]>([
  ['image', key('b')],
  ['version', key('a', { updatedAt: 2 })],
  ['size', key('a', { size: 'screen' })],
  ['account', key('a', { accountId: 'account2' })],
])('another %s is another picture', async (_what, other) => {
  const cache = open();
  await cache.write(key('a'), bytes);
  expect(await cache.read(other)).toBeNull();
});

test.runIf(process.platform !== 'win32')('files are for the user alone', async () => {
  await open().write(key('a'), bytes);
  const [file = ''] = await files();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'account1'))).mode & 0o777).toBe(0o700);
});

test('a file says nothing of what it is by its name', async () => {
  await open().write(key('secret-image'), bytes);
  expect((await files()).join()).not.toContain('secret-image');
});

test.each<[string, (file: string) => Promise<void>]>([
  ['empty', (file) => writeFile(file, '')],
  ['cut within its header', async (file) => writeFile(file, (await readFile(file)).subarray(0, 40))],
  ['cut after its header', async (file) => writeFile(file, (await readFile(file)).subarray(0, 64))],
  ['cut by a byte', async (file) => writeFile(file, (await readFile(file)).subarray(0, -1))],
  ['longer by a byte', async (file) => writeFile(file, Buffer.concat([await readFile(file), Buffer.of(0)]))],
  [
    'changed in a bit',
    async (file) => {
      const content = await readFile(file);
      content.writeUInt8(content.readUInt8(70) ^ 1, 70);
      await writeFile(file, content);
    },
  ],
  ['something else', (file) => writeFile(file, '<svg onload="alert(1)"/>'.repeat(20))],
])('a file that is %s is not read, and deleted (faults row 46)', async (_how, harm) => {
  const cache = open();
  await cache.write(key('a'), bytes);
  const [file = ''] = await files();
  await harm(file);
  expect(await cache.read(key('a'))).toBeNull();
  expect(await files()).toEqual([]);
});

test('two files that were swapped are noticed (faults row 46, attacks A28)', async () => {
  const cache = open();
  await cache.write(key('a'), Buffer.from('picture of a'));
  await cache.write(key('b'), Buffer.from('picture of b'));
  const [one = '', two = ''] = await files();
  await rename(one, `${one}.x`);
  await rename(two, one);
  await rename(`${one}.x`, two);
  expect(await cache.read(key('a'))).toBeNull();
  expect(await cache.read(key('b'))).toBeNull();
});

test('what a crash left half written is swept at the next start', async () => {
  await mkdir(join(folder, '.passing'), { recursive: true });
  await writeFile(join(folder, '.passing', '7'), 'half');
  await open().write(key('a'), bytes);
  expect(await readdir(join(folder, '.passing'))).toEqual([]);
});

test('keeping only some accounts leaves no file of the others (attacks A28)', async () => {
  const cache = open();
  await cache.write(key('a', { accountId: 'account2' }), bytes);
  const underWay = Array.from({ length: 50 }, (_, index) => cache.write(key(String(index)), bytes));
  await cache.keepOnly(['account2']);
  await Promise.all(underWay);
  expect(await files()).toEqual([]);
  expect(await files('account2')).toHaveLength(1);
  expect(await readdir(join(folder, '.passing'))).toEqual([]);
});

test.each<[string, (file: string) => Promise<void>]>([
  ['a file stands where the account', (file) => replaceByFile(join(file, '..', '..'))],
  ['a file stands where the shelf', (file) => replaceByFile(join(file, '..'))],
])(
  'where %s should be, pictures are not kept, it is said once, and nothing fails (faults row 43)',
  async (_what, harm) => {
    const cache = open();
    await cache.write(key('a'), bytes);
    expect(await cache.usage()).toMatchObject({ isRefused: false });
    const [file = ''] = await files();
    await harm(file);
    await cache.write(key('a'), bytes);
    await cache.write(key('a'), bytes);
    expect(await cache.read(key('a'))).toBeNull();
    expect(troubles).toHaveLength(1);
    expect(await cache.usage()).toMatchObject({ isRefused: true });
    expect(await readdir(join(folder, '.passing'))).toEqual([]);
  },
);

test('a disk that refused keeps pictures again once the user has made room (faults row 43)', async () => {
  const cache = open();
  await cache.write(key('a'), bytes);
  await replaceByFile(join(folder, 'account1'));
  await cache.write(key('a'), bytes);
  await cache.clear();
  await cache.write(key('a'), bytes);
  expect(await cache.read(key('a'))).toEqual(bytes);
  expect(await cache.usage()).toMatchObject({ isRefused: false });
});

test('a folder that cannot be made is said once, and nothing fails', async () => {
  await writeFile(folder, 'a file where the folder should be');
  const cache = open();
  await cache.write(key('a'), bytes);
  await cache.write(key('b'), bytes);
  expect(await cache.read(key('a'))).toBeNull();
  expect(await cache.usage()).toEqual({ bytes: 0, isRefused: true });
  expect(troubles).toHaveLength(1);
});

async function replaceByFile(path: string): Promise<void> {
  await rm(path, { recursive: true });
  await writeFile(path, '');
}
