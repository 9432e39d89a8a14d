import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Library, Looking } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import type { JsonObject } from './record-fields.ts';
import {
  albumRecordForTests,
  bodyForTests,
  columnsForTests,
  lookingForTests,
  recordForTests,
  resyncForTests,
  rowsForTests,
} from './record-for-tests.ts';

const accountId = 'account1';
const albumId = 'a0B5e00000Studio';
let folder = '';
let library: Library;
const open = () => openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'findings-'));
  library = open();
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

interface More {
  album?: string | null;
  source?: 'album';
  looking?: Looking;
}
const store = (answer: unknown, { album = albumId, source, looking = lookingForTests }: More = {}) =>
  library.storeList({
    accountId,
    source: source ?? 'image_syncs',
    albumId: album,
    looking,
    body: bodyForTests(answer, 65_536),
  });
/** What a resync of the album finds. */
async function resync(answer: unknown, more: More = {}) {
  const looking = await resyncForTests(library, accountId, more.album ?? albumId);
  const [stored] = await store(answer, { ...more, looking });
  const report = stored!.resync!;
  return { report, rows: await rowsForTests(library, accountId, report.id) };
}
const history = async (album: string | null = albumId) =>
  (await library.history.list(accountId, album, 0, 50)).resyncs;
const records = (count: number) => Array.from({ length: count }, (_, i) => recordForTests(`img-${i}`));
const marksOf = (rows: readonly { id: string; kind: string; marks: readonly string[] }[]) =>
  rows.map(({ id, kind, marks }) => [id, kind, marks]);

test('a block of 500 that moved is one move; an image edited within it has changed, and moved with it', async () => {
  const before = records(3_000);
  await store(before);
  const block = before.slice(100, 600);
  block[250] = recordForTests('img-350', { title: 'Roof' });
  const { report, rows } = await resync([...before.slice(0, 100), ...before.slice(600), ...block]);
  expect(report).toMatchObject({ moves: 1, rows: 500, counts: { changed: 1, moved: 499, unchanged: 2_500 } });
  expect(rows[0]).toMatchObject({
    id: 'img-100',
    kind: 'moved',
    marks: [],
    move: { from: 100, to: 2_500, count: 500 },
  });
  expect(rows.slice(1).every(({ marks, move }) => marks.includes('goes-on') && move === null)).toBe(true);
  expect(rows[250]).toMatchObject({ id: 'img-350', kind: 'changed', marks: ['moved', 'goes-on'] });
});

test('what was removed and is in another album by now is said to be there, where a list says so that came since', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
  onTestFinished(() => void vi.useRealTimers());
  const at = (ms: number) => vi.setSystemTime(ms);
  await store([recordForTests('img-1')], { album: 'Former', source: 'album' });
  at(2_000);
  await store(records(4));
  at(3_000);
  await store([recordForTests('img-2')], { album: 'Later', source: 'album' });
  at(4_000);
  const { rows, report } = await resync(records(1));
  expect(rows.map(({ id, kind, marks, albumId: album }) => [id, kind, marks, album])).toEqual([
    ['img-1', 'removed', [], albumId],
    ['img-2', 'removed', ['other-album'], 'Later'],
    ['img-3', 'removed', [], albumId],
  ]);
  expect(report).toMatchObject({ counts: { removed: 3 }, marks: { 'other-album': 1 } });
});

test('an image is found in whichever of many albums holds it, also where that has changed since', async () => {
  for (let n = 0; n < 30; n += 1)
    await store([recordForTests(`of-${n}`)], { album: `album-${n}`, source: 'album' });
  const ask = async (ids: string[]) => {
    const looking = await resyncForTests(library, accountId, albumId, ids);
    await library.mergeImages({ accountId, albumId, ids, looking, body: bodyForTests([]) });
    return marksOf(await rowsForTests(library, accountId, looking.resync!.id));
  };
  expect(await ask(['of-29', 'none'])).toEqual([
    ['of-29', 'not-found', ['known-before']],
    ['none', 'not-found', []],
  ]);
  await store([recordForTests('new')], { album: 'album-29', source: 'album' });
  expect(await ask(['new', 'of-3'])).toEqual([
    ['new', 'not-found', ['known-before']],
    ['of-3', 'not-found', ['known-before']],
  ]);
});

test('what came and what went moves nobody', async () => {
  await store(records(100));
  const { report } = await resync([recordForTests('new'), ...records(100).filter((_, i) => i % 10 !== 0)]);
  expect(report).toMatchObject({ moves: 0, counts: { added: 1, removed: 10, moved: 0, unchanged: 90 } });
});

