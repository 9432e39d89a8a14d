import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { watch, type Watch } from '#shared/models/watch.ts';
import { FakeWorld, limited, offline, type FakeImage } from './fake-world.fixture.ts';
import { createWatches, type Watches } from './watches.ts';

const folder = mkdtempSync(join(tmpdir(), 'watches-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let file = '';
let world: FakeWorld;
let watches: Watches;
let told: Watch[][];
let ended: Watch[];
let images: Record<string, FakeImage | null>;

/** As after a start of the app. */
async function start(): Promise<void> {
  watches = createWatches({
    file,
    accountId: () => world.account,
    isSignedIn: () => world.account !== null && !world.isExpired,
    kept: world.kept,
    clock: world.clock,
    notify: (list) => told.push(list),
    ended: (one) => ended.push(one),
    unexpected: (thrown) => world.thrown.push(thrown),
  });
  if (world.account !== null) await watches.list();
}
beforeEach(async () => {
  file = join(folder, `watches-${(files += 1)}.json`);
  world = new FakeWorld();
  images = {};
  world.images = (id) => (id in images ? (images[id] ?? null) : { processed: false });
  told = [];
  ended = [];
  await start();
});

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `img-${i}`);
const first = (): Watch | undefined => told.at(-1)?.[0];
const pauses = (): number[] => world.calls.slice(1).map(({ at }, i) => at - (world.calls[i]?.at ?? 0));

test('it asks at once, then with growing pauses of at most five minutes', async () => {
  expect(await watches.start('A', ['a'])).toMatchObject([{ total: 1, askedAt: null, endedAt: null }]);
  await world.time.advance(2 * 3_600_000);
  // A chance of one half is the middle of what a pause may be; an answer takes 100 ms.
  expect(pauses().slice(0, 8)).toEqual([5_100, 10_100, 20_100, 40_100, 80_100, 160_100, 300_100, 300_100]);
  expect(first()).toMatchObject({ processed: 0, error: null, endedAt: null });
  expect((first()?.nextAt ?? 0) - (first()?.askedAt ?? 0)).toBe(300_000);
});

test('what is settled is not asked for again; all ends are told once, with what the records say', async () => {
  images = { a: { processed: true }, b: { processingError: 'unsupported codec' } };
  await watches.start('A', ['a', 'b', 'c', 'd', 'e']);
  await world.time.until(() => first()?.processed === 1);
  expect(first()).toMatchObject({ processed: 1, failed: 1, gone: 0, total: 5, endedAt: null });
  images = { c: { processed: true }, d: null };
  await world.time.until(() => world.calls.length === 3);
  expect(world.calls.map((call) => call.ids)).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    ['c', 'd', 'e'],
    ['d', 'e'],
  ]);
  // Not found once may be an accident; twice in a row it is gone.
  await world.time.until(() => first()?.gone === 1);
  images = { e: { processed: true } };
  await world.time.untilQuiet();
  expect(ended).toHaveLength(1);
  expect(ended[0]).toMatchObject({ processed: 3, failed: 1, gone: 1, nextAt: null, error: null });
  expect(ended[0]?.failures).toEqual([{ id: 'b', name: 'Name of b', says: 'unsupported codec' }]);
  expect(first()).toEqual(ended[0]);
  for (const list of told) for (const one of list) expect(watch.safeParse(one).error).toBeUndefined();
});

test('it asks in chunks of 80, and less often the more calls that costs', async () => {
  await watches.start('A', ids(200));
  await world.time.advance(24 * 3_600_000);
  expect(world.calls.slice(0, 3).map((call) => call.ids.length)).toEqual([80, 80, 40]);
  expect(world.mostUnderWay).toBe(1);
  // A day costs a call each five minutes.
  expect(world.calls.length).toBeLessThan(288 + 30);
});

test('an error is said and tried on, and one that every watch would meet is met once', async () => {
  world.meets = () => offline;
  await watches.start('A', ['a']);
  await watches.start('B', ['b']);
  await world.time.until(() => told.at(-1)?.every(({ error }) => error !== null) ?? false);
  expect(first()).toMatchObject({ error: offline, endedAt: null });
  const calls = world.calls.length;
  await world.time.advance(3_600_000);
  expect(world.calls.length - calls).toBeLessThan(40);
  world.meets = () => null;
  images = { a: { processed: true }, b: { processed: true } };
  await world.time.untilQuiet();
  expect(ended).toHaveLength(2);
  expect(told.at(-1)?.map(({ error }) => error)).toEqual([null, null]);
});

test('where the server says when, it does not ask before', async () => {
  let refusals = 1;
  world.meets = () => (refusals-- > 0 ? limited(600) : null);
  await watches.start('A', ['a']);
  await world.time.until(() => world.calls.length === 2);
  expect(pauses()[0]).toBeGreaterThanOrEqual(600_000);
});

