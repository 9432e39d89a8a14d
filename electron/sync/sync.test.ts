import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError, callOf, type AppErrorCode, type AppErrorData } from '#shared/errors.ts';
import type { AlbumState, AlbumSummary } from '#shared/models/album.ts';
import { resync as resyncModel, type Resync } from '#shared/models/resync.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { albumRecordForTests, bodyForTests, recordForTests } from '../library/record-for-tests.ts';
import type { JsonObject } from '../library/record-fields.ts';
import { keepSession, type KeptSession } from './kept-session.ts';
import { createResyncs, type Resyncs } from './resyncs.ts';
import type { SyncApi } from './sync-api.ts';
import { createSync, type Sync } from './sync.ts';

const folder = mkdtempSync(join(tmpdir(), 'sync-'));
let library: Library;
beforeAll(() => {
  const workerFile = join(import.meta.dirname, '../library/worker.ts');
  library = openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'history.db'),
    workerFile,
  });
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const callFacts = { route: 'GET /x', status: 401, requestId: null, message: null };
/** Of every answer that is given. */
const facts = { route: 'GET /x', status: 200, requestId: 'req-7', message: null, at: 7 };
const denied: AppErrorData = { code: 'access-denied', ...callFacts };
const failed: AppErrorData = { code: 'server-failed', ...callFacts };
const unanswered = (reason: 'timeout' | 'reset'): AppErrorData => ({
  code: 'not-reached',
  host: 'api.test',
  reason,
});
const offline: AppErrorData = { code: 'not-reached', host: 'api.test', reason: 'offline' };

/** What the server answers: a list, text as it is, or an error. */
type Answer = readonly JsonObject[] | string | AppErrorData;
const isError = (answer: Answer | AlbumSummary[]): answer is AppErrorData =>
  !Array.isArray(answer) && typeof answer === 'object';

/** The server, as tests set it; the calls are kept in their order. */
const server = {
  /** `GET /albums` waits for this. */
  ready: Promise.resolve(),
  albums: denied as AlbumSummary[] | AppErrorData,
  all: denied as Answer,
  own: {} as Record<string, Answer>,
  byIds: (ids: readonly string[]): Answer => ids.map((id) => recordForTests(id, { album_id: 'A' })),
};
let calls: string[] = [];
const reply = (call: string, answer: Answer) => {
  calls.push(call);
  if (isError(answer)) return Promise.reject(new AppError(answer));
  return Promise.resolve({ body: bodyForTests(answer), facts });
};
const api: SyncApi = {
  albums: async () => {
    calls.push('albums');
    await server.ready;
    const { albums } = server;
    if (isError(albums)) throw new AppError(albums);
    return albums;
  },
  allImages: () => reply('all', server.all),
  albumImages: (id) => reply(`own ${id}`, server.own[id] ?? denied),
  imagesByIds: (ids) => reply(`ids ${ids.length}`, server.byIds(ids)),
};

/** Opens an album and waits until all that comes of it is stored: it is shown before. */
async function openWhole(albumId: string): Promise<void> {
  await sync.open(albumId);
  await expect.poll(() => library.listSource(accountId, albumId)).not.toBeNull();
}

let accounts = 0;
let accountId = '';
let abilities: string[] = [];
let clock = 0;
let mono = 0;
let sync: Sync;
let kept: KeptSession;
let resyncs: Resyncs;
let told: { lists: AlbumSummary[][]; states: AlbumState[]; resyncs: Resync[] };
const keptBy = (of: Library, from = api) =>
  keepSession({
    session: () => ({
      accountId,
      by: 'Ada',
      abilities: abilities.map((albumId) => ({ albumId, access: ['image_list'], sharings: [] })),
      api: from,
    }),
    library: of,
    mono: () => mono,
    notify: {
      albumsChanged: (list) => told.lists.push(list),
      albumChanged: (state) => told.states.push(state),
      resyncChanged: (found) => told.resyncs.push(found),
    },
  });
