import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPictureCache, type PictureCache } from './picture-cache.ts';
import type { PictureKey } from './picture-file.ts';

const kB = 1_000;

let folder = '';
let troubles: unknown[] = [];
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'picture-cap-')), 'pictures');
  troubles = [];
});
afterEach(async () => {
  expect(troubles).toEqual([]);
  await rm(join(folder, '..'), { recursive: true, maxRetries: 5 });
});

const open = (cap: number): PictureCache =>
  createPictureCache({ folder, cap, onTrouble: (cause) => troubles.push(cause) });
const key = (imageId: string, accountId = 'account1'): PictureKey => ({
  accountId,
  imageId,
  updatedAt: 1,
  size: 'small',
});
/** With what stands before it in its file, 10 kB. */
const bytes = Buffer.alloc(10 * kB - 64, 7);
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `image${index}`);

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
async function bytesOnDisk(): Promise<number> {
  const sizes = await Promise.all((await files()).map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
async function keep(cache: PictureCache, ids: readonly string[], accountId?: string): Promise<void> {
  for (const id of ids) await cache.write(key(id, accountId), bytes);
}
/** Makes all that is kept look as if it had been used last so many days ago. */
async function age(days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000);
  for (const file of await files()) await utimes(file, then, then);
}
async function kept(cache: PictureCache, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) if ((await cache.read(key(id))) !== null) found.push(id);
  return found;
}

test('what is used is what lies on the disk, after writing, deleting and a restart', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(20));
  await cache.remove(key('image3'));
  await cache.write(key('image4', 'account2'), bytes);
  const usage = { bytes: 200 * kB, isRefused: false };
  expect(await cache.usage()).toEqual(usage);
  expect(await bytesOnDisk()).toBe(usage.bytes);
  expect(await open(1_000 * kB).usage()).toEqual(usage);
});

test('past the cap those used longest ago go, until there is room', async () => {
  let cache = open(300 * kB);
  await keep(cache, names(10));
  await age(3);
  const [first, second] = [names(10).slice(0, 5), names(10).slice(5)];
  // After a restart five of them are looked at.
  cache = open(300 * kB);
  await kept(cache, second);
  const others = names(30).slice(10);
  await keep(cache, others);
  expect(await cache.usage()).toMatchObject({ bytes: 300 * kB });

  await keep(cache, ['one more']);
  expect(await cache.usage()).toMatchObject({ bytes: 270 * kB });
  expect(await bytesOnDisk()).toBe(270 * kB);
  expect(await kept(cache, [...second, ...others, 'one more'])).toHaveLength(26);
  expect(await kept(cache, first)).toHaveLength(1);
});

test('the cap holds for all accounts together', async () => {
  const cache = open(300 * kB);
  await keep(cache, names(20), 'account1');
  await age(1);
  await keep(cache, names(20), 'account2');
  const { bytes: used } = await cache.usage();
  expect(used).toBeLessThanOrEqual(300 * kB);
  expect(await bytesOnDisk()).toBe(used);
  expect((await readdir(join(folder, 'account2'), { recursive: true })).length).toBeGreaterThanOrEqual(20);
});

test('a cap that is passed from the start on is kept to', async () => {
  await keep(open(1_000 * kB), names(50));
  expect(await open(100 * kB).usage()).toMatchObject({ bytes: 90 * kB });
});

test('a lowered cap takes effect at once, also while pictures go for the one before', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(60));
  await cache.usage();
  cache.setCap(500 * kB);
  await vi.waitFor(async () => expect((await files()).length).toBeLessThan(60), { interval: 1 });
  cache.setCap(100 * kB);
  expect(await cache.usage()).toMatchObject({ bytes: 90 * kB });
  expect(await bytesOnDisk()).toBe(90 * kB);
});

test('pictures that come while others go do not pass the cap for good', async () => {
  const cache = open(10_000 * kB);
  await keep(cache, names(400));
  await age(1);
  await cache.usage();
  cache.setCap(500 * kB);
  await vi.waitFor(async () => expect((await files()).length).toBeLessThan(400), { interval: 1 });
  await Promise.all(names(80).map((id) => cache.write(key(`new ${id}`), bytes)));
  const { bytes: used } = await cache.usage();
  expect(used).toBeLessThanOrEqual(500 * kB);
  expect(await bytesOnDisk()).toBe(used);
});

test('with a cap of nothing nothing is kept', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(5));
  cache.setCap(0);
  await keep(cache, names(5));
  expect(await cache.usage()).toEqual({ bytes: 0, isRefused: false });
  expect(await files()).toEqual([]);
});

test('a picture that goes while it is read is read all the same', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(40));
  const reads = names(40).map((id) => cache.read(key(id)));
  cache.setCap(0);
  // There or not there any more: never half there, never an error.
  for (const read of await Promise.all(reads)) if (read !== null) expect(read).toEqual(bytes);
});

test('many pictures at once do not pass the cap for good', async () => {
  const cache = open(200 * kB);
  await Promise.all(names(200).map((id) => cache.write(key(id), bytes)));
  const { bytes: used } = await cache.usage();
  expect(used).toBeLessThanOrEqual(200 * kB);
  expect(await bytesOnDisk()).toBe(used);
});

test('clearing leaves no file, and what comes afterwards is kept again', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(20));
  await keep(cache, names(20), 'account2');
  await cache.clear();
  expect(await files()).toEqual([]);
  expect(await cache.usage()).toMatchObject({ bytes: 0 });
  await keep(cache, ['a']);
  expect(await cache.read(key('a'))).toEqual(bytes);
  expect(await cache.usage()).toMatchObject({ bytes: 10 * kB });
});

test('what belongs to an account that has gone is not counted any more', async () => {
  const cache = open(1_000 * kB);
  await keep(cache, names(20));
  await keep(cache, names(3), 'account2');
  await cache.usage();
  await cache.keepOnly(['account2']);
  expect(await cache.usage()).toMatchObject({ bytes: 30 * kB });
  expect(await files()).toHaveLength(3);
});

test('what someone deleted by hand is counted no more once the cap is passed', async () => {
  const cache = open(300 * kB);
  await keep(cache, names(25));
  await cache.usage();
  await rm(join(folder, 'account1'), { recursive: true });
  await keep(cache, names(25), 'account2');
  expect(await cache.usage()).toMatchObject({ bytes: 250 * kB });
});

test('what a disk that lags cannot take is left out, not piled up in memory', async () => {
  const cache = open(2 ** 30);
  const large = Buffer.alloc(40 * 2 ** 20);
  await Promise.all(names(5).map((id) => cache.write(key(id), large)));
  expect(await files()).toHaveLength(1);
  await cache.write(key('later'), bytes);
  expect(await files()).toHaveLength(2);
});

test('a file that does not belong there is no trouble', async () => {
  const cache = open(100 * kB);
  await keep(cache, names(5));
  await writeFile(join(folder, 'Thumbs.db'), '');
  await writeFile(join(folder, 'account1', '.DS_Store'), '');
  expect(await open(20 * kB).usage()).toMatchObject({ bytes: 10 * kB });
});
