import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  statfsSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { openJournalFile } from './journal-file.ts';
import type { Journal, NewJob } from './journal.ts';
import { journalOn } from './local-journal.ts';
import { openLocalJournal } from './open-local-journal.ts';

const fixture = join(import.meta.dirname, 'hold-journal.fixture.ts');
const fenceMs = 120_000;
let folder: string;
let file: string;
let mono: number;
let wall: number;
let open: Journal[];
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'journal.sqlite');
  mono = 1_000;
  wall = Date.now();
  open = [];
  children = [];
});
afterEach(async () => {
  for (const journal of open) await journal.close();
  for (const child of children) await kill(child);
  rmSync(folder, { recursive: true });
});

const clocks = { boot: 'boot', mono: () => mono, wall: () => wall };
const now = () => ({ mono: (mono += 1), wall: Date.now(), fenceMs, notBefore: 0 });
const openJournal = () => {
  const journal = openLocalJournal(file, {
    ...clocks,
    onTrouble: (cause) => {
      throw cause;
    },
  });
  open.push(journal);
  return journal;
};
const lane = (n: number) => ({ accountId: 'anna', server: 'https://api.example', sharingId: `sharing-${n}` });
const jobId = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const job = (n: number, images = 3): NewJob => ({
  ...lane(n),
  jobId: jobId(n),
  albumId: 'Album',
  labels: {},
  again: false,
  imageIds: Array.from({ length: images }, (_, at) => `image-${n}-${at + 1}`),
});
const list = (...images: string[]) => ({
  body: new Blob([
    JSON.stringify(images.map((public_id, n) => ({ id: `r${n}`, image: { public_id } }))),
  ]).stream(),
  hintsAtMore: false,
});
const outcomes = async (journal: Journal, n: number) =>
  (await journal.items('anna', jobId(n), { from: 0, count: 500, inOrder: true })).items.map(
    ({ outcome }) => outcome,
  );
const asides = () => readdirSync(folder).filter((name) => /\.damaged-[\dTZ+]+$/.test(name));
const files = () => readdirSync(folder).sort();

/**
 * A journal as a day leaves it: job 1 has ended, job 2 waits; then a copy was made, and then job 2 was being sent, and the
 * app quit.
 */
async function aDay({ withCopy = true, isSending = true } = {}): Promise<void> {
  const kept = openJournalFile(file, clocks);
  const journal = journalOn(kept.database, { ...clocks, ...kept });
  await journal.create(job(1), now());
  await journal.next(lane(1), now());
  await journal.listed(lane(1), list('image-1-1', 'image-1-2', 'image-1-3'), now());
  await journal.create(job(2), now());
  if (withCopy) backUp(kept.database, file);
  if (isSending) {
    await journal.next(lane(2), now());
    expect(await journal.listed(lane(2), list(), now())).toMatchObject({ kind: 'send' });
  }
  kept.close();
}

