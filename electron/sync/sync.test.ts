import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError, type AppErrorCode, type AppErrorData } from '#shared/errors.ts';
import type { AlbumState, AlbumSummary } from '#shared/models/album.ts';
import { resyncReport } from '#shared/models/resync.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { albumRecordForTests, bodyForTests, recordForTests } from '../library/record-for-tests.ts';
import type { JsonObject } from '../library/record-fields.ts';
import type { SyncApi } from './sync-api.ts';
import { createSync, type Sync } from './sync.ts';

const folder = mkdtempSync(join(tmpdir(), 'sync-'));
let library: Library;
beforeAll(() => {
  const workerFile = join(import.meta.dirname, '../library/worker.ts');
  library = openLibrary({ file: join(folder, 'library.db'), workerFile });
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const callFacts = { route: 'GET /x', status: 401, requestId: null, message: null };
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
  return Promise.resolve({ body: bodyForTests(answer) });
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
let sync: Sync;
let told: { lists: AlbumSummary[][]; states: AlbumState[]; progress: number[] };
const newSync = (of = library) =>
  createSync({
    session: () => ({
      accountId,
      abilities: abilities.map((albumId) => ({ albumId, access: ['image_list'], sharings: [] })),
      api,
    }),
    library: of,
    now: () => (clock += 1),
    notify: {
      albumsChanged: (list) => told.lists.push(list),
      albumChanged: (state) => told.states.push(state),
      resyncProgress: ({ done }) => told.progress.push(done),
    },
  });
/** As after a restart of the app: the library knows what it knew, the session has asked nothing. */
const restart = () => {
  sync = newSync();
  calls = [];
  told = { lists: [], states: [], progress: [] };
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
  await sync.open('A');
  server.own = { A: [albumRecordForTests('img-0', { title: 'T', album_id: 'A' }), ...plain(3).slice(1)] };
  calls = [];
  const report = await sync.resyncAlbum('A');
  expect(calls).toEqual(['own A']);
  expect(resyncReport.safeParse(report).error).toBeUndefined();
  expect(report).toMatchObject({ albumId: 'A', scope: 'album', failed: [] });
  expect(report.counts).toEqual({ unchanged: 2, changed: 1, added: 0, removed: 1, 'not-found': 0 });
  expect(report.endedAt).toBeGreaterThan(report.startedAt);
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 3 });
});

test('one that came with all images is resynced with them', async () => {
  server.all = inAlbum('A', 3);
  await sync.open('A');
  calls = [];
  server.all = inAlbum('A', 4);
  expect((await sync.resyncAlbum('A')).counts).toMatchObject({ unchanged: 3, added: 1 });
  expect(calls).toEqual(['all']);

  // Not named any more, it is empty or gone: only its own route can say which.
  calls = [];
  server.all = inAlbum('B', 1);
  server.own = { A: inAlbum('A', 1) };
  expect((await sync.resyncAlbum('A')).counts).toMatchObject({ unchanged: 1, removed: 3 });
  expect(calls).toEqual(['all', 'own A']);
});

test('an empty list for an album that held images says so, and takes nothing from the screen', async () => {
  server.own = { A: inAlbum('A', 4) };
  await sync.open('A');
  server.own = { A: [] };
  await expect(sync.resyncAlbum('A')).rejects.toMatchObject({ data: { code: 'nothing-listed' } });
  expect(await sync.open('A')).toMatchObject({ imagesCount: 4, staleBecause: { code: 'nothing-listed' } });
});

test('a session that begins anew for the same account keeps its albums listed', async () => {
  server.albums = [
    { id: 'A', imagesCount: 1 },
    { id: 'B', imagesCount: 2 },
  ];
  await sync.list();
  await expect.poll(async () => (await sync.list()).map(({ id }) => id)).toContain('B');
  sync.forget();
  server.albums = denied;
  expect((await sync.list()).map(({ id }) => id)).toContain('B');
});

test('where all images could not be had once, a resync does not ask for them again', async () => {
  server.all = inAlbum('A', 3);
  await sync.open('A');
  restart();
  server.all = unanswered('timeout');
  server.own = { A: denied };
  await sync.open('A');
  await expect.poll(() => told.states.at(-1)?.staleBecause).toEqual(denied);
  server.own = { A: inAlbum('A', 4) };
  expect((await sync.resyncAlbum('A')).counts).toMatchObject({ unchanged: 3, added: 1 });
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
  await sync.resyncAlbum('A');
  expect(await sync.open('B')).toMatchObject({ imagesCount: 5, completeCount: 5 });
  expect(calls).toEqual(['all']);
});