const now = () => (clock += 1);
/** As after a restart of the app: the library knows what it knew, the session has asked nothing. */
const restart = () => {
  kept = keptBy(library);
  sync = createSync(kept, now);
  resyncs = createResyncs({
    kept,
    library,
    clock: {
      wall: now,
      mono: () => performance.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    },
    notify: (resync) => told.resyncs.push(resync),
    unexpected: (thrown) => {
      throw thrown;
    },
  });
  calls = [];
  told = { lists: [], states: [], resyncs: [] };
};
beforeEach(() => {
  accountId = `account${(accounts += 1)}`;
  server.ready = Promise.resolve();
  abilities = ['A'];
  server.albums = denied;
  server.all = denied;
  server.own = {};
  server.byIds = (ids) => ids.map((id) => recordForTests(id, { album_id: 'A' }));
  restart();
});

const ids = (count: number) => Array.from({ length: count }, (_, i) => `img-${i}`);
const inAlbum = (album: string, count: number) =>
  ids(count).map((id) => recordForTests(`${album}-${id}`, { album_id: album }));
const plain = (count: number) => ids(count).map((id) => albumRecordForTests(id, { album_id: 'A' }));
const codeOf = async (call: Promise<unknown>): Promise<AppErrorCode | 'none'> => {
  try {
    await call;
    return 'none';
  } catch (thrown) {
    return (thrown as AppError).data.code;
  }
};

/** Resyncs the whole album, or with `imageIds` these; gives how it ends. */
async function resync(albumId: string, imageIds: readonly string[] | null = null): Promise<Resync> {
  const { id } = await resyncs.start({ albumId, imageIds, noIds: [], repeated: [] });
  const end = await resyncs.finished(id);
  expect(resyncModel.safeParse(end).error).toBeUndefined();
  return end;
}
/** Rows of its report, in its order. */
async function rowsOf({ id }: Resync) {
  const pages = await library.history.pages(accountId, id);
  const rows = await Promise.all(pages.map((page) => library.history.page(accountId, id, page)));
  return rows.flatMap((page) => page ?? []);
}

// The list of albums

test('what the token names is there at once, and what the server lists follows', async () => {
  server.albums = [
    { id: 'B', imagesCount: 3 },
    { id: 'A', imagesCount: 2 },
  ];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.ready = promise.then();
  expect(await sync.list()).toEqual([{ id: 'A', imagesCount: null }]);
  resolve(undefined);
  await expect
    .poll(() => told.lists)
    .toEqual([
      [
        { id: 'A', imagesCount: 2 },
        { id: 'B', imagesCount: 3 },
      ],
    ]);
  expect(await sync.list()).toEqual(told.lists[0]);
  expect(calls).toEqual(['albums']);
});

test('GET /albums is asked once and may be refused', async () => {
  expect(await sync.list()).toEqual([{ id: 'A', imagesCount: null }]);
  await sync.open('A').catch(() => undefined);
  expect(await sync.list()).toEqual([{ id: 'A', imagesCount: null }]);
  expect(calls.filter((call) => call === 'albums')).toHaveLength(1);
});

test('a token that names no album waits for the server', async () => {
  abilities = [];
  server.albums = [{ id: 'B', imagesCount: 3 }];
  expect(await sync.list()).toEqual([{ id: 'B', imagesCount: 3 }]);
});

test('where nothing else names an album, the images seen do', async () => {
  abilities = [];
  server.all = [...inAlbum('C', 2), ...inAlbum('B', 1)];
  expect(await sync.list()).toEqual([
    { id: 'B', imagesCount: 1 },
    { id: 'C', imagesCount: 2 },
  ]);
  expect(calls).toEqual(['albums', 'all']);
});

test.each<[AppErrorData, Answer, string, string[]]>([
  [denied, denied, 'access-denied', ['albums', 'all']],
  [denied, [], 'access-denied', ['albums', 'all']],
  [offline, [], 'not-reached', ['albums']],
])('where nothing is known and %j, the list says so', async (albums, all, code, asked) => {
  abilities = [];
  server.albums = albums;
  server.all = all;
  expect(await codeOf(sync.list())).toBe(code);
  expect(calls).toEqual(asked);
});

