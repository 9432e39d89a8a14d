import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { albumQueue, type AlbumQueue } from '#shared/models/queue.ts';
import { FakeWorld, broken, denied, failed, limited, offline } from './fake-world.fixture.ts';
import { createAlbumQueue, type AlbumQueueRoom } from './queue.ts';
import type { Resyncs } from './resyncs.ts';

const folder = mkdtempSync(join(tmpdir(), 'queue-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let file = '';
let world: FakeWorld;
let resyncs: Resyncs;
let queue: AlbumQueueRoom;
let told: AlbumQueue[];
let used = { calls: 0, pictures: 0 };
let budget = 0;

/** As after a start of the app. */
async function start(): Promise<void> {
  resyncs = world.resyncs(async (account) => queue.holds(account));
  queue = createAlbumQueue({
    file,
    accountId: () => world.account,
    isSignedIn: () => world.account !== null && !world.isExpired,
    resyncs,
    clock: world.clock,
    used: () => used,
    budget: () => budget,
    notify: (changed) => told.push(changed),
    unexpected: (thrown) => world.thrown.push(thrown),
  });
  await queue.get();
}
beforeEach(async () => {
  file = join(folder, `queues-${(files += 1)}.json`);
  world = new FakeWorld();
  told = [];
  used = { calls: 0, pictures: 0 };
  budget = 0;
  world.heard = (resync) => queue.heard(resync);
  await start();
});

const albums = (count: number): string[] => Array.from({ length: count }, (_, i) => `album-${i}`);
const last = (): AlbumQueue | undefined => told.at(-1);
const asked = (): string[] => world.calls.map(({ what }) => what.replace('own ', ''));
const untilStatus = (status: AlbumQueue['status']) => world.time.until(() => last()?.status === status);

test('albums are asked for one after the other, each once, and the summary counts them', async () => {
  const begun = await queue.start([...albums(30), 'album-3']);
  expect(begun).toMatchObject({ status: 'running', total: 30, counts: { queued: 30, done: 0 } });
  await untilStatus('ended');
  expect(asked()).toEqual(albums(30));
  expect(world.mostUnderWay).toBe(1);
  expect(last()).toMatchObject({ counts: { queued: 0, done: 30, failed: 0 }, running: null, error: null });
  expect(last()?.endedAt).not.toBeNull();
  for (const each of told) expect(albumQueue.safeParse(each).error).toBeUndefined();
  // Some ten times a second at most: 30 albums in 3 seconds.
  expect(told.length).toBeLessThan(70);
  expect([...world.history.kept.values()].every(({ resync }) => resync.cause === 'queue')).toBe(true);
});

test('what one album meets fails that album only, and the failed stand first', async () => {
  world.meets = ({ what }) => (what === 'own album-2' ? denied : what === 'own album-4' ? failed : null);
  await queue.start(albums(6));
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 4, failed: 2 } });
  const rows = await queue.albums(0, 10);
  expect(rows.map(({ albumId, status, error }) => [albumId, status, error?.code])).toEqual([
    ['album-2', 'failed', 'access-denied'],
    ['album-4', 'failed', 'server-failed'],
    ['album-0', 'done', undefined],
    ['album-1', 'done', undefined],
    ['album-3', 'done', undefined],
    ['album-5', 'done', undefined],
  ]);
  expect(await queue.albums(1, 2)).toEqual(rows.slice(1, 3));

  world.meets = () => null;
  world.calls.length = 0;
  expect(await queue.retryFailed()).toMatchObject({
    status: 'running',
    endedAt: null,
    counts: { queued: 2 },
  });
  await untilStatus('ended');
  expect(asked()).toEqual(['album-2', 'album-4']);
  expect(last()).toMatchObject({ counts: { done: 6, failed: 0 } });
  // Into the reports that are there.
  expect(world.history.kept.size).toBe(6);
});