/** A process that holds the journal, and what it said first and last before it holds still. */
async function holder(
  jobs: number,
  options: SpawnOptions = {},
): Promise<{ child: ChildProcess; said: unknown }> {
  const child = spawn(process.execPath, [fixture, file, String(jobs)], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as object;
    if (!('step' in said)) return { child, said };
    expect(said).toEqual({ step: 'send' });
  }
  throw new Error('it said nothing');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function overwrite(from: number, to: number, byte: number): void {
  const out = openSync(file, 'r+');
  writeSync(out, Buffer.alloc(to - from, byte), 0, to - from, from);
  closeSync(out);
}

const size = () => statSync(file).size;
const harms: [string, () => void][] = [
  ['0 bytes long', () => truncateSync(file, 0)],
  ['gone', () => rmSync(file)],
  ['without its header', () => overwrite(0, 100, 0)],
  ['garbage in its pages', () => overwrite(4_096, size(), 0xa5)],
  ['garbage in one page', () => overwrite(8_192, 12_288, 0xa5)],
  ['truncated at half', () => truncateSync(file, Math.floor(size() / 2))],
  ['truncated at a page', () => truncateSync(file, 4_096)],
  [
    "another program's",
    () => {
      rmSync(file);
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE jobs (theirs)');
      other.close();
    },
  ],
];

test.each(harms)(
  'row 44: a journal that is %s: its copy takes its place, what is not final is unknown, the user is told',
  async (_, harm) => {
    await aDay();
    harm();
    const remains = existsSync(file);
    const journal = openJournal();
    const { jobs, mishap } = await journal.jobs('anna');
    expect(jobs.map(({ id, endedAt }) => [id, endedAt === null])).toEqual([
      [jobId(2), true],
      [jobId(1), false],
    ]);
    expect(mishap).toEqual({ kind: 'restored', at: Math.round(statSync(`${file}.backup`).mtimeMs) });
    expect(await outcomes(journal, 1)).toEqual(['already-shared', 'already-shared', 'already-shared']);
    // It was queued when the copy was made, and may have been sent since.
    expect(await outcomes(journal, 2)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(asides()).toHaveLength(remains ? 1 : 0);

    // Nothing is sent before the fence; what is there is found at once.
    expect(await journal.next(lane(2), now())).toEqual({ kind: 'read' });
    expect(await journal.listed(lane(2), list('image-2-1'), now())).toMatchObject({
      kind: 'wait',
      why: 'fence',
    });
    expect(await outcomes(journal, 2)).toEqual(['shared', 'unknown', 'unknown']);
    mono += fenceMs;
    expect(await journal.next(lane(2), now())).toEqual({ kind: 'read' });
    await journal.listed(lane(2), list('image-2-1'), now());
    mono += fenceMs;
    await journal.next(lane(2), now());
    expect(await journal.listed(lane(2), list('image-2-1'), now())).toMatchObject({
      kind: 'send',
      imageIds: ['image-2-2', 'image-2-3'],
    });
  },
);

test.each(harms)(
  'row 44: a journal that is %s and has no copy: it is said to be lost, and a new one begins',
  async (_, harm) => {
    await aDay({ withCopy: false });
    harm();
    const journal = openJournal();
    expect(await journal.jobs('anna')).toEqual({ jobs: [], mishap: { kind: 'lost', at: null } });
    await journal.create(job(7), now());
    await journal.close();
    expect(await openJournal().jobs('anna')).toMatchObject({
      jobs: [{ id: jobId(7) }],
      mishap: { kind: 'lost' },
    });
  },
);

test.each([9_000, 0])('row 44: a copy cut to %i bytes is not believed either', async (bytes) => {
  await aDay();
  overwrite(4_096, size(), 0xa5);
  truncateSync(`${file}.backup`, bytes);
  expect(await openJournal().jobs('anna')).toMatchObject({ jobs: [], mishap: { kind: 'lost' } });
});

test('what befell is told over restarts, until the user has read it', async () => {
  await aDay();
  truncateSync(file, 0);
  const journal = openJournal();
  await journal.close();
  const again = openJournal();
  expect(await again.jobs('anna')).toMatchObject({ mishap: { kind: 'restored' } });
  await again.dismissMishap();
  expect(await again.jobs('anna')).toMatchObject({ mishap: null });
  await again.close();
  expect(await openJournal().jobs('anna')).toMatchObject({ mishap: null });
});

test('of damaged journals the newest few are kept, with what stood in them', async () => {
  await aDay();
  for (let n = 0; n < 5; n += 1) {
    wall += 1_000;
    writeFileSync(file, `damaged ${n}`.repeat(1_000));
    await openJournal().close();
  }
  const kept = asides().map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 9));
  expect(kept.sort()).toEqual(['damaged 2', 'damaged 3', 'damaged 4']);
});

test('a journal at rest is opened as it was: nothing befell it', async () => {
  await aDay();
  const journal = openJournal();
  expect(await journal.jobs('anna')).toMatchObject({
    jobs: [{ id: jobId(2) }, { id: jobId(1) }],
    mishap: null,
  });
  expect(asides()).toEqual([]);
});

test('a job that is forgotten on purpose is no loss', async () => {
  await aDay();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA foreign_keys = ON; DELETE FROM jobs WHERE number = 2');
  database.close();
  expect(await openJournal().jobs('anna')).toMatchObject({ jobs: [{ id: jobId(1) }], mishap: null });
});