test('a list that could not be asked for without a line is asked for again', async () => {
  server.albums = offline;
  await sync.list();
  await expect.poll(() => calls).toEqual(['albums']);
  server.albums = [{ id: 'B', imagesCount: 3 }];
  await sync.list();
  await expect.poll(() => told.lists.at(-1)).toHaveLength(2);
});

// Opening an album

test('the list of all images fills every album, and opening the next asks nothing', async () => {
  server.all = [...inAlbum('A', 3), ...inAlbum('B', 2)];
  expect(await sync.open('A')).toMatchObject({ imagesCount: 3, completeCount: 3, staleBecause: null });
  expect(await sync.open('B')).toMatchObject({ imagesCount: 2 });
  expect(calls).toEqual(['all', 'albums']);
});

test.each<[string, Answer]>([
  ['refused', denied],
  ['empty', []],
  ['unreadable', '<html>'],
  ['cut', '[{"id":"x","album_id":"A"},'],
  ['about other albums', inAlbum('B', 1)],
  ['more than the server can give in time', unanswered('timeout')],
  ['more than the line can carry', unanswered('reset')],
  ['more than the app takes', { code: 'too-large', limitBytes: 1, ...callFacts }],
])('where the list of all images is %s, the album is asked by its own route', async (_, all) => {
  server.all = all;
  server.own = { A: plain(2), C: [] };
  await sync.open('A');
  // What came of a list that was cut is shown until then.
  await expect.poll(() => told.states.at(-1)).toMatchObject({ imagesCount: 2, isWhole: true });
  expect(await sync.open('C')).toMatchObject({ imagesCount: 0 });
  expect(calls).toEqual(['all', 'own A', 'own C']);
});

test('where the server counts more images than came, the fuller list is kept', async () => {
  server.albums = [{ id: 'A', imagesCount: 5 }];
  server.all = inAlbum('A', 3);
  server.own = { A: [...inAlbum('A', 3), ...plain(2)] };
  expect(await sync.open('A')).toMatchObject({ imagesCount: 5, completeCount: 3 });
  expect(calls).toEqual(['all', 'albums', 'own A']);
});

test.each<[string, Answer, AppErrorCode | undefined]>([
  ['gives fewer', plain(2), undefined],
  ['gives as many', plain(3), undefined],
  ['is refused', denied, 'access-denied'],
])('where it counts more but the own route %s, what came is kept', async (_, own, stale) => {
  server.albums = [{ id: 'A', imagesCount: 5 }];
  server.all = inAlbum('A', 3);
  server.own = { A: own };
  const state = await sync.open('A');
  expect(state).toMatchObject({ imagesCount: 3, completeCount: 3 });
  expect(state.staleBecause?.code).toBe(stale);
});

test('an album that is held is shown at once and asked for once a session, in the background', async () => {
  server.own = { A: plain(2) };
  await sync.open('A');
  restart();
  server.own = { A: plain(3) };
  expect(await sync.open('A')).toMatchObject({ imagesCount: 2 });
  await expect.poll(() => told.states.at(-1)).toMatchObject({ imagesCount: 3, staleBecause: null });
  await expect.poll(() => told.lists.at(-1)).toEqual([{ id: 'A', imagesCount: 3 }]);
  await sync.open('A');
  await sync.open('A');
  expect(calls).toEqual(['all', 'own A']);
});

test.each<[string, number, number]>([
  ['it still holds more', 6, 6],
  ['it has shrunk', 3, 3],
  ['it may not be listed any more, which looks like an empty one', 0, 5],
])('after a restart a fuller list stays until its own route says that %s', async (_, own, shown) => {
  server.albums = [{ id: 'A', imagesCount: 5 }];
  server.all = inAlbum('A', 3);
  server.own = { A: inAlbum('A', 5) };
  await sync.open('A');
  restart();
  server.albums = denied;
  server.own = { A: inAlbum('A', own) };
  expect(await sync.open('A')).toMatchObject({ imagesCount: 5 });
  await expect.poll(() => calls).toEqual(['all', 'albums', 'own A']);
  await expect.poll(async () => (await sync.open('A')).imagesCount).toBe(shown);
  expect(Math.min(...told.states.map(({ imagesCount }) => imagesCount))).toBe(Math.min(5, shown));
  expect(calls).toHaveLength(3);
});