test('a second queue has to wait for the end of the first', async () => {
  await queue.start(albums(2));
  await expect(queue.start(['other'])).rejects.toMatchObject({ data: { code: 'queue-is-busy' } });
  await untilStatus('ended');
  expect(await queue.start(['other'])).toMatchObject({ total: 1 });
  const twice = await Promise.allSettled([queue.stop(), queue.start(['x']), queue.start(['y'])]);
  expect(twice.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
});

test('paused, the album under way comes to its end and no other begins; resumed, it goes on', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  expect(await queue.pause()).toMatchObject({ status: 'paused' });
  await world.time.untilQuiet();
  expect(last()).toMatchObject({ status: 'paused', counts: { done: 3, queued: 7 }, running: null });
  expect(world.calls).toHaveLength(3);
  await queue.resume();
  await untilStatus('ended');
  expect(asked()).toEqual(albums(10));
});

test('stopped, it has ended: what is queued is not asked, the album under way neither', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  expect(await queue.stop()).toMatchObject({ status: 'ended' });
  await world.time.untilQuiet();
  expect(world.calls).toHaveLength(3);
  expect(last()).toMatchObject({ status: 'ended', counts: { done: 2, queued: 8 }, running: null });
});

test('stopped while it waits for Renew, nothing of it goes on after that', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  world.isExpired = true;
  await untilStatus('waiting');
  await queue.stop();
  world.isExpired = false;
  resyncs.resume();
  queue.wake();
  await world.time.untilQuiet();
  expect(world.calls).toHaveLength(3);
  expect([...world.history.kept.values()].map(({ resync }) => resync.status)).toEqual([
    ...['ended', 'ended', 'cancelled'],
  ]);
});

// The budget

test('it stops before an album that could pass the budget of the day, and goes on the next day', async () => {
  // An album may cost two calls.
  budget = 6;
  used = { calls: 0, pictures: 2 };
  world.meets = () => {
    used = { ...used, calls: used.calls + 1 };
    return null;
  };
  await queue.start(albums(10));
  await untilStatus('over-budget');
  expect(world.calls).toHaveLength(3);
  expect(last()).toMatchObject({ counts: { done: 3, queued: 7 }, running: null, error: null });
  expect(await queue.resume()).toMatchObject({ status: 'running' });
  await world.time.advance(3_600_000);
  expect(last()).toMatchObject({ status: 'over-budget' });
  expect(world.calls).toHaveLength(3);
  used = { calls: 0, pictures: 0 };
  await world.time.advance(62_000);
  expect(last()).toMatchObject({ status: 'over-budget' });
  expect(used.calls + used.pictures).toBeLessThanOrEqual(budget);
  expect(world.calls).toHaveLength(8);
  budget = 0;
  queue.wake();
  await untilStatus('ended');
});

// Errors of every call

test.each<[string, AppErrorData]>([
  ['there is no line', offline],
  ['the server says that it is too much', limited(60)],
])('where %s, it waits with growing pauses and goes on by itself, and no album fails', async (_, error) => {
  let isDown = false;
  world.meets = () => (isDown ? error : null);
  await queue.start(albums(20));
  await world.time.until(() => world.calls.length === 5);
  isDown = true;
  const before = world.calls.length;
  await untilStatus('waiting');
  expect(last()).toMatchObject({ error: { code: error.code } });
  await world.time.advance(3_600_000);
  // An hour of it costs no more than that many calls.
  expect(world.calls.length - before).toBeLessThan(70);
  isDown = false;
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 20, failed: 0 }, error: null });
  // An album that was asked for in vain has one report.
  expect(world.history.kept.size).toBe(20);
});

test('an outage that looks like the fault of each album does not fail them all', async () => {
  world.meets = () => failed;
  await queue.start(albums(900));
  await world.time.advance(3_600_000);
  expect(last()?.counts.failed).toBeLessThan(40);
  expect(last()).toMatchObject({ status: 'waiting', error: { code: 'server-failed' } });
  world.meets = () => null;
  await queue.resume();
  await untilStatus('ended');
  await queue.retryFailed();
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 900, failed: 0 } });
});