test('an unchanged image has a row only where something is to be said of it', async () => {
  const list = [
    recordForTests('sound'),
    recordForTests('error', { processing_error: 'too large' }),
    recordForTests('odd', { size: 'x' }),
    recordForTests('stranger', { album_id: 'Elsewhere' }),
  ];
  await store(list);
  const { report, rows } = await resync(list);
  expect(marksOf(rows)).toEqual([
    ['error', 'unchanged', ['processing-error']],
    ['odd', 'unchanged', ['unreadable']],
    ['stranger', 'unchanged', ['other-album']],
  ]);
  expect(report.counts).toMatchObject({ unchanged: 4, changed: 0 });
});

test('a Salesforce id of 15 letters and the same one with its check are one album', async () => {
  const [short, long] = ['a0B5e00000Studi', 'a0B5e00000StudiEAK'];
  await store([recordForTests('a', { album_id: long })], { album: short });
  expect((await resync([recordForTests('a', { album_id: long })], { album: short })).rows).toEqual([]);
});

const picture = (path: string) => `/assets/blank.jpg#https://res.cloudinary.com/demo/${path}`;
test.each<[string, JsonObject, JsonObject, string[]]>([
  ['it was processed', { processed: false }, { processed: true }, ['now-processed']],
  ['it was rotated', { rotation: 0 }, { rotation: 90 }, ['picture']],
  ['it was cropped', {}, { crop_w: 20, crop_h: 20 }, ['picture']],
  ['its file was replaced', { infos: { etag: 'a' } }, { infos: { etag: 'b' } }, ['picture']],
  ['its title is another', { title: 'A' }, { title: 'B' }, []],
  [
    'its address changed with its title',
    { title: 'A', external_urls: { fill100: picture('v1/a.jpg') } },
    { title: 'B', external_urls: { fill100: picture('v2/a.jpg') } },
    [],
  ],
])('%s: that is what the changed image is marked with', async (_, before, after, marks) => {
  await store([recordForTests('a', before)]);
  expect(marksOf((await resync([recordForTests('a', after)])).rows)).toEqual([['a', 'changed', marks]]);
});

test('where as many records could not be read as are missing, that is said of those that are', async () => {
  await store(records(4));
  const one = await resync(['broken', ...records(3)]);
  expect(marksOf(one.rows)).toEqual([['img-3', 'removed', ['unreadable']]]);
  const two = await resync(['broken', ...records(1)]);
  expect(marksOf(two.rows)).toEqual([
    ['img-1', 'removed', []],
    ['img-2', 'removed', []],
  ]);
});

test.each(['opened', 'resynced'])(
  'an album %s for the first time is all added, without a row for each',
  async (how) => {
    const list = [...records(1_000), recordForTests('bad', { processing_error: 'too large' })];
    const looking = how === 'opened' ? lookingForTests : await resyncForTests(library, accountId, albumId);
    const [stored] = await store(list, { looking });
    expect(stored!.resync).toMatchObject({ isMoment: true, rows: 1, counts: { added: 1_001, unchanged: 0 } });
    expect(marksOf(await rowsForTests(library, accountId, stored!.resync!.id))).toEqual([
      ['bad', 'added', ['processing-error']],
    ]);
  },
);

test('an album that opens is a moment of its history where it differs, and else none', async () => {
  await store(records(3));
  expect((await store(records(3)))[0]!.resync).toBeNull();
  const [stored] = await store([recordForTests('img-0', { title: 'Roof' }), ...records(3).slice(1)]);
  expect(stored!.resync).toMatchObject({ cause: 'opened', scope: 'album', status: 'ended', isMoment: true });
  expect((await history()).map(({ counts }) => [counts.added, counts.changed])).toEqual([
    [0, 1],
    [3, 0],
  ]);
});

test('a list of all images tells each album its own; asked for by a resync, its own album alone', async () => {
  const inAlbum = (album: string, id: string, changes = {}) =>
    recordForTests(id, { album_id: album, ...changes });
  const list = (title: string) => [
    inAlbum('Left', 'l', { title }),
    inAlbum(albumId, 'a'),
    inAlbum('Same', 's'),
  ];
  await store(list('A'), { album: null });
  const looking = await resyncForTests(library, accountId, albumId);
  const stored = await store(list('B'), { album: null, looking });
  expect(stored.map(({ state, resync }) => [state.albumId, resync?.counts.changed])).toEqual([[albumId, 0]]);
  // What changed in another album is still there to be told.
  const opened = await store(list('B'), { album: null });
  expect(opened.map(({ state, resync }) => [state.albumId, resync?.counts.changed ?? null])).toEqual([
    ['Left', 1],
    [albumId, null],
    ['Same', null],
  ]);
  expect((await history('Left'))[0]).toMatchObject({ cause: 'opened', counts: { changed: 1 } });
});