test('where that fails, what is held stays with the reason, and is not asked for at every opening', async () => {
  server.own = { A: plain(2) };
  await sync.open('A');
  restart();
  server.all = offline;
  expect(await sync.open('A')).toMatchObject({ imagesCount: 2, staleBecause: null });
  await expect.poll(() => told.states.at(-1)?.staleBecause).toEqual(offline);
  expect(await sync.open('A')).toMatchObject({ imagesCount: 2, staleBecause: offline });
  expect(calls).toEqual(['all']);

  clock += 60_000;
  server.all = [];
  await sync.open('A');
  await expect.poll(() => told.states.at(-1)?.staleBecause).toBeNull();
  expect(calls).toEqual(['all', 'all', 'own A']);
});

test('where nothing is held the reason is the answer, and the next opening asks again', async () => {
  expect(await codeOf(sync.open('A'))).toBe('access-denied');
  server.own = { A: plain(2) };
  expect(await sync.open('A')).toMatchObject({ imagesCount: 2, staleBecause: null });
  expect(calls).toEqual(['all', 'own A', 'own A']);
});

test('opened twice at the same time, an album is asked for once', async () => {
  server.own = { A: plain(2) };
  const [first, second] = await Promise.all([sync.open('A'), sync.open('A')]);
  expect(first).toEqual(second);
  expect(calls).toEqual(['all', 'own A']);
});

test('an album opened by its id is listed', async () => {
  server.own = { Typed: [] };
  await sync.open('Typed');
  expect((await sync.list()).map(({ id }) => id)).toEqual(['A', 'Typed']);
});

// Resync

test('an album is resynced by one call, to the route its list came from', async () => {
  server.own = { A: plain(4) };
  await openWhole('A');
  server.own = { A: [albumRecordForTests('img-0', { title: 'T', album_id: 'A' }), ...plain(3).slice(1)] };
  calls = [];
  const report = await resync('A');
  expect(calls).toEqual(['own A']);
  expect(report).toMatchObject({ albumId: 'A', scope: 'album', status: 'ended', error: null, by: 'Ada' });
  expect(report.counts).toMatchObject({ unchanged: 2, changed: 1, added: 0, removed: 1, 'not-found': 0 });
  expect(report.endedAt).toBeGreaterThan(report.startedAt);
  expect((await rowsOf(report)).map(({ id, kind }) => [id, kind]).toSorted()).toEqual([
    ['img-0', 'changed'],
    ['img-3', 'removed'],
  ]);
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 3 });
  expect(told.resyncs.at(-1)).toEqual(report);
});

test('one that came with all images is resynced with them', async () => {
  server.all = inAlbum('A', 3);
  await openWhole('A');
  calls = [];
  server.all = inAlbum('A', 4);
  expect((await resync('A')).counts).toMatchObject({ unchanged: 3, added: 1 });
  expect(calls).toEqual(['all']);

  // Not named any more, it is empty or gone: only its own route can say which.
  calls = [];
  server.all = inAlbum('B', 1);
  server.own = { A: inAlbum('A', 1) };
  expect((await resync('A')).counts).toMatchObject({ unchanged: 1, removed: 3 });
  expect(calls).toEqual(['all', 'own A']);
});

test('in a queue of albums the list of all images is not fetched for each small one', async () => {
  server.all = [...inAlbum('A', 20), ...inAlbum('B', 1_500)];
  await openWhole('A');
  await expect.poll(() => library.listSource(accountId, 'B')).not.toBeNull();
  // The opening asks for that too, behind what is stored.
  await expect.poll(() => calls).toContain('albums');
  server.own = { A: inAlbum('A', 21) };
  calls = [];
  const { id } = await resyncs.start({ albumId: 'A', imageIds: null, noIds: [], repeated: [] }, 'queue');
  expect(await resyncs.finished(id)).toMatchObject({ cause: 'queue', counts: { unchanged: 20, added: 1 } });
  expect(calls).toEqual(['own A']);
  calls = [];
  const big = await resyncs.start({ albumId: 'B', imageIds: null, noIds: [], repeated: [] }, 'queue');
  await resyncs.finished(big.id);
  expect(calls).toEqual(['all']);
});

