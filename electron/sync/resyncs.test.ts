import { beforeEach, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { FakeWorld, broken, denied, failed, limited, offline } from './fake-world.fixture.ts';
import type { Resyncs } from './resyncs.ts';

let world: FakeWorld;
let resyncs: Resyncs;
beforeEach(() => {
  world = new FakeWorld();
  resyncs = world.resyncs();
});

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `img-${i}`);
const album = (albumId: string) => ({ albumId, imageIds: null, noIds: [], repeated: [] });
const byIds = (imageIds: readonly string[], albumId = 'A') => ({
  albumId,
  imageIds,
  noIds: [],
  repeated: [],
});

/** Until nothing is under way for it. */
async function rested(resyncId: string): Promise<Resync> {
  const seen: { resync?: Resync } = {};
  void resyncs.finished(resyncId).then((resync) => (seen.resync = resync));
  await world.time.until(() => seen.resync !== undefined);
  if (seen.resync === undefined) throw new Error('it never rests');
  return seen.resync;
}
const asked = (): string[] => world.calls.flatMap((call) => [...call.ids]);

test('it is answered at once, and goes on by itself', async () => {
  const begun = await resyncs.start(byIds(ids(200)));
  expect(begun).toMatchObject({ status: 'running', done: 0, asked: 200, by: 'Ada', cause: 'user' });
  const end = await rested(begun.id);
  expect(end).toMatchObject({ status: 'ended', done: 200, error: null });
  expect(asked().toSorted()).toEqual(ids(200).toSorted());
  expect(world.calls.map((call) => call.ids.length)).toEqual([80, 80, 40]);
});

test('three calls are under way at most, of all resyncs together', async () => {
  const [first, second] = [await resyncs.start(byIds(ids(800))), await resyncs.start(byIds(ids(800), 'B'))];
  await rested(first.id);
  await rested(second.id);
  expect(world.calls).toHaveLength(20);
  expect(world.mostUnderWay).toBe(3);
});

test('the page hears of it a few times a second, and always how it ends', async () => {
  world.answerMs = 10;
  const { id } = await resyncs.start(byIds(ids(8_000)));
  await rested(id);
  // 100 chunks, three at a time, in about a third of a second.
  expect(world.told.length).toBeLessThan(10);
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', done: 8_000 });
});

test('no ids are no resync; made-up ids and repeated ones are not asked for', async () => {
  await expect(resyncs.start(byIds([]))).rejects.toMatchObject({ data: { code: 'no-images-chosen' } });
  await expect(resyncs.start(byIds(['?1']))).rejects.toMatchObject({ data: { code: 'no-images-chosen' } });
  const { id } = await resyncs.start(byIds(['a', '?1', 'b', 'a']));
  await rested(id);
  expect(asked()).toEqual(['a', 'b']);
});

// The whole album

test.each<['image_syncs' | 'album', string[]]>([
  ['image_syncs', ['all']],
  ['album', ['own A']],
])('an album whose list came from %s is asked for by one call', async (source, calls) => {
  world.source = source;
  const { id } = await resyncs.start(album('A'));
  expect(await rested(id)).toMatchObject({ status: 'ended', error: null });
  expect(world.calls.map(({ what }) => what)).toEqual(calls);
});

test('an album that cannot be listed ends with the reason, and can be asked for again', async () => {
  world.meets = () => denied;
  const { id } = await resyncs.start(album('A'));
  expect(await rested(id)).toMatchObject({ status: 'ended', error: denied });
  world.meets = () => null;
  expect(await resyncs.retry(id)).toMatchObject({ id, status: 'running', error: null });
  expect(await rested(id)).toMatchObject({ status: 'ended', error: null });
  expect(await resyncs.retry(id)).toMatchObject({ status: 'ended' });
  expect(world.calls).toHaveLength(2);
});

test('two resyncs of one album go one after the other, those of two albums side by side', async () => {
  const begun = [
    await resyncs.start(album('A')),
    await resyncs.start(album('A')),
    await resyncs.start(album('B')),
  ];
  for (const { id } of begun) await rested(id);
  expect(world.calls.map(({ what, at }) => [what, at - (world.calls[0]?.at ?? 0)])).toEqual([
    ['own A', 0],
    ['own B', 0],
    ['own A', 100],
  ]);
});

