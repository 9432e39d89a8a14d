import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { decodeIndex, encodeIndex, pageCapacity } from '#shared/report-index.ts';
import {
  mostPieces,
  pasted,
  resync,
  resyncHistory,
  resyncRow,
  type ResyncMark,
} from '#shared/models/resync.ts';
import {
  accountId,
  albumId,
  findingForTests as finding,
  looking,
  openTestHistory,
  orderForTests,
  reportForTests,
  sideForTests,
  wishForTests as wish,
  type TestHistory,
} from './history-for-tests.ts';

let kept: TestHistory;
beforeEach(() => {
  kept = openTestHistory();
});
afterEach(() => kept.close());

const history = () => kept.history;
const ids = (count: number) => Array.from({ length: count }, (_, i) => `img-${i}`);
const failure: AppErrorData = { code: 'not-reached', host: 'api.example', reason: 'timeout' };
const silent = async (id: string) => Buffer.from(await history().unchangedIds(accountId, id)).toString();
const rowsOf = async (id: string) => {
  const { keys } = decodeIndex(encodeIndex(await history().index(accountId, id)).buffer);
  return history().rows(accountId, id, [...keys]);
};
const listed = async () => (await history().list(accountId, null, 0, 100)).resyncs;

/** Writes what came of a chunk. */
function answer(id: string, chunk: number, findings: readonly ReturnType<typeof finding>[], unchanged = 0) {
  const begun = { id, albumId, chunk };
  const writer = history().writer(accountId, albumId, { ...looking, cause: 'user', resync: begun }, 3_000);
  for (const each of findings) writer.add(each);
  writer.unchanged(unchanged);
  return writer.commit(3_001);
}

test('a whole album: what was begun ends with counts, rows and marks, and reads as the contract says', async () => {
  const begun = await history().create(wish({ noIds: ['Hello'], repeated: ['img-1'] }));
  expect(begun).toMatchObject({ status: 'running', scope: 'album', asked: 0, done: 0, isMoment: false });
  const begunIt = { id: begun.id, albumId, chunk: null };
  const writer = history().writer(accountId, albumId, { ...looking, resync: begunIt }, 2_000);
  writer.add(finding('a', { marks: ['picture', 'moved'] }), { from: 4, to: 0, count: 2 });
  writer.add(finding('b', { kind: 'moved', marks: ['goes-on'], changes: [] }));
  writer.add(finding('c', { kind: 'added', changes: [], before: null }));
  writer.add(finding('d', { kind: 'removed', changes: [], after: null }));
  writer.add(finding('e', { kind: 'unchanged', marks: ['processing-error'], changes: [] }));
  writer.unchanged(97);
  writer.order(orderForTests(['a', 'b', 'c', 'e']));
  const ended = writer.commit(2_500);

  expect(ended).toMatchObject({
    id: begun.id,
    status: 'ended',
    endedAt: 2_500,
    counts: { unchanged: 98, changed: 1, moved: 1, added: 1, removed: 1, failed: 0, 'not-found': 0 },
    marks: { picture: 1, moved: 1, 'goes-on': 1, 'processing-error': 1 },
    moves: 1,
    rows: 5,
    asked: 101,
    done: 101,
    isMoment: true,
  });
  expect(resync.parse(ended)).toEqual(ended);
  expect((await history().get(accountId, begun.id)).pasted).toEqual({
    noIds: ['Hello'],
    repeated: ['img-1'],
  });
  const rows = await rowsOf(begun.id);
  expect(resyncRow.array().parse(rows)).toEqual(rows);
  expect(rows.map(({ id, kind, move, versions }) => [id, kind, move?.count ?? null, versions])).toEqual([
    ['a', 'changed', 2, { before: 1, after: 2 }],
    ['b', 'moved', null, { before: 1, after: 2 }],
    ['c', 'added', null, { before: null, after: 2 }],
    ['d', 'removed', null, { before: 1, after: null }],
    ['e', 'unchanged', null, { before: 1, after: 2 }],
  ]);
  expect(JSON.stringify(rows)).not.toContain('cloudinary');
});