test('row 45: killed, and its -wal deleted: what it held is told to be lost, or older, and is looked up', async () => {
  const { child } = await holder(1);
  await kill(child);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  rmSync(`${file}-wal`);
  expect(await openJournal().jobs('anna')).toEqual({ jobs: [], mishap: { kind: 'lost', at: null } });
});

test.each([
  ['a new job', 3],
  ['the sending of one that was queued', 2],
])(
  'row 45: killed, and the -wal that held %s deleted: what is left is older, and what it holds as queued is unknown',
  async (_, jobs) => {
    await aDay({ isSending: false, withCopy: false });
    const { child } = await holder(jobs);
    await kill(child);
    rmSync(`${file}-wal`);
    const journal = openJournal();
    const { jobs: left, mishap } = await journal.jobs('anna');
    expect(left.map(({ id }) => id)).toEqual([jobId(2), jobId(1)]);
    expect(mishap).toMatchObject({ kind: 'restored' });
    expect(await outcomes(journal, 2)).toEqual(['unknown', 'unknown', 'unknown']);
  },
);

test('row 45: where the copy is newer than what a deleted -wal leaves, it is the copy that is taken', async () => {
  await aDay({ isSending: false, withCopy: false });
  const older = readFileSync(file);
  rmSync(file);
  rmSync(`${file}.marker`);
  const kept = openJournalFile(file, clocks);
  const journal = journalOn(kept.database, { ...clocks, ...kept });
  for (const n of [1, 2, 3]) await journal.create(job(n), now());
  backUp(kept.database, file);
  kept.close();
  writeFileSync(file, older);
  const { jobs, mishap } = await openJournal().jobs('anna');
  expect(jobs.map(({ id }) => id)).toEqual([jobId(3), jobId(2), jobId(1)]);
  expect(mishap).toEqual({ kind: 'restored', at: Math.round(statSync(`${file}.backup`).mtimeMs) });
});

test('after what was lost, jobs and attempts are numbered on: no late answer is taken for that to another', async () => {
  await aDay({ withCopy: false });
  rmSync(file);
  const journal = openJournal();
  await journal.create(job(9), now());
  // What was on its way when it was lost, nobody knows: for a fence nothing is sent.
  const held = await journal.listed(lane(9), list(), now());
  expect(held).toMatchObject({ kind: 'wait', why: 'fence' });
  const later = held.kind === 'wait' ? held.until : 0;
  const step = await journal.listed(lane(9), list(), { ...now(), mono: later });
  expect(step.kind === 'send' && step.attempt).toBe(2);
});

test('row 45: a journal that was killed is whole, and there is no -shm that could be deleted', async () => {
  const { child } = await holder(2);
  expect(files()).toEqual(['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite.marker']);
  await kill(child);
  const journal = openJournal();
  expect(await journal.jobs('anna')).toMatchObject({
    jobs: [{ id: jobId(2) }, { id: jobId(1) }],
    mishap: null,
  });
  expect(await outcomes(journal, 1)).toEqual(['queued', 'queued', 'queued']);
  expect(await outcomes(journal, 2)).toEqual(['unknown', 'unknown', 'unknown']);
});

test('row 45: without the marker, a journal that was cut to nothing is known by its copy', async () => {
  await aDay();
  rmSync(`${file}.marker`);
  truncateSync(file, 0);
  expect(await openJournal().jobs('anna')).toMatchObject({ jobs: [{}, {}], mishap: { kind: 'restored' } });
});

// Windows has no such folders.
const onUnix = test.skipIf(process.platform === 'win32');

onUnix('row 45: a folder that may not be written to is said to be so', async ({ skip }) => {
  await aDay();
  // Root may write everywhere, so that somebody else opens it then.
  const isRoot = process.getuid?.() === 0;
  const nobody = 65_534;
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot)
    for (const path of [folder, ...files().map((name) => join(folder, name))])
      chownSync(path, nobody, nobody);
  chmodSync(folder, 0o500);
  const { said } = await holder(0, user).catch(() => ({ said: null }));
  chmodSync(folder, 0o700);
  // Elsewhere that user may not read the source.
  skip(said === null, 'no other user could be taken');
  expect(said).toEqual({ error: { code: 'storage-failed', detail: 'unwritable' } });
});

