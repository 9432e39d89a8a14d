import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { bootId, mono } from './boot.ts';
import type { Journal, Lane } from './journal.ts';
import { openJournal } from './open-journal.ts';

const worker = join(import.meta.dirname, 'worker.ts');
const boot = bootId();
let folder: string;
let file: string;
let journal: Journal;

const open = (workerFile = worker) => openJournal({ file, workerFile, boot });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'journal.sqlite');
  journal = open();
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true });
});

const lane: Lane = { accountId: 'anna', server: 'https://api.example', sharingId: 'homepage' };
const jobId = '0198c0de-0000-7000-8000-000000000001';
const job = { ...lane, jobId, albumId: 'Album', labels: {}, again: false, imageIds: ['a', 'b'] };
const now = () => ({ mono: mono(), wall: Date.now(), fenceMs: 120_000, notBefore: 0 });
const row = (image: string) => ({ id: `row-${image}`, url: `/r/${image}`, image: { public_id: image } });
const list = (...images: string[]) => ({
  body: new Blob([JSON.stringify(images.map(row))]).stream(),
  hintsAtMore: false,
});
const bytes = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));

test('a job is carried out through the thread: written, read, sent, settled, and known', async () => {
  await journal.create(job, now());
  expect(await journal.lanes('anna')).toEqual([lane]);
  expect(await journal.next(lane, now())).toEqual({ kind: 'read' });
  const step = await journal.listed(lane, list('a'), now());
  expect(step).toMatchObject({ kind: 'send', imageIds: ['b'] });
  if (step.kind !== 'send') return;
  const body = bytes([row('b')]);
  await journal.posted(lane, step.attempt, { body, status: 200, requestId: 'r1' }, now());
  const { items } = await journal.items('anna', jobId, { from: 0, count: 500, inOrder: true });
  expect(items.map(({ imageId, outcome, requestId }) => [imageId, outcome, requestId])).toEqual([
    ['a', 'already-shared', null],
    ['b', 'shared', 'r1'],
  ]);
  const { ids, sharedAt } = await journal.known(lane);
  expect([new TextDecoder().decode(ids), sharedAt.length]).toEqual(['a\nb\n', 2]);
});

test('an answer that is a part of a larger buffer costs nobody the rest', async () => {
  await journal.create({ ...job, imageIds: ['b'] }, now());
  await journal.next(lane, now());
  const step = await journal.listed(lane, list(), now());
  if (step.kind !== 'send') throw new Error(step.kind);
  const answer = bytes([row('b')]);
  const larger = new Uint8Array(answer.length + 4);
  larger.set(answer, 4);
  await journal.posted(lane, step.attempt, { body: larger.subarray(4), status: 200, requestId: null }, now());
  expect(await journal.links('anna', jobId, null)).toEqual(['https://api.example/r/b']);
  expect(larger.length).toBe(answer.length + 4);
});

test('a list that breaks off settles nothing', async () => {
  await journal.create(job, now());
  await journal.next(lane, now());
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands for a stream
  async function* broken() {
    yield bytes([row('a')]).subarray(0, -1);
    throw new AppError({ code: 'cancelled' });
  }
  await expect(journal.listed(lane, { body: broken(), hintsAtMore: false }, now())).rejects.toMatchObject({
    data: { code: 'cancelled' },
  });
  expect((await journal.job('anna', jobId)).counts).toMatchObject({ queued: 2 });
});

test('what the journal refuses is told as it is', async () => {
  await expect(journal.job('anna', jobId)).rejects.toMatchObject({ data: { code: 'unknown-job' } });
  await journal.create(job, now());
  await expect(journal.job('bert', jobId)).rejects.toMatchObject({ data: { code: 'unknown-job' } });
});

test('a place that cannot be written to is said to be so (faults row 45), and calls after closing fail', async () => {
  const nowhere = openJournal({ file: join(folder, 'nowhere', 'j'), workerFile: worker, boot });
  await expect(nowhere.jobs('anna')).rejects.toMatchObject({
    data: { code: 'storage-failed', detail: 'unwritable' },
  });
  await journal.close();
  await expect(journal.jobs('anna')).rejects.toMatchObject({ data: { code: 'storage-failed' } });
});

/** The real worker, in which a call by an account that is named after some code runs this first. */
function spoiled(code: string): string {
  const path = join(folder, 'worker.mts');
  writeFileSync(
    path,
    `import { closeSync, openSync, statSync, writeSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     import { DatabaseSync } from 'node:sqlite';
     const { exec } = DatabaseSync.prototype;
     let used;
     DatabaseSync.prototype.exec = function (sql) { used = this; exec.call(this, sql); };
     parentPort.on('message', ({ args }) => { if (args?.[0] === 'spoil') { ${code} } });
     await import(${JSON.stringify(pathToFileURL(worker).href)});`,
  );
  return path;
}

test('a thread that dies fails the call under way; the next starts it anew, and what was being sent is unknown', async () => {
  await journal.close();
  journal = open(spoiled('process.exit(1);'));
  await journal.create(job, now());
  await journal.next(lane, now());
  expect(await journal.listed(lane, list(), now())).toMatchObject({ kind: 'send' });
  await expect(journal.jobs('spoil')).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  const { jobs, mishap } = await journal.jobs('anna');
  expect([jobs[0]?.counts.unknown, mishap]).toEqual([2, null]);
});

test(
  'row 44: a journal that the disk alters while it is open is put aside, and its copy goes on',
  { timeout: 120_000 },
  async () => {
    await journal.close();
    // Every page but the first, in the file and in its log.
    const garbage = `
      for (const path of [${JSON.stringify(file)}, ${JSON.stringify(`${file}-wal`)}]) {
        const [file, { size }] = [openSync(path, 'r+'), statSync(path)];
        writeSync(file, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
        closeSync(file);
      }
      // What it has read is forgotten, as that of a large journal is.
      exec.call(used, 'PRAGMA shrink_memory');`;
    journal = open(spoiled(garbage));
    // As a job's end leaves it: with a copy.
    await journal.create({ ...job, imageIds: ['a'] }, now());
    await journal.next(lane, now());
    await journal.listed(lane, list('a'), now());
    await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toContain('journal.sqlite.backup');

    await expect(journal.jobs('spoil')).rejects.toMatchObject({ data: { code: 'storage-failed' } });
    const { jobs, mishap } = await journal.jobs('anna');
    expect(mishap?.kind).toBe('restored');
    expect(jobs).toMatchObject([{ id: jobId, counts: { 'already-shared': 1 } }]);
    expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
  },
);