test('an album that was never opened is resynced all the same: its first moment', async () => {
  server.own = { A: plain(3) };
  const report = await resync('A');
  expect(report).toMatchObject({ status: 'ended', error: null, isMoment: true });
  expect(await library.albumState(accountId, 'A')).toMatchObject({ imagesCount: 3 });
});

test('an empty list for an album that held images says so, and takes nothing from the screen', async () => {
  server.own = { A: inAlbum('A', 4) };
  await openWhole('A');
  server.own = { A: [] };
  expect(await resync('A')).toMatchObject({ status: 'ended', error: { code: 'nothing-listed' } });
  expect(await sync.open('A')).toMatchObject({ imagesCount: 4, staleBecause: { code: 'nothing-listed' } });
});

test.each<[string, AppErrorCode, Answer]>([
  ['empty', 'nothing-listed', []],
  ['cut', 'cut-answer', '[{"id":"x"},'],
  ['no list', 'unreadable-answer', '{}'],
])('an answer that is %s says of which request it is and when, for a ticket', async (_, code, own) => {
  server.own = { A: own };
  const { error } = await resync('A');
  expect(error?.code).toBe(code);
  expect(error && callOf(error)).toMatchObject(facts);
});

test('ids whose answer is cut say of which request it is and when', async () => {
  server.own = { A: inAlbum('A', 2) };
  await openWhole('A');
  server.byIds = () => '[{"id":"x"},';
  const [row] = await rowsOf(await resync('A', ['x']));
  expect(row?.error).toMatchObject({ code: 'cut-answer', ...facts });
});

test('an empty list for an album that was never held is no answer to a resync', async () => {
  server.own = { A: [] };
  expect(await resync('A')).toMatchObject({ status: 'ended', error: { code: 'nothing-listed' } });
  expect(await sync.open('A')).toMatchObject({ imagesCount: 0 });
  expect(await resync('A')).toMatchObject({ status: 'ended', error: { code: 'nothing-listed' } });
});

test('an empty list for an album that the server counts as empty is its first moment, also while it is counted', async () => {
  server.albums = [
    { id: 'A', imagesCount: 0 },
    { id: 'B', imagesCount: null },
  ];
  server.own = { A: [], B: [] };
  const listing = sync.list();
  expect(await resync('A')).toMatchObject({ status: 'ended', error: null, isMoment: true });
  await listing;
  expect(await library.albumState(accountId, 'A')).toMatchObject({ imagesCount: 0 });
  expect(await resync('A')).toMatchObject({ status: 'ended', error: null });
  expect(await resync('B')).toMatchObject({ error: { code: 'nothing-listed' } });
  expect(calls.filter((call) => call === 'albums')).toHaveLength(1);
});

test('two moments compared call an image that only moved by its name', async () => {
  const all = ['a', 'b', 'c'].map((id) => recordForTests(id, { album_id: 'A', title: `Title ${id}` }));
  server.own = { A: all };
  const { id: from } = await resync('A');
  server.own = { A: [...all.slice(1), ...all.slice(0, 1)] };
  const { id: to } = await resync('A');
  const compared = await library.history.compare(accountId, from, to, now());
  expect(await rowsOf(compared)).toMatchObject([{ id: 'a', kind: 'moved', name: 'Title a' }]);
});

test('what another opening found is told as a moment of its own', async () => {
  server.own = { A: plain(3) };
  await openWhole('A');
  restart();
  server.own = { A: plain(4) };
  await sync.open('A');
  await expect.poll(() => told.resyncs.at(-1)).toMatchObject({ cause: 'opened', counts: { added: 1 } });
});