test('a list that was under way before it lacks what has changed since: it is asked for anew', async () => {
  world.source = 'image_syncs';
  const opened = world.kept.asks().allOnce();
  const { id } = await resyncs.start(album('A'));
  await rested(id);
  await opened;
  expect(world.calls.map(({ what }) => what)).toEqual(['all', 'all']);
  expect(world.mostUnderWay).toBe(1);
});

// What fails

test('a chunk that fails is told as failed, and the others count; only it is asked again', async () => {
  world.meets = ({ ids: chunk }) => (chunk.includes('img-80') ? failed : null);
  const { id } = await resyncs.start(byIds(ids(240)));
  expect(await rested(id)).toMatchObject({
    status: 'ended',
    error: null,
    counts: { failed: 80, unchanged: 160 },
  });
  world.meets = () => null;
  world.calls.length = 0;
  await resyncs.retry(id);
  expect(await rested(id)).toMatchObject({ status: 'ended', counts: { failed: 0, unchanged: 240 } });
  expect(asked()).toEqual(ids(160).slice(80));
});

test.each<[AppErrorData, number]>([
  [denied, 6],
  [offline, 6],
  [failed, 6],
  [broken, 8],
])('where all chunks meet %j, no more than %i of 50 are asked, and all are failed', async (error, most) => {
  world.meets = () => error;
  const { id } = await resyncs.start(byIds(ids(4_000)));
  expect(await rested(id)).toMatchObject({ status: 'ended', error, counts: { failed: 4_000 } });
  expect(world.calls.length).toBeLessThanOrEqual(most);
});

test('where the server says that it is too much, it waits as long as it is told to and then goes on', async () => {
  let refusals = 1;
  world.meets = () => (refusals-- > 0 ? limited(30) : null);
  const { id } = await resyncs.start(byIds(ids(80)));
  await world.time.until(() => world.told.some(({ status }) => status === 'waiting'));
  expect(world.told.at(-1)).toMatchObject({ id, error: { code: 'rate-limited', retryAfterSeconds: 30 } });
  expect(await rested(id)).toMatchObject({
    status: 'ended',
    error: null,
    counts: { unchanged: 80, failed: 0 },
  });
  const [first, second] = world.calls;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
});

test('where it never ends to be too much, the user has an answer after five waits', async () => {
  world.meets = () => limited(null);
  const { id } = await resyncs.start(byIds(ids(4_000)));
  expect(await rested(id)).toMatchObject({ status: 'ended', counts: { failed: 4_000 } });
  expect(world.calls.length).toBeLessThanOrEqual(3 * 6);
  const single = await resyncs.start(album('B'));
  expect(await rested(single.id)).toMatchObject({ status: 'ended', error: { code: 'rate-limited' } });
});

test('an expired session makes it wait, and it goes on after Renew with what is left', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 6);
  world.isExpired = true;
  expect(await rested(id)).toMatchObject({ status: 'waiting', error: { code: 'session-expired' } });
  expect(world.told.at(-1)).toMatchObject({ id, status: 'waiting' });
  const before = [...world.history.outcomes(id).values()].filter((state) => state === 'answered').length;
  expect(before).toBeGreaterThan(0);

  world.isExpired = false;
  world.calls.length = 0;
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', counts: { unchanged: 800, failed: 0 } });
  expect(asked()).toHaveLength(800 - before);
});

test('a Renew that came while the last answer was on its way is not missed', async () => {
  world.isExpired = true;
  const { id } = await resyncs.start(album('A'));
  await world.time.until(() => world.calls.length === 1);
  resyncs.resume();
  await world.time.advance(50);
  world.meets = () => null;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  void resyncs.finished(id).then(() => {
    world.isExpired = false;
    resolve(undefined);
  });
  await world.time.advance(60);
  await promise;
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended' });
});

test('a new token in the middle costs at most what was under way', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 5);
  world.kept.forget();
  expect(await rested(id)).toMatchObject({ status: 'ended', counts: { unchanged: 800, failed: 0 } });
  expect(world.calls.length).toBeLessThanOrEqual(13);
});

test('where the history cannot be written, the page is told and it is said', async () => {
  const { id } = await resyncs.start(byIds(ids(80)));
  world.history.isFull = true;
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', error: { code: 'storage-failed' } });
  expect(world.thrown).not.toEqual([]);
  world.history.isFull = false;
  await resyncs.retry(id);
  expect(await rested(id)).toMatchObject({ status: 'ended', error: null, counts: { unchanged: 80 } });
});