test('where nothing differs and nothing was begun, nothing is kept; what was begun is, with nothing to tell', async () => {
  const unsaid = finding('a', { kind: 'unchanged', marks: ['unreadable'], changes: [] });
  expect(reportForTests(kept, { findings: [unsaid], unchanged: 3, ids: ids(4) })).toBeNull();
  expect(await listed()).toEqual([]);

  const { id } = await history().create(wish());
  expect(reportForTests(kept, { unchanged: 4, ids: ids(4), resyncId: id })).toMatchObject({
    status: 'ended',
    counts: { unchanged: 4 },
    rows: 0,
  });
  expect(await silent(id)).toBe(ids(4).join('\n'));
});

test('an opening that finds changes is a moment of its own; a list names other albums too', async () => {
  const { id } = await history().create(wish());
  const begun = { id, albumId, chunk: null };
  const writer = history().writer(accountId, 'Another', { cause: 'user', by: null, resync: begun }, 2_000);
  writer.add(finding('x', { albumId: 'Another' }));
  expect(writer.commit(2_001)).toMatchObject({ albumId: 'Another', status: 'ended', startedAt: 2_000 });
  expect(await history().get(accountId, id)).toMatchObject({ status: 'running', rows: 0 });
  expect(reportForTests(kept, { findings: [finding('a')], ids: ['a'] })).toMatchObject({
    cause: 'opened',
    by: 'Ada',
    isMoment: true,
  });
});

test('an album seen for the first time is a moment without a row each', async () => {
  const writer = history().writer(accountId, albumId, looking, 2_000);
  writer.added(3);
  writer.order(orderForTests(ids(3)));
  const first = writer.commit(2_001);
  expect(first).toMatchObject({ counts: { added: 3, unchanged: 0 }, rows: 0, isMoment: true, asked: 0 });
  expect(await silent(first!.id)).toBe(ids(3).join('\n'));
});

test('a report of many pages is seen only when it is whole, and not at all when it broke off', async () => {
  const { id } = await history().create(wish());
  const many = ids(pageCapacity * 2 + 10);
  const writer = history().writer(
    accountId,
    albumId,
    { ...looking, resync: { id, albumId, chunk: null } },
    1,
  );
  for (const each of many) writer.add(finding(each));
  expect(await history().index(accountId, id)).toEqual([]);
  expect(await history().get(accountId, id)).toMatchObject({ rows: 0, status: 'running' });
  writer.discard();
  expect(await history().pages(accountId, id)).toEqual([]);

  reportForTests(kept, { findings: many.map((each) => finding(each)), resyncId: id, ids: many });
  expect(await history().pages(accountId, id)).toEqual([0, 1, 2]);
  expect((await rowsOf(id)).map((row) => row.id)).toEqual(many);
  expect(await history().page(accountId, id, 2)).toHaveLength(10);
  expect(await history().page(accountId, id, 3)).toBeNull();
  // In the order asked; what is not there is left out.
  const keys = [pageCapacity * 2 + 9, 3, pageCapacity * 2 + 10, pageCapacity, 99_999_999];
  const found = await history().rows(accountId, id, keys);
  expect(found.map((row) => row.key)).toEqual([pageCapacity * 2 + 9, 3, pageCapacity]);
});