test('row 10: a second process that opens the journal is refused, until the first has ended, however it ended', async () => {
  const first = await holder(1);
  expect(first.said).toEqual({ open: true });
  const second = await holder(1);
  expect(second.said).toEqual({ error: { code: 'storage-failed', detail: 'other' } });
  expect(() => openJournal()).toThrow('storage-failed');
  await kill(first.child);
  expect(await openJournal().jobs('anna')).toMatchObject({ jobs: [{ id: jobId(1) }], mishap: null });
});

test('row 42: disk full while a job is written: it is said so, nothing of it is there, and the journal is whole', async () => {
  const kept = openJournalFile(file, clocks);
  const journal = journalOn(kept.database, { ...clocks, ...kept });
  await journal.create(job(1), now());
  // No more pages than it has: what SQLite says then, it says of a full disk.
  const { page_count: pages } = kept.database.prepare('PRAGMA page_count').get() as { page_count: number };
  kept.database.exec(`PRAGMA max_page_count = ${pages}`);
  await expect(journal.create(job(2, 5_000), now())).rejects.toMatchObject({
    data: { code: 'storage-failed', detail: 'full' },
  });
  expect((await journal.jobs('anna')).map(({ id }) => id)).toEqual([jobId(1)]);
  expect(await journal.lanes('anna')).toEqual([lane(1)]);
  expect(kept.database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });

  kept.database.exec('PRAGMA max_page_count = 1000000');
  await journal.create(job(2, 5_000), now());
  kept.close();
  expect(await openJournal().jobs('anna')).toMatchObject({
    jobs: [{ id: jobId(2) }, { id: jobId(1) }],
    mishap: null,
  });
});

test('row 53: a journal of a newer version is refused, and left as it is to the byte', async () => {
  await aDay();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const before = files().map((name) => [name, readFileSync(join(folder, name), 'hex')]);
  expect(() => openJournal()).toThrow(
    expect.objectContaining({ data: { code: 'storage-failed', detail: 'newer-version' } }),
  );
  expect(files().map((name) => [name, readFileSync(join(folder, name), 'hex')])).toEqual(before);
});

test('row 47: a torn marker counts as none, and is whole again', async () => {
  await aDay();
  writeFileSync(`${file}.marker`, '{"jobs":');
  const journal = openJournal();
  expect(await journal.jobs('anna')).toMatchObject({ jobs: [{}, {}], mishap: null });
  await journal.close();
  rmSync(`${file}.backup`);
  truncateSync(file, 0);
  expect(await openJournal().jobs('anna')).toMatchObject({ jobs: [], mishap: { kind: 'lost' } });
});

test('what a crash left half made is swept', async () => {
  await aDay();
  const left = ['.backup.tmp', '.backup.tmp-journal', '.restored.tmp', '.restored.tmp-wal'];
  for (const name of left) writeFileSync(file + name, 'half');
  openJournal();
  expect(files().filter((name) => name.includes('.tmp'))).toEqual([]);
});

test('row 42: a disk of 2 MB that is full: it is said so, nothing is to be sent, and with room again all goes on', async ({
  skip,
}) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    skip('this user may mount no disk');
  }
  try {
    file = join(disk, 'journal.sqlite');
    const journal = openJournal();
    await journal.create(job(1), now());
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 40_000));
    await expect(journal.create(job(2, 5_000), now())).rejects.toMatchObject({
      data: { code: 'storage-failed', detail: 'full' },
    });
    expect(await journal.lanes('anna')).toEqual([lane(1)]);
    await journal.close();

    rmSync(filler);
    const again = openJournal();
    expect(await again.jobs('anna')).toMatchObject({ jobs: [{ id: jobId(1) }], mishap: null });
    await again.create(job(2, 5_000), now());
    expect((await again.job('anna', jobId(2))).counts.queued).toBe(5_000);
    await again.close();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
});

// Windows has no such modes: there the user's folder guards it.
onUnix('all that holds anything of the journal is for this user alone', async () => {
  await aDay();
  truncateSync(file, 5_000);
  const journal = openJournal();
  await journal.create(job(3), now());
  expect(files()).toHaveLength(5);
  for (const name of files()) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
});