test('a line that breaks once takes what was under way, and the rest is asked', async () => {
  let breaks = 3;
  world.meets = ({ at }) => (at >= 1_000_100 && breaks-- > 0 ? offline : null);
  const { id } = await resyncs.start(byIds(ids(800)));
  expect(await rested(id)).toMatchObject({ status: 'ended', counts: { failed: 240, unchanged: 560 } });
});

test('chunks whose answers always break off fail alone, also where the others take their time', async () => {
  world.answerOf = ({ ids: [first = ''] }) => (first === 'img-0' || first === 'img-240' ? 10 : 5_000);
  world.meets = ({ ids: [first] }) => (first === 'img-0' || first === 'img-240' ? broken : null);
  const { id } = await resyncs.start(byIds(ids(800)));
  expect(await rested(id)).toMatchObject({
    status: 'ended',
    error: null,
    counts: { unchanged: 640, failed: 160 },
  });
  expect(world.calls).toHaveLength(10);
});

test('where the first chunks are denied, what was never asked goes first in the next try', async () => {
  world.meets = ({ ids: chunk }) => (chunk.some((id) => ids(480).includes(id)) ? denied : null);
  const { id } = await resyncs.start(byIds(ids(800)));
  expect(await rested(id)).toMatchObject({ counts: { unchanged: 0, failed: 800 } });
  const wasAsked = new Set(asked());
  world.calls.length = 0;
  await resyncs.retry(id);
  await rested(id);
  expect(
    asked()
      .slice(0, 80)
      .some((each) => wasAsked.has(each)),
  ).toBe(false);
  await resyncs.retry(id);
  expect(await rested(id)).toMatchObject({ counts: { unchanged: 320, failed: 480 } });
});

// Cancel

test('cancelled, the requests under way end, and what had come stays', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 6);
  const at = world.time.now;
  const cancelled = await resyncs.cancel(id);
  expect(world.time.now).toBe(at);
  expect(cancelled).toMatchObject({ status: 'cancelled', error: null });
  expect(cancelled.counts.unchanged).toBeGreaterThan(0);
  expect(world.inFlight).toEqual([]);
  await world.time.untilQuiet();
  expect(world.calls).toHaveLength(6);
  expect(world.told.at(-1)).toMatchObject({ status: 'cancelled' });

  const came = cancelled.counts.unchanged;
  world.calls.length = 0;
  await resyncs.retry(id);
  expect(await rested(id)).toMatchObject({ status: 'ended', counts: { unchanged: 800 } });
  expect(asked()).toHaveLength(800 - came);
});

test('one that waits for its turn, or for the server, is cancelled at once', async () => {
  world.answerMs = 1_000_000;
  const first = await resyncs.start(album('A'));
  const second = await resyncs.start(album('A'));
  expect(await resyncs.cancel(second.id)).toMatchObject({ status: 'cancelled' });
  expect(world.calls).toHaveLength(1);
  expect(await resyncs.cancel(first.id)).toMatchObject({ status: 'cancelled' });

  world.answerMs = 1;
  world.meets = () => limited(3_600);
  const third = await resyncs.start(album('A'));
  await world.time.until(() => world.told.at(-1)?.status === 'waiting');
  expect(await resyncs.cancel(third.id)).toMatchObject({ status: 'cancelled' });
  await world.time.untilQuiet();
  expect(world.thrown).toEqual([]);
});

test('cancel and retry in one breath ask for nothing twice', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 6);
  void resyncs.cancel(id);
  void resyncs.retry(id);
  void resyncs.retry(id);
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ status: 'ended', counts: { unchanged: 800 } });
  // Those three that were given up are the only ones asked twice.
  expect(world.calls).toHaveLength(13);
});

test('one that has ended is given as it is', async () => {
  const { id } = await resyncs.start(album('A'));
  await rested(id);
  expect(await resyncs.cancel(id)).toMatchObject({ status: 'ended' });
  await expect(resyncs.cancel('00000000-0000-4000-8000-999999999999')).rejects.toMatchObject({
    data: { code: 'unknown-resync' },
  });
});

// Restart and accounts