test('by ids: chunks come in any order, and only what failed or was never asked is asked again', async () => {
  const imageIds = [...ids(200), 'img-3', '?7'];
  const { id, asked } = await history().create(wish({ imageIds }));
  expect(asked).toBe(200);
  const chunks = await history().toAsk(accountId, id);
  expect(chunks.map(({ number, ids }) => [number, ids.length])).toEqual([
    [0, 80],
    [1, 80],
    [2, 40],
  ]);
  expect(answer(id, 2, [finding('img-160')], 39)).toMatchObject({ done: 40, status: 'running' });
  const denied = { ...chunks[0]!, wasAsked: true };
  expect(await history().chunkFailed(accountId, id, denied, failure)).toMatchObject({
    done: 120,
    counts: { failed: 80, changed: 1 },
  });
  // Never asked goes before denied, and stays so where it is told as failed with the others.
  expect((await history().toAsk(accountId, id)).map(({ number }) => number)).toEqual([1, 0]);
  await history().chunkFailed(accountId, id, chunks[1]!, failure);
  expect((await history().toAsk(accountId, id)).map(({ number, wasAsked }) => [number, wasAsked])).toEqual([
    [1, false],
    [0, true],
  ]);
  expect((await rowsOf(id))[0]).toMatchObject({ kind: 'failed', error: failure, name: 'img-0' });

  const lost = finding('img-5', { kind: 'not-found', marks: ['known-before'], changes: [], after: null });
  expect(answer(id, 0, [lost], 79)).toMatchObject({
    done: 200,
    counts: { failed: 80, 'not-found': 1, unchanged: 118 },
  });
  expect(answer(id, 1, [], 80)).toMatchObject({ done: 200, rows: 2 });
  expect(await history().toAsk(accountId, id)).toEqual([]);
  expect((await silent(id)).split('\n')).toHaveLength(198);
  expect(resyncRow.array().parse(await rowsOf(id))).toEqual(await rowsOf(id));
  const settled = await history().settle(accountId, id, 'ended', null, 9_000);
  expect(settled).toMatchObject({ status: 'ended', endedAt: 9_000, isMoment: false });
});

test('of a chunk of which one image failed, only that one is asked again, and what was found of the others stays', async () => {
  const { id } = await history().create(wish({ imageIds: ids(10) }));
  const unclear = finding('img-1', { kind: 'failed', marks: ['unreadable'], changes: [], error: failure });
  answer(id, 0, [unclear, finding('img-2')], 8);
  expect(await history().toAsk(accountId, id)).toEqual([{ number: 0, ids: ['img-1'], wasAsked: true }]);
  expect(answer(id, 0, [finding('img-1')])).toMatchObject({
    done: 10,
    counts: { failed: 0, changed: 2, unchanged: 8 },
    marks: { unreadable: 0 },
    rows: 2,
  });
  expect((await rowsOf(id)).map((row) => row.id)).toEqual(['img-2', 'img-1']);
});

test('by ids: what an earlier resync saw go is told with its album, its name and since when', async () => {
  const gone = (id: string, marks: ResyncMark[] = []) =>
    finding(id, { kind: 'removed', marks, changes: [], after: null });
  reportForTests(kept, { findings: [gone('img-1'), gone('img-2', ['unreadable'])], ids: ['a'], at: 4_000 });
  // The newest look at it counts.
  reportForTests(kept, { findings: [gone('img-1')], ids: ['b'], at: 6_000, of: 'Later' });
  kept.restart();
  const lost = (id: string) =>
    finding(id, { kind: 'not-found', changes: [], name: id, before: null, after: null });
  const { id } = await history().create(wish({ imageIds: ids(3), albumId: '' }));
  const writer = history().writer(
    accountId,
    '',
    { ...looking, resync: { id, albumId: '', chunk: 0 } },
    8_000,
  );
  for (const each of ids(3)) writer.add({ ...lost(each), albumId: '' });
  expect(writer.commit(8_001)).toMatchObject({ counts: { 'not-found': 3 }, marks: { 'known-before': 1 } });
  const rows = await rowsOf(id);
  expect(resyncRow.array().parse(rows)).toEqual(rows);
  expect(rows[1]).toMatchObject({
    kind: 'not-found',
    marks: ['known-before'],
    albumId: 'Later',
    name: 'Title img-1',
    missingSince: 6_001,
    versions: { before: 1, after: null },
  });
  // It may have been one of those that could not be read.
  expect(rows[2]).toMatchObject({ marks: [], albumId: '', name: 'img-2' });
});

