import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Library } from './library.ts';
import { openLibrary } from './open-library.ts';
import { bodyForTests, recordForTests, columnsForTests, lookingForTests } from './record-for-tests.ts';

const workerFile = join(import.meta.dirname, 'worker.ts');
const accountId = 'account1';
const albumId = 'a0B5e00000Studio';
let folder: string;
let library: Library;

const open = () =>
  openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'library-history.db'),
    workerFile,
  });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
  library = open();
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const records = (count: number) => Array.from({ length: count }, (_, i) => recordForTests(`img-${i}`));
const store = async (answer: unknown) => {
  const body = bodyForTests(answer);
  const [stored] = await library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'album',
    albumId,
    body,
  });
  return stored!.state;
};
const shownCount = async () => {
  return (await columnsForTests(library, accountId, albumId)).count;
};

test('a restart keeps the albums, and no revision comes twice', async () => {
  const state = await store(records(3));
  await library.close();
  library = open();
  expect(await library.albumState(accountId, albumId)).toEqual(state);
  expect(await shownCount()).toBe(3);

  await library.keepOnly([]);
  expect(await library.albums(accountId)).toEqual([]);
  expect((await store(records(3))).revision).toBeGreaterThan(state.revision);
});

// Windows has no such modes: there the user's folder guards it.
test.skipIf(process.platform === 'win32')('the file is for this user alone', async () => {
  await store(records(2));
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077);
  expect(new Set(modes)).toEqual(new Set([0]));
});

test('the file holds no image of a list that broke off', async () => {
  await store(records(2));
  const half = JSON.stringify(records(50)).slice(0, -2);
  await expect(store(half)).rejects.toThrow('cut-answer');
  await library.close();
  const database = new DatabaseSync(join(folder, 'library.db'));
  expect(database.prepare('SELECT count(*) AS lists FROM lists').get()).toEqual({ lists: 1 });
  database.close();
});

test.each<[string, (file: string) => void]>([
  ['text', (file) => writeFileSync(file, 'not a database, but long enough to have a head'.repeat(100))],
  ['half of it', (file) => truncateSync(file, 8_192)],
  [
    'noise in its pages',
    (file) => {
      const size = statSync(file).size;
      truncateSync(file, 4_096);
      writeFileSync(file, Buffer.alloc(size - 4_096, 0xa5), { flag: 'a' });
    },
  ],
  [
    "another program's database",
    (file) => {
      rmSync(file);
      const database = new DatabaseSync(file);
      database.exec('CREATE TABLE albums (theirs)');
      database.close();
    },
  ],
])('a file that is %s is put aside, and the library made anew', async (_, spoil) => {
  await store(records(300));
  await library.close();
  spoil(join(folder, 'library.db'));
  library = open();
  expect(await library.albums(accountId)).toEqual([]);
  expect((await store(records(2))).imagesCount).toBe(2);
  expect(existsSync(join(folder, 'library.db.damaged'))).toBe(true);
});

test('noise within what was stored is noticed when it is read, and the album is asked for anew', async () => {
  const state = await store(records(3_000));
  await library.close();
  const file = join(folder, 'library.db');
  const bytes = readFileSync(file);
  const title = bytes.indexOf('img-1500');
  bytes.fill(0x21, title, title + 3);
  writeFileSync(file, bytes);
  library = open();
  await expect(library.columns(accountId, state.parts[0]!)).rejects.toMatchObject({
    data: { code: 'storage-failed' },
  });
  expect(await library.albumState(accountId, albumId)).toBeNull();
  expect(existsSync(`${file}.damaged`)).toBe(true);
  expect((await store(records(2))).imagesCount).toBe(2);
});

test('a file of an older version is made anew', async () => {
  await store(records(1));
  await library.close();
  const database = new DatabaseSync(join(folder, 'library.db'));
  database.exec('PRAGMA user_version = 1');
  database.close();
  library = open();
  expect(await library.albums(accountId)).toEqual([]);
});

test('what was put aside goes with its account', async () => {
  await store(records(1));
  writeFileSync(join(folder, 'library.db.damaged'), 'of that account');
  await library.keepOnly([]);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('a file of a newer version is refused and left alone (faults row 53)', async () => {
  await store(records(1));
  await library.close();
  const database = new DatabaseSync(join(folder, 'library.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  await expect(open().albums(accountId)).rejects.toMatchObject({
    data: { code: 'storage-failed', detail: 'newer-version' },
  });
  expect(existsSync(join(folder, 'library.db.damaged'))).toBe(false);
});

test('a place that cannot be written to is said to be so (faults row 45)', async () => {
  const file = join(folder, 'nowhere', 'library.db');
  await expect(
    openLibrary({ file, historyFile: join(folder, 'history.db'), workerFile }).albums(accountId),
  ).rejects.toMatchObject({
    data: { code: 'storage-failed', detail: 'unwritable' },
  });
});

test('after closing, calls fail', async () => {
  await library.close();
  await expect(library.albums(accountId)).rejects.toMatchObject({ data: { code: 'storage-failed' } });
});