test('asked now, it asks now', async () => {
  await watches.start('A', ['a']);
  await world.time.advance(3_600_000);
  const calls = world.calls.length;
  await watches.askNow();
  await world.time.advance(0);
  expect(world.calls).toHaveLength(calls + 1);
});

test('removed, it is off the list at once and ends without a word', async () => {
  const [begun] = await watches.start('A', ['a']);
  const watchId = begun?.id ?? '';
  expect(await watches.remove(watchId)).toEqual([]);
  await world.time.untilQuiet();
  expect(world.calls.length).toBeLessThanOrEqual(1);
  expect(ended).toEqual([]);
  expect(await watches.remove(watchId)).toEqual([]);
  expect(await watches.list()).toEqual([]);
});

test('twenty at most are waited for, and fifty kept; the oldest that ended go', async () => {
  for (let i = 0; i < 20; i += 1) await watches.start('A', [`a${i}`]);
  await expect(watches.start('A', ['b'])).rejects.toMatchObject({ data: { code: 'flooded' } });
  images = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`a${i}`, { processed: true }]));
  await world.time.untilQuiet();
  for (let i = 20; i < 60; i += 1) {
    await watches.start('A', [`a${i}`]);
    await world.time.untilQuiet();
  }
  const list = await watches.list();
  expect(list).toHaveLength(50);
  expect(list[0]?.startedAt).toBeGreaterThan(list[49]?.startedAt ?? 0);
  await expect(watches.start('A', ['?1'])).rejects.toMatchObject({ data: { code: 'no-images-chosen' } });
});

// Restart, Renew and accounts

test('after a restart it goes on where it was', async () => {
  images = { a: { processed: true } };
  await watches.start('A', ['a', 'b']);
  await world.time.advance(60_000);
  const calls = world.calls.length;
  await watches.close();
  world.time.dropApp();
  await world.time.advance(3_600_000);
  await start();
  watches.wake();
  await world.time.advance(0);
  expect(world.calls).toHaveLength(calls + 1);
  expect(world.calls.at(-1)?.ids).toEqual(['b']);
  images = { b: { processed: true } };
  await world.time.untilQuiet();
  expect(ended).toMatchObject([{ processed: 2, total: 2 }]);
});

test('while the session has expired nothing is asked; after Renew it goes on', async () => {
  await watches.start('A', ['a']);
  await world.time.advance(60_000);
  const calls = world.calls.length;
  world.isExpired = true;
  await world.time.advance(3_600_000);
  expect(world.calls.length).toBe(calls);
  world.isExpired = false;
  watches.wake();
  await world.time.advance(0);
  expect(world.calls.length).toBe(calls + 1);
});

test('of an account that is gone nothing is asked or told; back again, it goes on', async () => {
  await watches.start('A', ['a']);
  await world.time.advance(5_150);
  expect(world.inFlight).toHaveLength(1);
  world.account = 'two';
  watches.wake();
  told = [];
  await world.time.untilQuiet();
  expect(await watches.list()).toEqual([]);
  expect(told).toEqual([]);
  expect([watches.resting('one'), watches.resting('two')]).toEqual([1, 0]);
  const calls = world.calls.length;
  images = { a: { processed: true } };
  world.account = 'one';
  watches.wake();
  await world.time.untilQuiet();
  expect(world.calls.length).toBe(calls + 1);
  expect(ended).toMatchObject([{ processed: 1 }]);
  expect(watches.resting('one')).toBe(0);
  expect(world.thrown).toEqual([]);
});

test('a new token in the middle is no error', async () => {
  images = { a: { processed: true } };
  await watches.start('A', ['a']);
  await world.time.advance(50);
  world.kept.forget();
  await world.time.untilQuiet();
  expect(ended).toMatchObject([{ processed: 1, error: null }]);
  expect(told.flat().filter(({ error }) => error !== null)).toEqual([]);
});

test('two thousand images cost 25 calls a time; a token that expires in the middle loses nothing of what came', async () => {
  images = Object.fromEntries(ids(80).map((id) => [id, { processed: true }]));
  await watches.start('A', ids(2_000));
  await world.time.until(() => world.calls.length === 3);
  world.isExpired = true;
  await world.time.advance(3_600_000);
  expect(world.calls).toHaveLength(3);
  expect((await watches.list())[0]).toMatchObject({ processed: 80, failed: 0, gone: 0, endedAt: null });
  world.isExpired = false;
  watches.wake();
  await world.time.until(() => first()?.askedAt !== null && world.inFlight.length === 0);
  // What had come is not asked for again: 1,920 are left.
  expect(world.calls).toHaveLength(3 + 24);
  images = Object.fromEntries(ids(2_000).map((id, i) => [id, i < 1_000 ? { processed: true } : null]));
  await world.time.untilQuiet();
  expect(ended).toMatchObject([{ processed: 1_000, gone: 1_000, failed: 0, error: null }]);
  expect(world.mostUnderWay).toBe(1);
});