/** What a resync by ids says of an image that is not held and not found. */
async function missingSince(id: string): Promise<number | undefined> {
  const begun = await history().create(wish({ imageIds: [id] }));
  const writer = history().writer(
    accountId,
    albumId,
    {
      ...looking,
      resync: { id: begun.id, albumId, chunk: 0 },
    },
    9_000,
  );
  writer.add(finding(id, { kind: 'not-found', changes: [], before: null, after: null }));
  writer.commit(9_001);
  return (await history().page(accountId, begun.id, 0))?.[0]?.missingSince;
}
const went = { kind: 'removed', changes: [], after: null } as const;
const came = { kind: 'added', changes: [], before: null } as const;

test('an image that came back is not missing since it first went, whatever of the history is kept', async () => {
  const look = (row: typeof went | typeof came, at: number, of = albumId) =>
    reportForTests(kept, {
      findings: [finding('x', { ...row, changes: [] })],
      ids: row === came ? ['x'] : [],
      at,
      of,
    })!;
  look(went, 1_000);
  look(came, 2_000);
  const { id: last } = look(went, 3_000);
  expect(await missingSince('x')).toBe(3_001);
  await history().remove(accountId, last);
  expect(await missingSince('x')).toBeUndefined();

  look(went, 4_000);
  // Another album's first look has it, of which each image has no row.
  const writer = history().writer(accountId, 'Other', looking, 5_000);
  writer.added(1);
  writer.order(orderForTests(['x']));
  writer.commit(5_001);
  expect(await missingSince('x')).toBeUndefined();
});

test('an image is missing since the look that ended last, whichever began first', async () => {
  const early = await history().create(wish());
  const findings = [finding('x', { ...went, changes: [] })];
  reportForTests(kept, { findings, ids: [], at: 1_000, of: 'Other' });
  reportForTests(kept, { findings, ids: [], at: 5_000, resyncId: early.id });
  expect(await missingSince('x')).toBe(5_001);
});

test('what the history has let go of, it knows no more; nor what another account saw go', async () => {
  const gone = finding('img-0', { kind: 'removed', changes: [], after: null });
  const { id } = reportForTests(kept, { findings: [gone], ids: [] })!;
  const marksNow = async (of: string) => {
    const begun = await history().create(wish({ accountId: of, imageIds: ids(1) }));
    const resync = { id: begun.id, albumId, chunk: 0 };
    const writer = history().writer(of, albumId, { ...looking, resync }, 8_000);
    writer.add(finding('img-0', { kind: 'not-found', changes: [], before: null, after: null }));
    return writer.commit(8_001)?.marks['known-before'];
  };
  expect(await marksNow(accountId)).toBe(1);
  expect(await marksNow('account2')).toBe(0);
  await history().remove(accountId, id);
  expect(await marksNow(accountId)).toBe(0);
});

test('what is unfinished is there after a restart, oldest first, with what had come', async () => {
  const first = await history().create(wish({ imageIds: ids(100) }));
  const second = await history().create(wish());
  const third = await history().create(wish({ imageIds: ids(1) }));
  answer(first.id, 0, [finding('img-1')], 79);
  await history().settle(accountId, third.id, 'waiting', failure, 5);
  await history().settle(accountId, second.id, 'cancelled', null, 6);
  kept.restart();
  const unfinished = await history().unfinished(accountId);
  expect(unfinished.map(({ id, done, status }) => [id, done, status])).toEqual([
    [first.id, 80, 'running'],
    [third.id, 0, 'waiting'],
  ]);
  expect(unfinished[1]).toMatchObject({ error: failure, endedAt: null });
  expect(await history().toAsk(accountId, first.id)).toEqual([
    { number: 1, ids: ids(100).slice(80), wasAsked: false },
  ]);
});

test('a whole album that failed is asked again into the same resync', async () => {
  const { id } = await history().create(wish());
  await history().settle(accountId, id, 'ended', failure, 5);
  await history().settle(accountId, id, 'running', null, 6);
  expect(reportForTests(kept, { resyncId: id, findings: [finding('a')], ids: ['a'] })).toMatchObject({
    id,
    error: null,
    status: 'ended',
    rows: 1,
  });
});