test('a resync that fails says why, and what is held stays with the reason', async () => {
  server.own = { A: plain(2) };
  await sync.open('A');
  server.own = { A: failed };
  expect(await codeOf(sync.resyncAlbum('A'))).toBe('server-failed');
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 2, staleBecause: failed });
  server.own = { A: plain(2) };
  await sync.resyncAlbum('A');
  expect(told.states.at(-1)).toMatchObject({ staleBecause: null });
});

test('images are resynced in chunks of 80, each asked once, with progress', async () => {
  server.own = { A: plain(200) };
  await sync.open('A');
  server.byIds = (asked) =>
    asked
      .filter((id) => id !== 'img-5')
      .map((id) => recordForTests(id, { album_id: 'A', ...(id === 'img-7' && { title: 'T' }) }));
  calls = [];
  const report = await sync.resyncImages('A', [...ids(200), ...ids(3), 'gone', '?4']);
  expect(calls).toEqual(['ids 80', 'ids 80', 'ids 41']);
  expect(told.progress).toEqual([80, 160, 201]);
  // Tags that were not known before are no change.
  expect(report.counts).toEqual({ unchanged: 198, changed: 1, added: 1, removed: 0, 'not-found': 1 });
  expect(report.rows.map(({ id, kind, knownBefore }) => [id, kind, knownBefore])).toEqual([
    ['img-7', 'changed', true],
    ['img-5', 'not-found', true],
    ['gone', 'added', false],
  ]);
  expect(told.states.at(-1)).toMatchObject({ imagesCount: 201, completeCount: 200 });
});

test('a chunk that fails is told as failed, and the others count', async () => {
  server.own = { A: plain(200) };
  await sync.open('A');
  const good = server.byIds;
  server.byIds = (asked) => (asked.includes('img-80') ? failed : good(asked));
  const report = await sync.resyncImages('A', ids(200));
  expect(report.counts).toMatchObject({ unchanged: 120, 'not-found': 0 });
  expect(report.failed).toEqual([{ ids: ids(160).slice(80), error: failed }]);
});

test.each<[AppErrorData, number]>([
  [{ code: 'session-expired' }, 1],
  [{ code: 'rate-limited', retryAfterSeconds: 5, ...callFacts }, 1],
  [denied, 1],
  [{ code: 'storage-failed', detail: 'full' }, 1],
  [offline, 2],
  [failed, 2],
])('where all chunks meet %j, %i are asked and all are told as failed', async (error, asked) => {
  server.byIds = () => error;
  const report = await sync.resyncImages('A', ids(400));
  expect(calls).toHaveLength(asked);
  expect(report.failed.flatMap((part) => part.ids)).toEqual(ids(400));
});

test('chunks that fail in different ways are no reason to give up', async () => {
  const errors = [failed, offline, failed, offline];
  server.byIds = (asked) => errors.shift() ?? asked.map((id) => recordForTests(id, { album_id: 'A' }));
  const report = await sync.resyncImages('A', ids(400));
  expect(calls).toHaveLength(5);
  expect(report.counts.added).toBe(80);
});

test('ids among unreadable records are neither found nor missing', async () => {
  server.byIds = () => `[${JSON.stringify(recordForTests('img-0'))},{"id":}]`;
  const report = await sync.resyncImages('A', ['img-0', 'img-1']);
  expect(report.counts).toMatchObject({ added: 1, 'not-found': 0 });
  expect(report.failed).toMatchObject([{ ids: ['img-1'], error: { code: 'unreadable-answer' } }]);
});

test('no ids are no resync, and made-up ids are never asked for', async () => {
  expect(await codeOf(sync.resyncImages('A', []))).toBe('no-images-chosen');
  expect((await sync.resyncImages('A', ['?0'])).counts['not-found']).toBe(0);
  expect(calls).toEqual([]);
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
  sync.forget();
  calls = [];
  await openWhole('A');
  await expect.poll(() => calls).toEqual(['all', 'own A']);
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
  const asking = createSync({
    session: () => ({
      accountId,
      abilities: [],
      api: { ...api, albumImages: () => Promise.resolve({ body: slow() }) },
    }),
    library,
    now: () => 0,
    notify: {
      albumsChanged: (list) => told.lists.push(list),
      albumChanged: (state) => told.states.push(state),
      resyncProgress: () => undefined,
    },
  });
  const opening = asking.open('A');
  const outcome = codeOf(opening);
  await expect.poll(() => calls).toEqual(['all']);
  asking.forget();
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
  sync = newSync({
    ...library,
    storeList: ({ told }) => {
      told?.(arrives);
      return Promise.reject(new AppError(full));
    },
  });
  expect(await sync.open('A')).toMatchObject({ imagesCount: 48 });
  await expect
    .poll(() => told.states.at(-1))
    .toMatchObject({ parts: [], arriving: false, isWhole: false, imagesCount: 0, staleBecause: full });
});
