import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { flag, noColor } from '#shared/columns/layout.ts';
import { AppError } from '#shared/errors.ts';
import type { Library, Looking, StoredAlbum } from './library.ts';
import { openLibrary } from './open-library.ts';
import {
  albumRecordForTests,
  bodyForTests,
  columnsForTests,
  lookingForTests as looking,
  recordForTests,
  resyncForTests,
  rowsForTests,
} from './record-for-tests.ts';

const albumId = 'a0B5e00000Studio';
const folder = mkdtempSync(join(tmpdir(), 'library-'));
let library: Library;
/** Another account for each test, so that one thread serves them all. */
let accountId = '';
let tests = 0;

beforeAll(() => {
  const workerFile = join(import.meta.dirname, 'worker.ts');
  library = openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'history.db'),
    workerFile,
  });
});
beforeEach(() => {
  accountId = `account${(tests += 1)}`;
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const ids = (count: number) => Array.from({ length: count }, (_, i) => `img-${i}`);
const records = (count: number) => ids(count).map((id) => recordForTests(id));
const store = (
  answer: unknown,
  more: { source?: 'album'; album?: string | null; atLeast?: number; looking?: Looking } = {},
) =>
  library.storeList({
    accountId,
    looking: more.looking ?? looking,
    source: more.source ?? 'image_syncs',
    albumId: more.album === undefined ? albumId : more.album,
    body: bodyForTests(answer),
    ...(more.atLeast !== undefined && { atLeast: more.atLeast }),
  });
/** As a resync that somebody asked for. */
const storeOne = async (answer: unknown, more: { source?: 'album'; album?: string } = {}) => {
  const looking = await resyncForTests(library, accountId, more.album ?? albumId);
  return reported((await store(answer, { ...more, looking }))[0]!);
};
const merge = async (ids: string[], answer: unknown) => {
  const looking = await resyncForTests(library, accountId, albumId, ids);
  return reported(
    await library.mergeImages({ accountId, albumId, looking, ids, body: bodyForTests(answer) }),
  );
};
const reported = async <T extends StoredAlbum>(stored: T) => ({
  ...stored,
  counts: stored.resync!.counts,
  rows: await rowsForTests(library, accountId, stored.resync!.id),
});
const shownIds = async (album = albumId) => {
  const columns = await columnsForTests(library, accountId, album);
  return Array.from({ length: columns.count }, (_, i) => columns.text('id', i));
};
const codeOf = async (call: Promise<unknown>) => {
  try {
    await call;
    return 'no error';
  } catch (thrown) {
    return (thrown as AppError).data.code;
  }
};

test('a list is stored in the order of the answer and can be looked at', async () => {
  const { state, counts } = await storeOne([recordForTests('b'), recordForTests('a', { title: 'Roof' })]);
  expect(state).toMatchObject({ accountId, albumId, imagesCount: 2, completeCount: 2, staleBecause: null });
  expect(counts).toMatchObject({ added: 2, unchanged: 0, removed: 0 });
  expect(await shownIds()).toEqual(['b', 'a']);
  expect(await library.albumState(accountId, albumId)).toEqual(state);
  expect(await library.albums(accountId)).toEqual([{ albumId, imagesCount: 2 }]);
  expect(await library.details(accountId, albumId, 'a')).toMatchObject({ title: 'Roof' });
  expect(await library.names(accountId, albumId, ['a', 'b', 'c'])).toEqual(['Roof', 'Façade b', 'c']);
  expect(await library.listSource(accountId, albumId)).toBe('image_syncs');
  const small = await library.pictureAddresses(accountId, albumId, 'a', 'small');
  expect(small!.addresses[0]).toMatch(/^\/assets\/blank\.jpg#https:/);
  expect(small!.updatedAt).toBe(Date.UTC(2021, 2, 5, 9));
});

test('what is not held is null, whoever asks', async () => {
  await store([recordForTests('a')]);
  expect(await library.albumState(accountId, albumId.toLowerCase())).toBeNull();
  expect(await library.albumState('another', albumId)).toBeNull();
  expect(await library.details('another', albumId, 'a')).toBeNull();
  expect(await library.pictureAddresses(accountId, albumId, 'b', 'small')).toBeNull();
  expect(await library.listSource(accountId, 'other')).toBeNull();
  expect(await library.columns(accountId, 0)).toBeNull();
});

test('the columns say of each image what the grid must know', async () => {
  await storeOne([
    recordForTests('turned', { rotation: 90, title: 'T', tag_names: ['a', 'b\nc'], processed: true }),
    { ...albumRecordForTests('odd'), size: 'x', color: '#', external_urls: {}, thumbnails: {} },
    { processing_error: 'too large' },
  ]);
  const columns = await columnsForTests(library, accountId, albumId);
  expect(columns.count).toBe(3);
  expect([columns.number('width', 0), columns.number('height', 0)]).toEqual([300, 400]);
  expect([columns.text('title', 0), columns.text('tags', 0)]).toEqual(['T', 'a\nb c']);
  expect(columns.number('flags', 0)).toBe(flag.processed | flag.complete | flag.hasPicture);
  expect([columns.number('color', 1), columns.number('bytes', 1)]).toEqual([noColor, Number.NaN]);
  expect(columns.number('flags', 1)).toBe(flag.odd);
  expect(columns.number('flags', 2)).toBe(flag.odd | flag.unidentified | flag.processingError);
  expect(columns.text('id', 2)).toBe('?2');
  // A second reading is whole again, although the first was handed over.
  expect(await shownIds()).toEqual(['turned', 'odd', '?2']);
});

test('an answer cut half way leaves the album as it was', async () => {
  const { state } = await storeOne(records(50));
  const text = JSON.stringify(records(80));
  expect(await codeOf(store(text.slice(0, text.length / 2)))).toBe('cut-answer');
  expect(await library.albumState(accountId, albumId)).toEqual(state);
  expect(await shownIds()).toEqual(ids(50));
});

test('so does a line that breaks, and the reason comes through', async () => {
  const { state } = await storeOne(records(5));
  const breaking = async function* () {
    yield* bodyForTests(JSON.stringify(records(80)).slice(0, 50_000));
    throw new AppError({ code: 'not-reached', host: 'a.test', reason: 'reset' });
  };
  const call = library.storeList({ accountId, looking, source: 'album', albumId, body: breaking() });
  expect(await codeOf(call)).toBe('not-reached');
  expect(await library.albumState(accountId, albumId)).toEqual(state);
});

test.each([
  ['', 'unreadable-answer'],
  ['<html>sign in</html>', 'unreadable-answer'],
  ['{"error":"no"}', 'unreadable-answer'],
  ['null', 'unreadable-answer'],
  ['[{"id":"a"}]<br>', 'unreadable-answer'],
  ['[{"id":"a"},', 'cut-answer'],
])('%j is no list: the album stays', async (answer, code) => {
  await store(records(3));
  expect(await codeOf(store(answer))).toBe(code);
  expect(await codeOf(merge(['img-0'], answer))).toBe(code);
  expect(await shownIds()).toEqual(ids(3));
});

test('an endless answer that is no list is not read to its end', async () => {
  let isClosed = false;
  const endless = async function* () {
    try {
      for (;;) yield* bodyForTests('<p>'.repeat(10_000));
    } finally {
      isClosed = true;
    }
  };
  const call = library.storeList({ accountId, looking, source: 'album', albumId, body: endless() });
  expect(await codeOf(call)).toBe('unreadable-answer');
  await expect.poll(() => isClosed).toBe(true);
});

test('one broken record in a thousand costs itself and is counted', async () => {
  const text = JSON.stringify(records(1_000)).replace('"Façade img-500"', '"unfinished\\"');
  const broken = JSON.stringify(records(1_000)).replace('"Façade img-500"', 'Façade');
  expect((await storeOne(broken)).state).toMatchObject({ imagesCount: 999, unreadableCount: 1 });
  expect(await shownIds()).toEqual(ids(1_000).filter((id) => id !== 'img-500'));
  // A quote that is never closed makes what follows unsure: the old list stays.
  expect(await codeOf(store(text))).toBe('cut-answer');
});

test.each([65, 10_000, 1_000_000])('a record %i brackets deep costs itself (attacks A4)', async (depth) => {
  const deep = `{"id":"deep","exifs":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const answer = `[${JSON.stringify(recordForTests('a'))},${deep},${JSON.stringify(recordForTests('b'))}]`;
  expect((await storeOne(answer)).state).toMatchObject({ imagesCount: 2, unreadableCount: 1 });
});

test('a record of 6 MB costs itself (attacks A1)', async () => {
  const answer = [
    recordForTests('a'),
    recordForTests('b', { title: 'x'.repeat(6_000_000) }),
    recordForTests('c'),
  ];
  const [stored] = await library.storeList({
    accountId,
    looking,
    source: 'album',
    albumId,
    body: bodyForTests(answer, 65_536),
  });
  expect(stored!.state).toMatchObject({ imagesCount: 2, unreadableCount: 1 });
});

test('what is no record, and an id that came before, are counted', async () => {
  const answer = [
    null,
    recordForTests('a'),
    5,
    recordForTests('a', { title: 'second' }),
    'x',
    [recordForTests('b')],
  ];
  expect((await storeOne(answer)).state).toMatchObject({
    imagesCount: 1,
    unreadableCount: 4,
    repeatedCount: 1,
  });
  expect(await library.details(accountId, albumId, 'a')).toMatchObject({ title: null });
});

test('a second list tells what is new, gone and changed, and the same list changes nothing', async () => {
  const first = await storeOne(records(5));
  const again = await storeOne(records(5));
  expect(again.counts).toMatchObject({ unchanged: 5, changed: 0, added: 0, removed: 0 });
  expect(again.rows).toEqual([]);
  expect(again.state.revision).toBe(first.state.revision);

  const second = await storeOne([
    recordForTests('img-3'),
    recordForTests('img-0', { title: 'Roof' }),
    recordForTests('new'),
  ]);
  expect(second.counts).toMatchObject({ unchanged: 1, changed: 1, added: 1, removed: 3 });
  const version = Date.UTC(2021, 2, 5, 9);
  expect(second.rows.find(({ id }) => id === 'img-0')).toMatchObject({
    albumId,
    name: 'Roof',
    kind: 'changed',
    marks: ['moved'],
    changes: [{ field: 'title', before: null, after: 'Roof' }],
    move: { from: 0, to: 1, count: 1 },
    versions: { before: version, after: version },
    error: null,
  });
  expect(second.rows.filter((row) => row.kind === 'removed').map((row) => row.name)).toEqual([
    'Façade img-1',
    'Façade img-2',
    'Façade img-4',
  ]);
  expect(second.state.revision).toBeGreaterThan(first.state.revision);
  expect(await library.columns(accountId, first.state.parts[0]!)).toBeNull();
  expect(await shownIds()).toEqual(['img-3', 'img-0', 'new']);
});

test('another order alone is no changed image, but moves and another revision', async () => {
  const first = await storeOne(records(3));
  const second = await storeOne(records(3).reverse());
  expect(second.counts).toMatchObject({ unchanged: 1, moved: 2, changed: 0 });
  expect(second.resync).toMatchObject({ moves: 2, isMoment: true });
  expect(second.state.revision).toBeGreaterThan(first.state.revision);
});

test('tags stay known when the album route, which has none, is asked', async () => {
  await store(records(2));
  const { state, counts } = await storeOne(
    [
      albumRecordForTests('img-1'),
      albumRecordForTests('img-0', { title: 'Roof' }),
      albumRecordForTests('new'),
    ],
    { source: 'album' },
  );
  expect(counts).toMatchObject({ unchanged: 1, changed: 1, added: 1 });
  expect(state).toMatchObject({ imagesCount: 3, completeCount: 2 });
  expect(await library.details(accountId, albumId, 'img-0')).toMatchObject({
    title: 'Roof',
    tagNames: ['north', 'roof'],
  });
  expect(await library.listSource(accountId, albumId)).toBe('album');
  expect(await library.incomplete(accountId, albumId, ['new', 'img-0', 'unknown'])).toEqual(['new']);
});

test('an empty list of an album is an album without images', async () => {
  await store(records(2));
  const { state, counts } = await storeOne('[\n\n]');
  expect(state.imagesCount).toBe(0);
  expect(counts.removed).toBe(2);
  expect(await shownIds()).toEqual([]);
});

test('a list without an album fills every album that its records name, and no other', async () => {
  await store([recordForTests('x', { album_id: 'Left' })], { album: 'Left' });
  const stored = await store(
    [
      null,
      recordForTests('b1', { album_id: 'B' }),
      recordForTests('a1', { album_id: 'A' }),
      recordForTests('b2', { album_id: 'B' }),
      recordForTests('none', { album_id: null, infos: {} }),
    ],
    { album: null },
  );
  expect(stored.map(({ state }) => [state.albumId, state.imagesCount, state.unreadableCount])).toEqual([
    ['B', 2, 1],
    ['A', 1, 0],
    ['', 1, 0],
  ]);
  expect(await shownIds('B')).toEqual(['b1', 'b2']);
  expect(await shownIds('Left')).toEqual(['x']);
  expect(await store([], { album: null })).toEqual([]);
  expect(await library.albums(accountId)).toHaveLength(4);
});

test('the route decides which album a record belongs to', async () => {
  await store([recordForTests('a', { album_id: 'Elsewhere' })], { source: 'album' });
  expect((await library.albums(accountId)).map((album) => album.albumId)).toEqual([albumId]);
});

test('a list that holds too few images leaves the album as it was', async () => {
  const { state } = await storeOne(records(3));
  expect(await store(records(2), { source: 'album', atLeast: 3 })).toEqual([]);
  expect(await library.albumState(accountId, albumId)).toEqual(state);
  expect(await store(records(3), { source: 'album', atLeast: 3 })).toHaveLength(1);
});

test('images asked by id are updated where they stand, in whatever order they come', async () => {
  await store(ids(4).map((id) => albumRecordForTests(id)));
  const { state, counts, rows, found, missing } = await merge(
    ['img-3', 'gone', 'img-1', 'new', 'img-0'],
    [
      recordForTests('img-0'),
      recordForTests('img-1', { filename: 'renamed', tag_names: ['new tag'] }),
      recordForTests('img-2', { title: 'not asked for' }),
      recordForTests('new'),
    ],
  );
  expect(counts).toMatchObject({
    unchanged: 1,
    changed: 1,
    added: 1,
    removed: 0,
    'not-found': 2,
    failed: 0,
  });
  expect(rows.map(({ id, kind, marks }) => [id, kind, marks])).toEqual([
    ['img-1', 'changed', []],
    ['new', 'added', []],
    ['img-3', 'not-found', ['known-before']],
    ['gone', 'not-found', []],
  ]);
  expect(found.map(({ id, name }) => [id, name])).toEqual([
    ['img-0', 'Façade img-0'],
    ['img-1', 'renamed'],
    ['new', 'Façade new'],
  ]);
  expect(missing).toEqual(['img-3', 'gone']);
  expect(state).toMatchObject({ imagesCount: 5, completeCount: 3 });
  expect(await shownIds()).toEqual([...ids(4), 'new']);
  expect(await library.details(accountId, albumId, 'img-2')).toMatchObject({ title: null });
});

test('while a record of the answer is unreadable nobody says that an image was not found', async () => {
  await store(records(3));
  const { counts, rows, missing } = await merge(
    ['img-0', 'img-1'],
    `[${JSON.stringify(recordForTests('img-0'))},{"id":}]`,
  );
  expect(counts).toMatchObject({ unchanged: 1, 'not-found': 0, failed: 1 });
  const error = { code: 'unreadable-answer', route: 'GET /image_syncs' };
  expect(rows).toMatchObject([
    { id: 'img-1', name: 'Façade img-1', kind: 'failed', marks: ['unreadable'], error },
  ]);
  expect(missing).toEqual([]);
});

test('an image of another album that is held is updated there, and does not slip into this one', async () => {
  await store([recordForTests('x', { album_id: 'Other' })], { album: 'Other' });
  await store(records(1));
  const { counts, rows } = await merge(
    ['x', 'y'],
    [recordForTests('x', { album_id: 'Other', title: 'X' }), recordForTests('y', { album_id: 'Other' })],
  );
  expect(counts).toMatchObject({ changed: 1, added: 1 });
  expect(rows.map(({ id, albumId, marks }) => [id, albumId, marks])).toEqual([
    ['x', 'Other', ['other-album']],
    ['y', 'Other', ['other-album']],
  ]);
  expect(await shownIds()).toEqual(['img-0']);
  expect(await shownIds('Other')).toEqual(['x', 'y']);
});

test('images asked by id of an album that is not held are a start of it', async () => {
  expect((await merge(['a', 'b'], [recordForTests('a')])).state).toMatchObject({ imagesCount: 1 });
  expect(await library.listSource(accountId, albumId)).toBe('album');
});

test('two lists that arrive at the same time do not mix', async () => {
  const [first, second] = await Promise.all([
    storeOne(records(300)),
    storeOne(records(200).reverse(), { album: 'Other' }),
    merge(['img-1'], [recordForTests('img-1')]),
  ]);
  expect([first.state.imagesCount, second.state.imagesCount]).toEqual([300, 200]);
  expect(await shownIds()).toEqual(ids(300));
  expect(await shownIds('Other')).toEqual(ids(200).reverse());
});

test('keeping only one account forgets the other', async () => {
  await store(records(1));
  await library.storeList({
    accountId: 'another',
    looking,
    source: 'album',
    albumId,
    body: bodyForTests([recordForTests('theirs')]),
  });
  await library.keepOnly(['another']);
  expect(await library.albums('another')).toHaveLength(1);
  const totals = ['another', accountId].map(
    async (account) => (await library.history.list(account, null, 0, 9)).total,
  );
  expect(await Promise.all(totals)).toEqual([1, 0]);
  expect(await library.details('another', albumId, 'theirs')).not.toBeNull();
});

test('ten thousand images are stored and read back', async () => {
  expect((await storeOne(records(10_000))).state.imagesCount).toBe(10_000);
  expect(await shownIds()).toEqual(ids(10_000));
});

test('a small answer is parsed and checked', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(await library.readAnswer('albums', bytes('[{"id":"A","images_count":2,"more":1}]'))).toEqual([
    { id: 'A', images_count: 2 },
  ]);
  for (const text of ['', '<html>', '{}', 'null', '[{"id":', `[{"id":${'['.repeat(64)}${']'.repeat(64)}}]`]) {
    expect(await codeOf(library.readAnswer('albums', bytes(text)))).toBe('unreadable-answer');
  }
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  expect(await codeOf(library.readAnswer('albums', bytes(deep)))).toBe('unreadable-answer');
  // Brackets within a string are no depth, a part of a larger buffer is no more than that part.
  const text = `[{"id":"${'['.repeat(100)}\\""}]`;
  const part = bytes(`${text}    `).subarray(0, text.length);
  expect(await library.readAnswer('albums', part)).toEqual([
    { id: '['.repeat(100) + '"', images_count: undefined },
  ]);
});

test('__proto__ in a record or an id pollutes nothing on its way', async () => {
  await store('[{"id":"__proto__","__proto__":{"x":1},"exifs":{"__proto__":{"x":1}}},{"id":"constructor"}]');
  expect(await shownIds()).toEqual(['__proto__', 'constructor']);
  expect((await library.details(accountId, albumId, '__proto__'))!.exifs).toEqual({ '__proto__.x': '1' });
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});