test('the report of a whole album stays, whatever comes after: a late cancel, or a second answer', async () => {
  const { id } = await history().create(wish());
  const ended = reportForTests(kept, { resyncId: id, findings: [finding('a')], ids: ['a'] });
  for (const status of ['cancelled', 'running', 'waiting', 'ended'] as const) {
    expect(await history().settle(accountId, id, status, failure, 9_000)).toEqual(ended);
  }
  expect(reportForTests(kept, { resyncId: id, unchanged: 1, ids: ['a'] })).toBeNull();
  const again = reportForTests(kept, { resyncId: id, findings: [finding('a')], ids: ['a'] });
  expect(again!.id).not.toBe(id);
  expect((await rowsOf(id)).map((row) => row.id)).toEqual(['a']);
  expect(await listed()).toEqual([again, ended]);
});

test('a chunk whose answer is told, and that is then said to have failed or told again, counts each id once', async () => {
  const { id } = await history().create(wish({ imageIds: ids(4) }));
  const [chunk] = await history().toAsk(accountId, id);
  const lost = finding('img-3', { kind: 'not-found', changes: [], before: null, after: null });
  const told = answer(id, 0, [finding('img-0'), lost], 2);
  expect(await history().chunkFailed(accountId, id, chunk!, failure)).toEqual(told);
  expect(await history().toAsk(accountId, id)).toEqual([]);

  const title = [{ field: 'title', before: 'old', after: 'newest' }];
  const found = [finding('img-0', { changes: title }), finding('img-1'), lost];
  expect(answer(id, 0, found, 1)).toMatchObject({
    asked: 4,
    done: 4,
    counts: { changed: 2, 'not-found': 1, unchanged: 1, failed: 0 },
  });
  expect((await rowsOf(id)).map((row) => [row.id, row.changes[0]?.after])).toEqual([
    ['img-0', 'newest'],
    ['img-3', undefined],
    ['img-1', 'new'],
  ]);
  // The library has taken it by now: that it did stays told.
  const asHeld = finding('img-0', { kind: 'unchanged', marks: ['processing-error'], changes: [] });
  expect(answer(id, 0, [asHeld, lost], 2)).toMatchObject({ counts: { changed: 2, unchanged: 1 }, rows: 3 });
});

test('of what else was pasted, as much is kept as can be shown, and all of it counted', async () => {
  const noIds = Array.from({ length: mostPieces + 5 }, () => 'x'.repeat(300));
  const { id } = await history().create(
    wish({ imageIds: ids(1), noIds, repeated: ['y'.repeat(199) + '😀'] }),
  );
  const kept = await history().get(accountId, id);
  expect(pasted.parse(kept.pasted)).toEqual(kept.pasted);
  expect(kept.pasted.noIds).toHaveLength(mostPieces);
  expect(kept).toMatchObject({ noIds: mostPieces + 5, repeated: 1 });
});

test('another account finds nothing of it', async () => {
  const { id } = await history().create(wish({ imageIds: ids(3) }));
  answer(id, 0, [finding('img-1', { marks: ['picture'] })], 2);
  const unknown = { data: { code: 'unknown-resync' } };
  const other = 'account2';
  for (const call of [
    () => history().get(other, id),
    () => history().rows(other, id, [0]),
    () => history().index(other, id),
    () => history().page(other, id, 0),
    () => history().pages(other, id),
    () => history().unchangedIds(other, id),
    () => history().toAsk(other, id),
    () => history().chunkFailed(other, id, { number: 0, ids: ['img-1'], wasAsked: true }, failure),
    () => history().settle(other, id, 'ended', null, 1),
    () => history().compare(other, id, id, 1),
    () => history().remove(other, id),
    () => history().pictures(other, id, 0, 'before'),
  ]) {
    await expect(call()).rejects.toMatchObject(unknown);
  }
  expect(() =>
    history().writer(other, albumId, { ...looking, resync: { id, albumId, chunk: 0 } }, 1),
  ).toThrow('unknown-resync');
  expect(await history().list(other, null, 0, 10)).toEqual({
    resyncs: [],
    total: 0,
    kept: { resyncs: 0, bytes: 0 },
  });
  expect(await history().unfinished(other)).toEqual([]);
  await history().remove(other, null);
  expect(await rowsOf(id)).toHaveLength(1);
});