test('after a restart it goes on with what is left', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 6);
  const stopped = resyncs.rest();
  await world.time.advance(0);
  await stopped;
  expect(world.history.kept.get(id)?.resync.status).toBe('running');
  world.time.dropApp();
  world.calls.length = 0;
  resyncs = world.resyncs();
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', counts: { unchanged: 800 } });
  expect(world.calls.length).toBeLessThanOrEqual(7);
});

test('of an account that is gone nothing is asked or told, and it goes on when the account is back', async () => {
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 6);
  world.account = 'two';
  resyncs.resume();
  world.told.length = 0;
  await world.time.untilQuiet();
  expect(world.told).toEqual([]);
  expect(world.calls.filter(({ account }) => account === 'two')).toEqual([]);
  expect(world.history.kept.get(id)?.resync.status).toBe('running');

  world.account = 'one';
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', counts: { unchanged: 800 } });
});

test('one that waited for the server while another account came tells that account nothing', async () => {
  let refusals = 1;
  world.meets = () => (refusals-- > 0 ? limited(30) : null);
  const { id } = await resyncs.start(album('A'));
  await world.time.until(() => world.told.at(-1)?.status === 'waiting');
  world.account = 'two';
  world.told.length = 0;
  await world.time.untilQuiet();
  expect(world.told).toEqual([]);
  world.account = null;
  await expect(resyncs.start(album('A'))).rejects.toMatchObject({ data: { code: 'signed-out' } });
  world.account = 'one';
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.told.at(-1)).toMatchObject({ id, status: 'ended', error: null });
});

test('after a look at an account whose token has expired it goes on, whatever was still on its way', async () => {
  let calls = 0;
  // One call of three comes soon, the others after the account was left.
  Object.defineProperty(world, 'answerMs', { get: () => ((calls += 1) % 3 === 1 ? 1_000 : 8_000) });
  const { id } = await resyncs.start(byIds(ids(800)));
  await world.time.advance(500);
  world.account = 'two';
  world.kept.forget();
  await world.time.advance(2_000);
  world.account = 'one';
  world.kept.forget();
  resyncs.resume();
  await world.time.untilQuiet();
  expect(world.history.kept.get(id)?.resync).toMatchObject({ status: 'ended', done: 800 });
});

test('where the account has changed, what is under way for another comes to rest', async () => {
  await resyncs.start(byIds(ids(800)));
  await world.time.until(() => world.calls.length === 3);
  world.account = 'two';
  resyncs.restOthers();
  await world.time.advance(0);
  expect(world.inFlight).toEqual([]);
  world.account = null;
  resyncs.restOthers();
});

test('one refused chunk fails itself alone', async () => {
  world.meets = (call) => (call.ids.includes('img-5') ? denied : null);
  const { id } = await resyncs.start(byIds(ids(800)));
  expect(await rested(id)).toMatchObject({ error: null, counts: { unchanged: 720, failed: 80 } });
});

test('cancelled when the album had just been taken in, its report stays and is not asked for again', async () => {
  const storeList = world.library.storeList.bind(world.library);
  world.library.storeList = async (list) => {
    const stored = await storeList(list);
    const kept = world.history.kept.get(list.looking.resync?.id ?? '');
    if (kept !== undefined) kept.resync = { ...kept.resync, status: 'ended', rows: 5 };
    const { promise, resolve } = Promise.withResolvers<undefined>();
    world.time.after(1_000, () => resolve(undefined), true);
    await promise;
    return stored;
  };
  const { id } = await resyncs.start(album('A'));
  await world.time.until(() => world.history.kept.get(id)?.resync.status === 'ended');
  const cancelled = resyncs.cancel(id);
  await world.time.untilQuiet();
  expect(await cancelled).toMatchObject({ status: 'ended', rows: 5 });
  expect(await resyncs.retry(id)).toMatchObject({ status: 'ended', rows: 5 });
  expect(world.calls).toHaveLength(1);
});

test('what is asked for another account than the one that is there is not asked', async () => {
  const { id } = await resyncs.start(album('A'), 'queue', 'one');
  await rested(id);
  world.account = 'two';
  const signedOut = { data: { code: 'signed-out' } };
  await expect(resyncs.start(album('A'), 'queue', 'one')).rejects.toMatchObject(signedOut);
  await expect(resyncs.retry(id, 'one')).rejects.toMatchObject(signedOut);
  await expect(resyncs.finished(id, 'one')).rejects.toMatchObject(signedOut);
  expect(world.history.kept.size).toBe(1);
});