test.each<[string, AppErrorData]>([
  ['always breaks off', broken],
  ['never comes', { code: 'not-reached', host: 'api.test', reason: 'timeout' }],
  ['is that it is too much, with no word for how long', limited(null)],
  ['is that it is too much for now', limited(20)],
])('an album whose answer %s holds up no other, and fails after a few tries', async (_, error) => {
  world.meets = ({ what }) => (['own album-1', 'own album-4'].includes(what) ? error : null);
  const begun = world.clock.mono();
  await queue.start(albums(200));
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 198, failed: 2 }, error: null });
  expect((await queue.albums(0, 3)).map(({ albumId, error: why }) => [albumId, why?.code])).toEqual([
    ['album-1', error.code],
    ['album-4', error.code],
    ['album-0', undefined],
  ]);
  for (const bad of ['album-1', 'album-4']) {
    expect(asked().filter((albumId) => albumId === bad)).toHaveLength(3);
  }
  expect(world.clock.mono() - begun).toBeLessThan(200_000);
  expect(world.history.kept.size).toBe(200);
});

test('an album that breaks off and is alone fails too, after a few tries', async () => {
  world.meets = () => broken;
  await queue.start(['A']);
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 0, failed: 1 } });
  expect(world.calls).toHaveLength(3);
});

test.each<[string, AppErrorData]>([
  ['breaks off', broken],
  ['says that it is too much', limited(null)],
])('where every answer %s for an hour, no album fails, and few calls are made', async (_, error) => {
  let isDown = true;
  world.meets = () => (isDown ? error : null);
  await queue.start(albums(900));
  await world.time.advance(60_000);
  if (error.code === 'rate-limited') expect(world.calls.length).toBeLessThanOrEqual(4);
  await world.time.advance(3_600_000);
  expect(world.calls.length).toBeLessThan(40);
  expect(last()).toMatchObject({ status: 'waiting', error: { code: error.code }, counts: { failed: 0 } });
  isDown = false;
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 900, failed: 0 } });
});

test('it waits for Renew, and asks nothing meanwhile', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  world.isExpired = true;
  await untilStatus('waiting');
  expect(last()).toMatchObject({ error: { code: 'session-expired' }, counts: { done: 2, failed: 0 } });
  await world.time.advance(10 * 3_600_000);
  expect(world.calls).toHaveLength(3);
  world.isExpired = false;
  resyncs.resume();
  queue.wake();
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 10, failed: 0 } });
  expect(world.calls).toHaveLength(11);
});

test('what Renew finds waiting goes on in the queue’s own order, one after the other', async () => {
  world.meets = ({ what }) => (what === 'own album-0' ? denied : null);
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  world.isExpired = true;
  await untilStatus('waiting');
  await queue.retryFailed();
  world.isExpired = false;
  resyncs.resume();
  queue.wake();
  await untilStatus('ended');
  expect(world.mostUnderWay).toBe(1);
});

// Restart and accounts

/** The app ends and starts again. */
async function restart(): Promise<void> {
  await queue.close();
  const resting = resyncs.rest();
  await world.time.advance(0);
  await resting;
  world.time.dropApp();
  told = [];
  await start();
  resyncs.resume();
  queue.wake();
}

test('after a restart it goes on where it was, and asks no album twice that had come', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 4);
  await restart();
  expect(await queue.get()).toMatchObject({ status: 'running', total: 10 });
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 10, failed: 0 } });
  expect(asked().toSorted()).toEqual([...albums(10), 'album-3'].toSorted());
  expect(world.history.kept.size).toBe(10);
});

test('what had come when the app was killed is not asked again, and is counted as what it was', async () => {
  await queue.start(albums(5));
  await queue.pause();
  await world.time.untilQuiet();
  await queue.close();
  const kept = readFileSync(file, 'utf8');
  await start();
  await queue.resume();
  await world.time.until(() => world.calls.length === 4);
  for (const { resync } of [...world.history.kept.values()].slice(1, 3)) resync.counts.changed = 1;
  world.time.dropApp();
  world.kept.leave();
  // Of the last moments before, nothing had been written.
  writeFileSync(file, kept);
  world.calls.length = 0;
  await start();
  queue.wake();
  await queue.resume();
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 5, changed: 2, failed: 0 } });
  expect(asked()).toEqual(['album-3', 'album-4']);
});