test('the list is newest first, of one album or of all, and says how full it is', async () => {
  for (let n = 0; n < 5; n += 1) {
    reportForTests(kept, {
      findings: [finding(`a${n}`)],
      ids: ['a'],
      at: n,
      of: n % 2 === 0 ? albumId : 'Other',
    });
  }
  const page = await history().list(accountId, null, 1, 2);
  expect(resyncHistory.omit({ wasLost: true }).parse(page)).toEqual(page);
  expect(page.resyncs.map(({ startedAt }) => startedAt)).toEqual([3, 2]);
  expect(page).toMatchObject({ total: 5, kept: { resyncs: 5 } });
  expect(page.kept.bytes).toBeGreaterThan(0);
  expect(await history().list(accountId, 'Other', 0, 10)).toMatchObject({ total: 2, kept: { resyncs: 5 } });

  await history().remove(accountId, page.resyncs[0]!.id);
  expect((await listed()).map(({ startedAt }) => startedAt)).toEqual([4, 2, 1, 0]);
  const running = await history().create(wish());
  await history().remove(accountId, null);
  expect((await listed()).map(({ id }) => id)).toEqual([running.id]);
  expect((await history().list(accountId, null, 0, 1)).kept.bytes).toBe(0);
});

test('names of fields, albums and images that every object has are text like any other', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const changes = names.map((field) => ({ field: `exif.${field}`, before: field, after: null }));
  const findings = names.map((id) =>
    finding(id, { name: id, changes: [...changes, { field: id, before: null, after: id }] }),
  );
  const found = reportForTests(kept, { findings, ids: names, of: '__proto__' });
  expect(await rowsOf(found!.id)).toMatchObject(findings.map(({ id, changes }) => ({ id, changes })));
  expect(Object.keys({})).toEqual([]);
  expect(({} as Record<string, unknown>)['exif.__proto__']).toBeUndefined();
});

test('the addresses of a picture that changed are kept for both sides, as the records wrote them', async () => {
  const before = sideForTests('a', 1, 'before');
  const found = reportForTests(kept, {
    findings: [
      finding('a', { marks: ['picture'], before, after: sideForTests('a', 2, 'after') }),
      finding('b', { kind: 'removed', changes: [], after: null }),
      finding('c'),
    ],
    ids: ['a', 'c'],
  });
  const picture = (key: number, side: 'before' | 'after') =>
    history().pictures(accountId, found!.id, key, side);
  expect(await picture(0, 'before')).toMatchObject({ imageId: 'a', version: 1 });
  expect((await picture(0, 'before'))!.addresses[0]).toMatch(/before\.jpg$/);
  expect((await picture(0, 'after'))!.addresses[0]).toMatch(/after\.jpg$/);
  expect((await picture(1, 'before'))!.addresses).toHaveLength(3);
  // Of what the library holds it knows the addresses.
  expect(await picture(2, 'after')).toBeNull();
  expect(await picture(3, 'before')).toBeNull();
});

test('what is found for a resync that was removed meanwhile is not kept, and said', async () => {
  const { id } = await history().create(wish({ imageIds: ids(3) }));
  const writer = history().writer(accountId, albumId, { ...looking, resync: { id, albumId, chunk: 0 } }, 1);
  writer.add(finding('img-1'));
  // While it goes on it stays.
  await history().remove(accountId, id);
  expect(await listed()).toHaveLength(1);
  await history().settle(accountId, id, 'cancelled', null, 2);
  await history().remove(accountId, id);
  expect(() => writer.commit(2)).toThrow('unknown-resync');
  expect(await listed()).toEqual([]);
});