test('a session that begins anew for the same account keeps its albums listed', async () => {
  server.albums = [
    { id: 'A', imagesCount: 1 },
    { id: 'B', imagesCount: 2 },
  ];
  await sync.list();
  await expect.poll(async () => (await sync.list()).map(({ id }) => id)).toContain('B');
  kept.forget();
  server.albums = denied;
  expect((await sync.list()).map(({ id }) => id)).toContain('B');
});

test('where all images could not be had once, a resync does not ask for them again', async () => {
  server.all = inAlbum('A', 3);
  await openWhole('A');
  restart();
  server.all = unanswered('timeout');
  server.own = { A: denied };
  await sync.open('A');
  await expect.poll(() => told.states.at(-1)?.staleBecause).toEqual(denied);
  server.own = { A: inAlbum('A', 4) };
  expect((await resync('A')).counts).toMatchObject({ unchanged: 3, added: 1 });
  expect(calls).toEqual(['all', 'own A', 'own A']);
});

test('a resync of one album leaves the fuller list of another', async () => {
  server.albums = [{ id: 'B', imagesCount: 5 }];
  server.all = [...inAlbum('A', 2), ...inAlbum('B', 3)];
  server.own = { B: inAlbum('B', 5) };
  await sync.open('A');
  await sync.open('B');
  await expect.poll(() => told.states.at(-1)).toMatchObject({ albumId: 'B', imagesCount: 5 });
  calls = [];
  await resync('A');
  expect(await sync.open('B')).toMatchObject({ imagesCount: 5, completeCount: 5 });
  expect(calls).toEqual(['all']);
});

test('a resync that fails says why, and what is held stays with the reason', async () => {
  server.own = { A: plain(2) };
  await openWhole('A');
  server.own = { A: failed };
  expect(await resync('A')).toMatchObject({ status: 'ended', error: failed });
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 2, staleBecause: failed });
  server.own = { A: plain(2) };
  await resync('A');
  expect(told.states.at(-1)).toMatchObject({ staleBecause: null });
});

test('images are resynced in chunks of 80, each asked once', async () => {
  server.own = { A: plain(200) };
  await openWhole('A');
  server.byIds = (asked) =>
    asked
      .filter((id) => id !== 'img-5')
      .map((id) => recordForTests(id, { album_id: 'A', ...(id === 'img-7' && { title: 'T' }) }));
  calls = [];
  const report = await resync('A', [...ids(200), ...ids(3), 'gone', '?4']);
  expect(calls.toSorted()).toEqual(['ids 41', 'ids 80', 'ids 80']);
  expect(report).toMatchObject({ status: 'ended', asked: 201, done: 201 });
  // Tags that were not known before are no change.
  expect(report.counts).toMatchObject({ unchanged: 198, changed: 1, added: 1, removed: 0, 'not-found': 1 });
  const rows = (await rowsOf(report)).map(({ id, kind, marks }) => [
    id,
    kind,
    marks.includes('known-before'),
  ]);
  expect(rows.toSorted()).toEqual([
    ['gone', 'added', false],
    ['img-5', 'not-found', true],
    ['img-7', 'changed', false],
  ]);
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 201, completeCount: 200 });
});

test('a chunk that fails is told as failed, and the others count; Retry asks for it alone', async () => {
  server.own = { A: plain(200) };
  await openWhole('A');
  const good = server.byIds;
  server.byIds = (asked) => (asked.includes('img-80') ? failed : good(asked));
  const report = await resync('A', ids(200));
  expect(report.counts).toMatchObject({ unchanged: 120, failed: 80, 'not-found': 0 });
  const rows = await rowsOf(report);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids(160).slice(80).toSorted());
  expect(rows[0]).toMatchObject({ kind: 'failed', error: failed });
  server.byIds = good;
  calls = [];
  await resyncs.retry(report.id);
  expect(await resyncs.finished(report.id)).toMatchObject({ counts: { unchanged: 200, failed: 0 } });
  expect(calls).toEqual(['ids 80']);
});