test('paused, it stays paused over a restart', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 4);
  await queue.pause();
  await restart();
  await world.time.untilQuiet();
  expect(await queue.get()).toMatchObject({ status: 'paused', running: null });
  const calls = world.calls.length;
  await queue.resume();
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 10, failed: 0 } });
  expect(world.calls.length - calls).toBe(6);
});

test('of another account nothing is asked, shown or told; back again, it goes on', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 4);
  world.account = 'two';
  resyncs.resume();
  queue.wake();
  told = [];
  await world.time.untilQuiet();
  expect(told).toEqual([]);
  expect(await queue.get()).toBeNull();
  expect(await queue.albums(0, 10)).toEqual([]);
  await queue.start(['theirs']);
  await untilStatus('ended');

  world.account = 'one';
  resyncs.resume();
  queue.wake();
  await untilStatus('ended');
  expect(last()).toMatchObject({ total: 10, counts: { done: 10, failed: 0 } });
  expect(world.calls.filter(({ account }) => account === 'two').map(({ what }) => what)).toEqual([
    'own theirs',
  ]);

  await queue.keepOnly(['two']);
  expect(await queue.get()).toBeNull();
});

test('what it goes on with by itself once its account is back can be said meanwhile, also after a restart', async () => {
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 4);
  world.account = 'two';
  resyncs.restOthers();
  queue.wake();
  await world.time.untilQuiet();
  expect(queue.resting('one')).toBe(7);
  expect(queue.resting('two')).toBe(0);
  await restart();
  expect(queue.resting('one')).toBe(7);
  world.account = 'one';
  resyncs.resume();
  queue.wake();
  await world.time.until(() => world.calls.length === 6);
  await queue.pause();
  await world.time.untilQuiet();
  // What was paused waits for its user.
  expect(queue.resting('one')).toBe(0);
});

test('a report that was removed from the history is made anew', async () => {
  world.meets = () => denied;
  await queue.start(['A']);
  await untilStatus('ended');
  world.history.kept.clear();
  world.meets = () => null;
  await queue.retryFailed();
  await untilStatus('ended');
  expect(last()).toMatchObject({ counts: { done: 1, failed: 0 } });
});

test('the failed of a stopped queue are asked again, what it had left is not', async () => {
  world.meets = ({ what }) => (what === 'own album-0' ? denied : null);
  await queue.start(albums(10));
  await world.time.until(() => world.calls.length === 3);
  await queue.stop();
  await world.time.untilQuiet();
  world.meets = () => null;
  world.calls.length = 0;
  await queue.retryFailed();
  await untilStatus('ended');
  expect(asked()).toEqual(['album-0']);
  expect(last()).toMatchObject({ total: 10, counts: { done: 2, queued: 8, failed: 0 } });
});

test('a queue that cannot be read costs itself alone', async () => {
  const kept = { id: randomUUID(), status: 'paused', startedAt: 1, endedAt: null, error: null, albums: [] };
  writeFileSync(file, JSON.stringify({ one: kept, two: { ...kept, status: 'of a later version' } }));
  world.thrown.length = 0;
  await start();
  expect(await queue.get()).toMatchObject({ id: kept.id });
  expect(world.thrown).toHaveLength(1);
  world.account = 'two';
  expect(await queue.get()).toBeNull();
});

test('a file that cannot be read costs nothing: it is said, stays as it is, and is read the next time', async () => {
  const kept = { id: randomUUID(), status: 'paused', startedAt: 1, endedAt: null, error: null, albums: [] };
  mkdirSync(file);
  world.thrown.length = 0;
  await expect(start()).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  await expect(queue.start(['A'])).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  await queue.close();
  expect(world.thrown).toHaveLength(1);
  rmdirSync(file);
  writeFileSync(file, JSON.stringify({ one: kept }));
  expect(await queue.get()).toMatchObject({ id: kept.id });
});

test('a file that was damaged is put aside, and said', async () => {
  writeFileSync(file, '{"one":{"id":');
  world.thrown.length = 0;
  await start();
  expect(await queue.get()).toBeNull();
  expect(world.thrown).toHaveLength(1);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"one":{"id":');
  await queue.start(['A']);
  await untilStatus('ended');
});