test('an answer that breaks off writes nothing down, and leaves the resync to whoever begun it', async () => {
  await store(records(50));
  const looking = await resyncForTests(library, accountId, albumId);
  const text = JSON.stringify(records(80).reverse());
  await expect(store(text.slice(0, -9), { looking })).rejects.toThrow('cut-answer');
  expect(await history()).toMatchObject([
    { id: looking.resync!.id, status: 'running', rows: 0 },
    { cause: 'opened' },
  ]);
});

test('what is looked up is a moment only where something has changed', async () => {
  await store([albumRecordForTests('a'), albumRecordForTests('b')], { source: 'album' });
  const lookUp = (answer: unknown) =>
    library.mergeImages({
      accountId,
      albumId,
      ids: ['a', 'b', 'gone'],
      looking: { cause: 'looked-up', by: null },
      body: bodyForTests(answer),
    });
  expect((await lookUp([recordForTests('a'), recordForTests('b')])).resync).toBeNull();
  const { resync } = await lookUp([recordForTests('a', { tag_names: ['new'] }), recordForTests('b')]);
  expect(resync).toMatchObject({
    cause: 'looked-up',
    counts: { changed: 1, 'not-found': 0 },
    status: 'ended',
  });
});

test('an image that went to another album is found by its id, and marked', async () => {
  await store(records(2));
  const looking = await resyncForTests(library, accountId, albumId, ['img-1']);
  const body = bodyForTests([recordForTests('img-1', { album_id: 'Elsewhere' })]);
  const { resync } = await library.mergeImages({ accountId, albumId, ids: ['img-1'], looking, body });
  expect(await rowsForTests(library, accountId, resync!.id)).toMatchObject([
    {
      id: 'img-1',
      albumId: 'Elsewhere',
      kind: 'changed',
      marks: ['other-album'],
      changes: [{ field: 'albumId', before: albumId, after: 'Elsewhere' }],
    },
  ]);
});

/** What a resync of ids finds, and the album as it is then. */
async function resyncIds(ids: readonly string[], answer: unknown, album = albumId) {
  const looking = await resyncForTests(library, accountId, album, [...ids]);
  const body = bodyForTests(answer);
  const { resync: report, state } = await library.mergeImages({
    accountId,
    albumId: album,
    ids,
    looking,
    body,
  });
  return { counts: report!.counts, rows: await rowsForTests(library, accountId, report!.id), state };
}
const shownOf = async (album = albumId) => {
  const columns = await columnsForTests(library, accountId, album);
  return Array.from({ length: columns.count }, (_, i) => columns.text('id', i));
};

test('an image that came by its id stands at the end, and is not said to have moved when its place is known', async () => {
  await store(['a', 'b', 'c'].map((id) => recordForTests(id)));
  await resyncIds(['n'], [recordForTests('n')]);
  expect(await shownOf()).toEqual(['a', 'b', 'c', 'n']);
  const now = ['n', 'b', 'a', 'c'].map((id) => recordForTests(id));
  const { report, rows } = await resync(now);
  expect(report.counts).toMatchObject({ moved: 1, added: 0, unchanged: 3 });
  expect(rows.map(({ id }) => id)).not.toContain('n');
  // From now on its place is known.
  expect((await resync([now[1], now[2], now[3], now[0]])).report.counts).toMatchObject({ moved: 1 });
});

test('an album known only by ids is not whole: its first list is all added, opened or resynced', async () => {
  for (const [album, how] of [
    ['Opened', 'opened'],
    ['Resynced', 'resynced'],
  ] as const) {
    const here = (id: string) => recordForTests(id, { album_id: album });
    const [p, q, r, s, t] = ['p', 'q', 'r', 's', 't'].map((id) => `${id}-${how}`) as [string, ...string[]];
    const answer = [here(r!), here(p), recordForTests(q!, { album_id: 'Elsewhere' })];
    const { counts, rows, state } = await resyncIds([p, q!, r!], answer, album);
    expect(counts).toMatchObject({ added: 3 });
    expect(marksOf(rows)).toContainEqual([q, 'added', ['other-album']]);
    expect(state).toMatchObject({ isWhole: false, imagesCount: 2 });
    const looking = how === 'opened' ? lookingForTests : await resyncForTests(library, accountId, album);
    const list = [p, s!, r!, t!].map(here);
    const [first] = await store(list, { album, looking });
    expect(first).toMatchObject({
      state: { isWhole: true, imagesCount: 4 },
      resync: { counts: { added: 4, removed: 0, moved: 0 } },
    });
  }
});