test('ids among unreadable records are neither found nor missing', async () => {
  server.byIds = () => `[${JSON.stringify(recordForTests('img-0'))},{"id":}]`;
  const report = await resync('A', ['img-0', 'img-1']);
  expect(report.counts).toMatchObject({ added: 1, failed: 1, 'not-found': 0 });
  const row = (await rowsOf(report)).find(({ id }) => id === 'img-1');
  expect(row).toMatchObject({ kind: 'failed', error: { code: 'unreadable-answer' } });
});

// Completing

test('only images that lack tags and uploader are asked for, in chunks of 80', async () => {
  server.own = { A: [...plain(100), recordForTests('known', { album_id: 'A' }), { title: 'no id' }] };
  await openWhole('A');
  calls = [];
  const shown = ['known', '?101', 'never seen', ...ids(100)];
  expect(await sync.complete('A', shown)).toMatchObject({ completeCount: 101, imagesCount: 102 });
  expect(calls).toEqual(['ids 80', 'ids 20']);
  await sync.complete('A', shown);
  expect(calls).toHaveLength(2);
});

test('what is asked for at the same time, or was not answered, is asked once', async () => {
  server.own = { A: plain(10) };
  await openWhole('A');
  server.byIds = (asked) => asked.filter((id) => id !== 'img-3').map((id) => recordForTests(id));
  calls = [];
  await Promise.all([sync.complete('A', ids(6)), sync.complete('A', ids(8)), sync.complete('A', ids(6))]);
  expect(calls).toEqual(['ids 6', 'ids 2']);
  expect(await sync.complete('A', ids(6))).toMatchObject({ completeCount: 7 });
  expect(calls).toHaveLength(2);
});

test('where it fails the error is told, what came is kept, and it can be asked again', async () => {
  server.own = { A: plain(200) };
  await openWhole('A');
  const good = server.byIds;
  server.byIds = (asked) => (asked.includes('img-80') ? failed : good(asked));
  calls = [];
  expect(await codeOf(sync.complete('A', ids(200)))).toBe('server-failed');
  expect(calls).toEqual(['ids 80', 'ids 80']);
  server.byIds = good;
  expect(await sync.complete('A', ids(200))).toMatchObject({ completeCount: 200 });
  expect(calls).toEqual(['ids 80', 'ids 80', 'ids 80', 'ids 40']);
});

test.each<[AppErrorData, number]>([
  [denied, 1],
  [{ code: 'not-found', ...callFacts }, 1],
  [offline, 2],
  [{ code: 'rate-limited', retryAfterSeconds: 5, ...callFacts }, 2],
  [failed, 2],
])('asked again for images of which the server said %j, %i calls are made', async (error, asked) => {
  server.own = { A: plain(10) };
  await openWhole('A');
  server.byIds = () => error;
  calls = [];
  expect(await codeOf(sync.complete('A', ids(10)))).toBe(error.code);
  expect(await codeOf(sync.complete('A', ids(10)))).toBe(error.code);
  expect(calls).toHaveLength(asked);
});

test('images refused do not keep others from being completed and shown', async () => {
  server.own = { A: plain(10) };
  await openWhole('A');
  const good = server.byIds;
  server.byIds = () => denied;
  await sync.complete('A', ids(4)).catch(() => undefined);
  server.byIds = good;
  expect(await codeOf(sync.complete('A', ids(10)))).toBe('access-denied');
  expect(told.states.at(-1)).toMatchObject({ completeCount: 6 });
});

test('images behind a chunk that was refused were not asked for, and can be', async () => {
  server.own = { A: plain(100) };
  await openWhole('A');
  const good = server.byIds;
  server.byIds = () => denied;
  await sync.complete('A', ids(100)).catch(() => undefined);
  server.byIds = good;
  expect(await sync.complete('A', ids(100).slice(80))).toMatchObject({ completeCount: 20 });
});

test('an album that is not held cannot be completed', async () => {
  expect(await codeOf(sync.complete('Unknown', ['a']))).toBe('unknown-album');
});

// Limits

test('albums opened without end are not all remembered', async () => {
  const typed = Array.from({ length: 1_100 }, (_, i) => `typed-${i}`);
  for (const id of typed) await sync.open(id).catch(() => undefined);
  const listed = (await sync.list()).map(({ id }) => id);
  expect(listed).toHaveLength(1_001);
  expect(listed.at(-1)).toBe('typed-1099');
});

