import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pageCapacity } from '#shared/report-index.ts';
import { openDatabase } from './database.ts';
import {
  accountId,
  findingForTests as finding,
  openTestHistory,
  reportForTests,
  wishForTests,
  type TestHistory,
} from './history-for-tests.ts';
import { openHistory } from './local-history.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';

let kept: TestHistory;
beforeEach(() => {
  kept = openTestHistory();
});
afterEach(() => kept.close());

const listed = async () => (await kept.history.list(accountId, null, 0, 100)).resyncs;
const report = (count = 3) =>
  reportForTests(kept, {
    findings: Array.from({ length: count }, (_, i) => finding(`img-${i}`)),
    ids: ['img-0'],
  })!;
/** All that the folder holds, as one text. */
const bytes = () =>
  readdirSync(kept.folder)
    .map((name) => readFileSync(join(kept.folder, name), 'latin1'))
    .join('');

// Windows has no such modes: there the user's folder guards it.
test.skipIf(process.platform === 'win32')('the files are for this user alone', () => {
  report();
  const modes = readdirSync(kept.folder).map((name) => statSync(join(kept.folder, name)).mode & 0o077);
  expect(modes).not.toHaveLength(0);
  expect(modes.every((mode) => mode === 0)).toBe(true);
});

test('a restart keeps everything but what was never finished writing', async () => {
  const { id } = report();
  const writer = kept.history.writer(accountId, 'Album', { cause: 'opened', by: null }, 1);
  for (let i = 0; i <= pageCapacity; i += 1) writer.add(finding(`unfinished-${i}`));
  kept.restart();
  expect((await listed()).map((resync) => resync.id)).toEqual([id]);
  const database = new DatabaseSync(kept.file, { readOnly: true });
  expect(database.prepare('SELECT count(*) AS pages FROM pages').get()).toEqual({ pages: 1 });
  database.close();
});

test.each([
  ['no SQLite file', () => writeFileSync(kept.file, 'Hello, this is no history at all. '.repeat(500))],
  ['cut', () => truncateSync(kept.file, 100)],
  ["another app's file", () => new DatabaseSync(kept.file).exec('PRAGMA application_id = 7')],
])('a file that is %s is put aside, said, and a new one begun', async (_, damage) => {
  report();
  kept.history.close();
  damage();
  const { history, wasDamaged } = openHistory(kept.file);
  kept.history = history;
  expect(wasDamaged).toBe(true);
  expect(existsSync(`${kept.file}.damaged`)).toBe(true);
  expect(await listed()).toEqual([]);
  expect(report()).toMatchObject({ status: 'ended' });
  kept.history.keepOnly([]);
  expect(existsSync(`${kept.file}.damaged`)).toBe(false);
});

test('a page that the disk altered is found, the file put aside, and what comes next is kept', async () => {
  const { id } = report();
  kept.history.close();
  const database = new DatabaseSync(kept.file);
  database.exec(`UPDATE pages SET rows = CAST(substr(rows, 1, length(rows) - 3) || x'000000' AS BLOB)`);
  database.close();
  kept.history = openHistory(kept.file).history;
  await expect(kept.history.page(accountId, id, 0)).rejects.toMatchObject({
    data: { code: 'storage-failed' },
  });
  expect(existsSync(`${kept.file}.damaged`)).toBe(true);
  await expect(kept.history.page(accountId, id, 0)).rejects.toMatchObject({
    data: { code: 'unknown-resync' },
  });
  expect(report()).toMatchObject({ rows: 3 });
});

test("a newer app's file is refused and left as it is", () => {
  report();
  kept.history.close();
  const database = new DatabaseSync(kept.file);
  database.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
  database.close();
  const before = readFileSync(kept.file);
  expect(() => openHistory(kept.file)).toThrow(
    expect.objectContaining({ data: { code: 'storage-failed', detail: 'newer-version' } }) as Error,
  );
  expect(readFileSync(kept.file).equals(before)).toBe(true);
  const again = new DatabaseSync(kept.file);
  again.exec(`PRAGMA user_version = ${schemaVersion}`);
  again.close();
  kept.history = openHistory(kept.file).history;
});

test('an older layout is brought up to date with what it holds, whole or not at all', () => {
  const { id } = report();
  kept.history.close();
  const next = {
    applicationId,
    schema,
    version: schemaVersion + 2,
    migrations: [
      ...Array.from({ length: schemaVersion - 1 }, () => ''),
      'ALTER TABLE resyncs ADD COLUMN note TEXT',
      `UPDATE resyncs SET note = 'migrated'`,
    ],
  };
  const broken = {
    ...next,
    migrations: [...next.migrations.slice(0, -1), `UPDATE resyncs SET note = 'x'; SELECT * FROM nowhere`],
  };
  const notes = (layout: typeof next) => {
    const { database } = openDatabase(kept.file, layout);
    const rows = database.prepare('SELECT id, note FROM resyncs').all();
    database.close();
    return rows;
  };
  expect(() => notes(broken)).toThrow();
  expect(notes(next)).toEqual([{ id, note: 'migrated' }]);
  const database = new DatabaseSync(kept.file);
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
  database.close();
  kept.history = openHistory(kept.file).history;
});

test('a history of the first layout opens, and begins to see what goes', () => {
  const { id } = report();
  kept.history.close();
  const database = new DatabaseSync(kept.file);
  database.exec('DROP TABLE gone; PRAGMA user_version = 1');
  database.close();
  kept.history = openHistory(kept.file).history;
  reportForTests(kept, { findings: [finding('x', { kind: 'removed', changes: [], after: null })], ids: [] });
  const read = new DatabaseSync(kept.file, { readOnly: true });
  expect(read.prepare('SELECT image FROM gone').all()).toEqual([{ image: 'x' }]);
  expect(read.prepare('SELECT count(*) AS count FROM resyncs WHERE id = ?').get(id)).toEqual({ count: 1 });
  read.close();
});

test('what belongs to no account that is kept leaves nothing in the files', async () => {
  const { id } = await kept.history.create(
    wishForTests({
      accountId: 'account2',
      albumId: 'Canary-album',
      imageIds: ['canary-image'],
      by: 'Canary Bird',
    }),
  );
  const resync = { id, albumId: 'Canary-album', chunk: 0 };
  const writer = kept.history.writer('account2', 'Canary-album', { cause: 'user', by: null, resync }, 1);
  writer.add(finding('canary-image'));
  writer.commit(2);
  const mine = report();
  expect(bytes()).toMatch(/Canary/);
  kept.history.keepOnly([accountId]);
  expect(bytes()).not.toMatch(/canary|account2/i);
  expect((await listed()).map((resync) => resync.id)).toEqual([mine.id]);
  expect(applicationId.toString(16)).toBe(Buffer.from('SPCH').toString('hex'));
});

test('an app that is killed while it writes leaves every report that was told of, whole', async () => {
  kept.history.close();
  const fixture = join(import.meta.dirname, 'write-forever.fixture.ts');
  const child = spawn(process.execPath, [fixture, kept.file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > 5) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const ids = told.split('\n').slice(0, -1);
  const opened = openHistory(kept.file);
  kept.history = opened.history;
  expect(opened.wasDamaged).toBe(false);
  const all = await listed();
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  for (const { id, rows } of all) {
    const pages = await kept.history.index(accountId, id);
    expect(pages.reduce((sum, { kinds }) => sum + kinds.length, 0)).toBe(rows);
    expect(rows).toBe(2_000);
  }
});
