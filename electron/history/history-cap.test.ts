import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  accountId,
  findingForTests as finding,
  openTestHistory,
  reportForTests,
  wishForTests,
  type TestHistory,
} from './history-for-tests.ts';

let kept: TestHistory;
beforeEach(() => {
  kept = openTestHistory({ resyncs: 5, bytes: 40_000 });
});
afterEach(() => kept.close());

const list = () => kept.history.list(accountId, null, 0, 100);
const times = async () => (await list()).resyncs.map(({ startedAt }) => startedAt);
const report = (at: number, names = 1) =>
  reportForTests(kept, {
    at,
    // What does not compress.
    findings: Array.from({ length: names }, (_, i) =>
      finding(`img-${i}`, { name: randomText(), albumId: randomText() }),
    ),
    ids: Array.from({ length: names }, randomText),
  })!;
const randomText = () => crypto.randomUUID() + crypto.randomUUID();

test('over the number that is kept, the oldest that have ended go; what is not ended stays', async () => {
  const running = await kept.history.create(wishForTests({ startedAt: 0 }));
  for (let at = 1; at <= 7; at += 1) report(at);
  expect(await times()).toEqual([7, 6, 5, 4, 0]);
  expect((await list()).kept.resyncs).toBe(5);
  await kept.history.settle(accountId, running.id, 'ended', null, 99);
  expect(await times()).toContain(0);
});

test('over the bytes that are kept, the oldest go with their rows and orders; the newest stays however large', async () => {
  for (let at = 1; at <= 4; at += 1) report(at, 100);
  const { kept: full } = await list();
  expect(full.bytes).toBeLessThanOrEqual(40_000);
  expect(full.resyncs).toBeLessThan(4);
  expect((await times())[0]).toBe(4);
  const large = report(5, 600);
  expect(await times()).toEqual([5]);
  expect((await list()).kept.bytes).toBeGreaterThan(40_000);
  expect(await kept.history.page(accountId, large.id, 0)).not.toBeNull();
  report(6);
  expect(await times()).toEqual([6]);
});

/** An album of the queue, looked at for the first time, or with nothing to tell. */
const queued = async (of: string, at: number, finds: 'nothing' | 'images') => {
  const { id } = await kept.history.create(wishForTests({ albumId: of, cause: 'queue', startedAt: at }));
  const found = finds === 'images' ? { findings: [finding('a', { kind: 'added', before: null })] } : {};
  return reportForTests(kept, { resyncId: id, ids: ['a'], of, at, ...found });
};

test('what the queue looked at and found as it was goes before anything that tells something', async () => {
  for (let at = 1; at <= 3; at += 1) report(at);
  for (let at = 4; at <= 20; at += 1) await queued(`Album${at}`, at, 'nothing');
  expect(await times()).toEqual([20, 19, 3, 2, 1]);
});

test('the two newest moments of each album stay as long as anything else can go', async () => {
  for (let at = 1; at <= 3; at += 1) report(at);
  await kept.history.settle(
    accountId,
    (await kept.history.create(wishForTests({ imageIds: ['a'], startedAt: 4 }))).id,
    'ended',
    null,
    4,
  );
  await queued('Album5', 5, 'images');
  await queued('Album6', 6, 'images');
  expect(await times()).toEqual([6, 5, 4, 3, 2]);
  await queued('Album7', 7, 'images');
  expect(await times()).toEqual([7, 6, 5, 3, 2]);
  await queued('Album8', 8, 'images');
  expect(await times()).toEqual([8, 7, 6, 5, 3]);
});

test('comparisons take no place, however many; the newest few can be gone back to until the app is closed', async () => {
  const moments = [1, 2, 3, 4].map((at) => report(at));
  const before = await list();
  const pairs = moments.flatMap(({ id: from }, i) => moments.slice(i + 1).map(({ id: to }) => [from, to]));
  const compared: string[] = [];
  for (const [from = '', to = ''] of pairs)
    compared.push((await kept.history.compare(accountId, from, to, 9)).id);
  expect(await list()).toEqual(before);
  const isThere = (id: string) =>
    kept.history.get(accountId, id).then(
      () => true,
      () => false,
    );
  const there = () => Promise.all(compared.map(isThere));
  expect(await there()).toEqual([false, true, true, true, true, true]);
  expect(await kept.history.page(accountId, compared.at(-1)!, 0)).not.toBeNull();
  // What only a comparison still needs is nothing that another moment would have to go for.
  await kept.history.remove(accountId, moments[3]!.id);
  expect((await list()).kept.bytes).toBeLessThan(before.kept.bytes);
  kept.restart();
  expect(await there()).toEqual(compared.map(() => false));
  expect(await times()).toEqual([3, 2, 1]);
  const [from = '', to = ''] = pairs[0] ?? [];
  expect(await kept.history.compare(accountId, from, to, 9)).toMatchObject({ cause: 'comparison' });
  await kept.history.remove(accountId, null);
  expect(await list()).toMatchObject({ total: 0, kept: { resyncs: 0, bytes: 0 } });
});

test('each account has the whole of it', async () => {
  for (let at = 1; at <= 5; at += 1) report(at);
  const writer = kept.history.writer('account2', 'Album', { cause: 'opened', by: null }, 1);
  writer.add(finding('a'));
  writer.commit(2);
  expect((await list()).kept.resyncs).toBe(5);
  expect((await kept.history.list('account2', null, 0, 10)).kept.resyncs).toBe(1);
});

test('an order that did not change is kept once', async () => {
  const ids = Array.from({ length: 100 }, randomText);
  const look = (order: readonly string[]) => reportForTests(kept, { findings: [finding('a')], ids: order });
  look(ids);
  const { kept: before } = await list();
  look(ids);
  const { kept: after } = await list();
  expect(after.bytes - before.bytes).toBeLessThan(1_000);
  look(ids.toReversed());
  expect((await list()).kept.bytes - after.bytes).toBeGreaterThan(3_000);
  const { resyncs } = await list();
  await kept.history.remove(accountId, resyncs[2]!.id);
  expect(await kept.history.compare(accountId, resyncs[1]!.id, resyncs[0]!.id, 9)).toMatchObject({
    asked: 100,
  });
});