// Sessions

test('another session asks anew', async () => {
  server.own = { A: plain(2) };
  await openWhole('A');
  kept.forget();
  calls = [];
  await openWhole('A');
  await expect.poll(() => calls).toEqual(['all', 'own A']);
});

test('a look at another account costs no call: back within a minute the album is there at once, later it is asked anew', async () => {
  server.own = { A: plain(2) };
  server.albums = [{ id: 'A', imagesCount: 2 }];
  await openWhole('A');
  await sync.list();
  await expect.poll(() => calls.toSorted()).toEqual(['albums', 'all', 'own A']);
  const own = accountId;
  const look = () => {
    kept.leave();
    accountId = 'another';
    kept.asks();
    kept.leave();
    accountId = own;
    calls = [];
  };
  look();
  mono += 59_000;
  sync.begin();
  expect(await sync.open('A')).toMatchObject({ accountId: own, imagesCount: 2, staleBecause: null });
  expect((await sync.list()).map(({ id }) => id)).toEqual(['A']);
  // A second look as well.
  look();
  await sync.open('A');
  expect(calls).toEqual([]);
  look();
  mono += 61_000;
  await sync.open('A');
  await expect.poll(() => calls).toEqual(['all', 'own A']);
  // A new token may be allowed what the former was refused.
  kept.leave();
  kept.forget(own);
  calls = [];
  await sync.open('A');
  await expect.poll(() => calls).toEqual(['all', 'own A']);
});

test('what had not been answered when the account was left is asked when it is back', async () => {
  server.own = { A: plain(2) };
  await openWhole('A');
  restart();
  const answer = Promise.withResolvers<undefined>();
  server.all = denied;
  server.ready = answer.promise;
  void sync.list().catch(() => undefined);
  void sync.open('A');
  await expect.poll(() => calls).toContain('albums');
  kept.leave();
  answer.resolve(undefined);
  calls = [];
  await sync.open('A');
  await sync.list();
  await expect.poll(() => calls.toSorted()).toEqual(['albums', 'all', 'own A']);
});

test('what arrives for an account that has gone is neither told nor stored', async () => {
  const waiting = Promise.withResolvers<undefined>();
  const slow = async function* () {
    const text = JSON.stringify(plain(5));
    yield* bodyForTests(text.slice(0, 100));
    await waiting.promise;
    yield* bodyForTests(text.slice(100));
  };
  const left = accountId;
  const leaving = keptBy(library, { ...api, albumImages: () => Promise.resolve({ body: slow(), facts }) });
  const asking = createSync(leaving, now);
  const opening = asking.open('A');
  const outcome = codeOf(opening);
  await expect.poll(() => calls).toEqual(['all']);
  leaving.forget();
  waiting.resolve(undefined);
  expect(await outcome).toBe('cancelled');
  expect(await library.albums(left)).toEqual([]);
  expect(told).toMatchObject({ lists: [], states: [] });
});

test('an album that was shown while it arrived, and of which the full disk kept nothing, is told to be empty, with the reason', async () => {
  const full: AppErrorData = { code: 'storage-failed', detail: 'full' };
  const arrives: AlbumState = {
    accountId,
    albumId: 'A',
    revision: 7,
    parts: [7],
    arriving: true,
    isWhole: false,
    imagesCount: 48,
    syncedAt: 1,
    completeCount: 0,
    oddCount: 0,
    unreadableCount: 0,
    repeatedCount: 0,
    staleBecause: null,
  };
  const refusing: Library = {
    ...library,
    storeList: ({ told }) => {
      told?.(arrives);
      return Promise.reject(new AppError(full));
    },
  };
  sync = createSync(keptBy(refusing), now);
  expect(await sync.open('A')).toMatchObject({ imagesCount: 48 });
  await expect
    .poll(() => told.states.at(-1))
    .toMatchObject({ parts: [], arriving: false, isWhole: false, imagesCount: 0, staleBecause: full });
});