test("another album's image is kept in that album where it is held, and never in the one asked about", async () => {
  await store(records(1));
  const elsewhere = recordForTests('q', { album_id: 'Elsewhere' });
  await resyncIds(['q'], [elsewhere]);
  expect(await shownOf()).toEqual(['img-0']);
  await store([recordForTests('e', { album_id: 'Elsewhere' })], { album: 'Elsewhere' });
  await resyncIds(['q'], [elsewhere]);
  expect([await shownOf(), await shownOf('Elsewhere')]).toEqual([['img-0'], ['e', 'q']]);
});

test('ids of no album in particular are kept, so that a second look compares them, and are of no other album', async () => {
  const of = (title: string) => [recordForTests('a', { title }), recordForTests('b')];
  expect(marksOf((await resyncIds(['a', 'b'], of('Old'), '')).rows)).toEqual([
    ['a', 'added', []],
    ['b', 'added', []],
  ]);
  expect(marksOf((await resyncIds(['a', 'b'], of('New'), '')).rows)).toEqual([['a', 'changed', []]]);
});

test('a chunk that the history took and the library refused counts each id once, and is said again', async () => {
  await store(records(3));
  const ids = ['img-0', 'img-1', 'img-2', 'x'];
  const looking = await resyncForTests(library, accountId, albumId, ids);
  const { id } = looking.resync!;
  const answer = [recordForTests('img-0', { title: 'New' }), ...records(3).slice(1)];
  const merge = () => library.mergeImages({ accountId, albumId, ids, looking, body: bodyForTests(answer) });
  const other = new DatabaseSync(join(folder, 'library.db'));
  other.exec(`CREATE TRIGGER stop BEFORE INSERT ON albums BEGIN SELECT RAISE(ABORT, 'full'); END`);
  await expect(merge()).rejects.toThrow('full');
  other.exec('DROP TRIGGER stop');
  other.close();
  const full = { code: 'storage-failed', detail: 'full' } as const;
  const counts = { changed: 1, 'not-found': 1, unchanged: 2, failed: 0 };
  const chunk = { number: 0, ids, wasAsked: true };
  expect(await library.history.chunkFailed(accountId, id, chunk, full)).toMatchObject({ counts });
  expect((await merge()).resync).toMatchObject({ asked: 4, done: 4, counts });
  expect(await library.details(accountId, albumId, 'img-0')).toMatchObject({ title: 'New' });
});

test('what differs is written down before the album changes: after a crash in between it is said again', async () => {
  await store(records(2));
  const looking = await resyncForTests(library, accountId, albumId);
  // The library's own transaction cannot be kept.
  const other = new DatabaseSync(join(folder, 'library.db'));
  other.exec(`CREATE TRIGGER stop BEFORE INSERT ON albums BEGIN SELECT RAISE(ABORT, 'power cut'); END`);
  const edited = [recordForTests('img-0', { title: 'Roof' }), recordForTests('img-1')];
  await expect(store(edited, { looking })).rejects.toThrow('power cut');
  other.exec('DROP TRIGGER stop');
  other.close();
  expect(await library.details(accountId, albumId, 'img-0')).toMatchObject({ title: null });
  expect((await history())[0]).toMatchObject({ status: 'ended', counts: { changed: 1 } });
  expect((await resync(edited)).report.counts).toMatchObject({ changed: 1 });
});

test('a history that is damaged is put aside and said; the library goes on', async () => {
  await store(records(2));
  await library.close();
  writeFileSync(join(folder, 'history.db'), 'no database '.repeat(1_000));
  library = open();
  expect(await library.wasHistoryLost()).toBe(true);
  expect(existsSync(join(folder, 'history.db.damaged'))).toBe(true);
  expect(existsSync(join(folder, 'library.db.damaged'))).toBe(false);
  expect((await resync(records(2))).report.counts).toMatchObject({ unchanged: 2 });
});

test('a library that is damaged costs the history nothing', async () => {
  await store(records(2));
  await library.close();
  writeFileSync(join(folder, 'library.db'), 'no database '.repeat(1_000));
  library = open();
  expect(await library.wasHistoryLost()).toBe(false);
  expect(await library.albums(accountId)).toEqual([]);
  expect(await history()).toHaveLength(1);
});

test('a history that a newer app wrote is left as it is: resyncs say so, albums open as ever', async () => {
  await store(records(2));
  await library.close();
  const database = new DatabaseSync(join(folder, 'history.db'));
  database.exec('PRAGMA user_version = 1000');
  database.close();
  library = open();
  const newer = { data: { code: 'storage-failed', detail: 'newer-version' } };
  await expect(history()).rejects.toMatchObject(newer);
  expect((await store([...records(2), recordForTests('new')]))[0]).toMatchObject({ resync: null });
  expect((await columnsForTests(library, accountId, albumId)).count).toBe(3);
});
