import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { likenessSlot, partSize } from '#shared/columns/layout.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { Library } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import {
  albumRecordForTests,
  bodyForTests,
  columnsForTests,
  recordForTests,
  lookingForTests,
} from './record-for-tests.ts';
import type { JsonObject } from './record-fields.ts';

const accountId = 'account1';
const albumId = 'Album';
let folder: string;
let library: Library;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growing-'));
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
  void library.watch(accountId, albumId);
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const records = (count: number, changes: JsonObject = {}) =>
  Array.from({ length: count }, (_, i) => recordForTests(`img-${i}`, changes));
const textOf = (list: readonly JsonObject[]) => JSON.stringify(list);
const store = (answer: unknown, told?: (state: AlbumState) => void) => {
  const body = bodyForTests(answer, 65_536);
  return library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'image_syncs',
    albumId,
    body,
    ...(told && { told }),
  });
};
const stateNow = async () => (await library.albumState(accountId, albumId))!;

/** An answer whose second half comes when it is let. */
function halved(text: string) {
  let goOn = (): void => undefined;
  const wait = new Promise<void>((resolve) => (goOn = resolve));
  const half = text.length / 2;
  async function* body() {
    yield* bodyForTests(text.slice(0, half), 65_536);
    await wait;
    yield* bodyForTests(text.slice(half), 65_536);
  }
  return { body: body(), goOn };
}

test('the first images can be looked at before the rest has come', async () => {
  const { body, goOn } = halved(textOf(records(3_000)));
  const states: AlbumState[] = [];
  const whole = library.storeList({
    looking: lookingForTests,
    accountId,
    source: 'image_syncs',
    albumId,
    body,
    told: (state) => void states.push(state),
  });
  await expect.poll(() => states.at(-1)?.imagesCount ?? 0).toBeGreaterThan(400);
  expect(await stateNow()).toMatchObject({ arriving: true, isWhole: false, accountId });
  const columns = await columnsForTests(library, accountId, albumId);
  expect([columns.text('id', 0), columns.count]).toEqual(['img-0', states.at(-1)!.imagesCount]);
  expect(await library.details(accountId, albumId, 'img-400')).toMatchObject({ id: 'img-400' });
  expect((await library.pictureAddresses(accountId, albumId, 'img-7', 'small'))!.addresses).not.toEqual([]);
  expect(await library.columns('another', states.at(-1)!.parts[0]!)).toBeNull();
  goOn();
  const [stored] = await whole;
  expect(stored!.state).toMatchObject({ arriving: false, isWhole: true, imagesCount: 3_000 });
  expect(stored!.state.parts).toHaveLength(2);
  expect((await columnsForTests(library, accountId, albumId)).text('id', 2_999)).toBe('img-2999');
  expect(readdirSync(join(folder, 'library.db.arriving'))).toEqual([]);
});

test('a part that was told of as full keeps its key to the end', async () => {
  const states: AlbumState[] = [];
  await store(records(partSize * 2 + 5), (state) => void states.push(state));
  const { parts } = await stateNow();
  expect(parts).toHaveLength(3);
  for (const state of states.filter(({ imagesCount }) => imagesCount > partSize)) {
    expect(state.parts[0]).toBe(parts[0]);
  }
  const counts = states.map(({ imagesCount }) => imagesCount);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
});

test('of an album that was not held, what came before the answer broke off stays, also over a restart', async () => {
  const states: AlbumState[] = [];
  const cut = textOf(records(500)).slice(0, 300_000);
  await expect(store(cut, (state) => void states.push(state))).rejects.toThrow('cut-answer');
  expect(states.at(-1)).toMatchObject({ arriving: false, isWhole: false });
  const came = states.at(-1)!.imagesCount;
  expect(came).toBeGreaterThan(100);
  await library.close();
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
  expect(await stateNow()).toMatchObject({ isWhole: false, imagesCount: came });
  expect((await columnsForTests(library, accountId, albumId)).count).toBe(came);
  // The next answer makes it whole.
  const [again] = await store(records(500));
  expect(again).toMatchObject({
    state: { isWhole: true, imagesCount: 500 },
    // Nothing was written down of what came of the one that broke off.
    resync: { counts: { added: 500 } },
  });
});

test('nothing stays of a session that has ended', async () => {
  async function* ended() {
    yield* bodyForTests(textOf(records(200)).slice(0, 60_000), 10_000);
    throw new AppError({ code: 'cancelled' });
  }
  const list = {
    accountId,
    looking: lookingForTests,
    source: 'image_syncs',
    albumId,
    body: ended(),
  } as const;
  await expect(library.storeList(list)).rejects.toThrow('cancelled');
  expect(await library.albumState(accountId, albumId)).toBeNull();
});

test('one image that changed costs its part, and the others keep their keys', async () => {
  const list = records(partSize * 3);
  const [first] = await store(list);
  list[partSize + 7] = recordForTests(`img-${partSize + 7}`, { title: 'Roof' });
  const [second] = await store(list);
  expect(second!.resync!.counts).toMatchObject({
    changed: 1,
    unchanged: partSize * 3 - 1,
    moved: 0,
    added: 0,
    removed: 0,
  });
  const [before, after] = [first!.state.parts, second!.state.parts];
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  expect(after[1]).not.toBe(before[1]);
  expect((await columnsForTests(library, accountId, albumId)).text('title', partSize + 7)).toBe('Roof');
});

test('images asked by id change their part, and new ones stand at the end, over its border', async () => {
  await store(records(partSize - 1));
  const before = await stateNow();
  const answer = [
    recordForTests('img-3', { title: 'Roof' }),
    recordForTests('new-1', { album_id: albumId }),
    recordForTests('new-2', { album_id: albumId }),
  ];
  const ids = ['img-3', 'new-1', 'new-2', 'gone'];
  const merged = await library.mergeImages({
    accountId,
    looking: lookingForTests,
    albumId,
    ids,
    body: bodyForTests(answer),
  });
  expect(merged.resync!.counts).toMatchObject({ changed: 1, added: 2 });
  expect(merged.missing).toEqual(['gone']);
  expect(merged.state).toMatchObject({ imagesCount: partSize + 1 });
  expect(merged.state.parts).toHaveLength(2);
  expect(merged.state.parts[0]).not.toBe(before.parts[0]);
  const columns = await columnsForTests(library, accountId, albumId);
  expect([columns.text('id', partSize - 1), columns.text('id', partSize)]).toEqual(['new-1', 'new-2']);
  expect(columns.text('title', 3)).toBe('Roof');
  expect(await library.details(accountId, albumId, 'new-2')).toMatchObject({ id: 'new-2' });
  expect(await library.details(accountId, albumId, 'img-4')).toMatchObject({ id: 'img-4' });
});

test('tags stay known however often a route that has none gives the same list', async () => {
  const own = Array.from({ length: 70 }, (_, i) => albumRecordForTests(`img-${i}`));
  const list = () =>
    library.storeList({
      accountId,
      looking: lookingForTests,
      source: 'album',
      albumId,
      body: bodyForTests(own),
    });
  await list();
  const ids = ['img-1', 'img-66'];
  const answer = ids.map((id) => recordForTests(id));
  await library.mergeImages({
    accountId,
    looking: lookingForTests,
    albumId,
    ids,
    body: bodyForTests(answer),
  });
  const { parts } = await stateNow();
  for (let round = 0; round < 3; round += 1) {
    const [again] = await list();
    expect(again).toMatchObject({ state: { completeCount: 2, parts }, resync: null });
  }
  expect((await columnsForTests(library, accountId, albumId)).text('tags', 66)).toBe('north\nroof');
  expect(await library.details(accountId, albumId, 'img-66')).toMatchObject({ tagNames: ['north', 'roof'] });
});

const likenessAt = async (index: number) => {
  const { parts } = await columnsForTests(library, accountId, albumId);
  const slot = parts[0]!.likenesses.subarray(index * likenessSlot, (index + 1) * likenessSlot);
  return Buffer.from(slot.subarray(1, 1 + (slot[0] ?? 0))).toString('base64');
};

test('likenesses are kept with their images, over lists and restarts, until the picture is another', async () => {
  await store(records(3));
  const version = Date.UTC(2021, 2, 5, 9);
  const hash = Buffer.from('a likeness').toString('base64');
  const likenesses = [
    { imageId: 'img-1', version, hash },
    { imageId: 'img-2', version: 5, hash },
    { imageId: 'none', version, hash },
  ];
  await library.keepLikenesses(accountId, albumId, likenesses);
  expect([await likenessAt(0), await likenessAt(1), await likenessAt(2)]).toEqual(['', hash, '']);
  await store([recordForTests('new'), ...records(3)]);
  expect([await likenessAt(1), await likenessAt(2)]).toEqual(['', hash]);
  await library.close();
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
  expect(await likenessAt(2)).toBe(hash);
  const edited = recordForTests('img-1', { updated_at: '2022-01-01T00:00:00Z' });
  await library.mergeImages({
    accountId,
    looking: lookingForTests,
    albumId,
    ids: ['img-1'],
    body: bodyForTests([edited]),
  });
  expect(await likenessAt(2)).toBe('');
});

test('an answer that names thousands of albums, mixed, fills each, and the memory does not grow with them', async () => {
  const albums = 300;
  const list = Array.from({ length: albums * 7 }, (_, i) =>
    recordForTests(`img-${i}`, { album_id: `Album-${i % albums}`, title: `Title ${i}` }),
  );
  const body = bodyForTests(list, 65_536);
  const stored = await library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'image_syncs',
    albumId: null,
    body,
  });
  expect(stored).toHaveLength(albums);
  for (const album of [0, 7, 299]) {
    const columns = await columnsForTests(library, accountId, `Album-${album}`);
    const titles = Array.from({ length: columns.count }, (_, i) => columns.text('title', i));
    expect(titles).toEqual(Array.from({ length: 7 }, (_, i) => `Title ${i * albums + album}`));
  }
});

test('what is still to be stored of an account that was signed out is not', async () => {
  const { body, goOn } = halved(textOf(records(200)));
  const list = library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'image_syncs',
    albumId,
    body,
  });
  await expect.poll(() => library.albumState(accountId, albumId)).not.toBeNull();
  const answer = bodyForTests([recordForTests('img-1')]);
  const merge = library.mergeImages({
    accountId,
    looking: lookingForTests,
    albumId,
    ids: ['img-1'],
    body: answer,
  });
  const both = Promise.allSettled([list, merge]);
  await library.keepOnly([]);
  goOn();
  for (const { reason } of (await both) as PromiseRejectedResult[]) {
    expect(reason).toMatchObject({ data: { code: 'cancelled' } });
  }
  expect(await library.albums(accountId)).toEqual([]);
});

test('likenesses that are told while a list is being stored are kept', async () => {
  await store(records(2_000));
  const version = Date.UTC(2021, 2, 5, 9);
  const hash = Buffer.from('a likeness').toString('base64');
  const again = store([recordForTests('new'), ...records(2_000)]);
  const kept = [];
  for (let i = 0; i < 40; i += 1) {
    kept.push(library.keepLikenesses(accountId, albumId, [{ imageId: `img-${i}`, version, hash }]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([again, ...kept]);
  for (let i = 0; i < 40; i += 1) expect(await likenessAt(i + 1)).toBe(hash);
});

test('where a change cannot be stored, the album is as it was', async () => {
  await store(records(300));
  const database = new DatabaseSync(join(folder, 'library.db'));
  database.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON albums BEGIN SELECT RAISE(ABORT, 'refused'); END;
    CREATE TRIGGER refuse_too BEFORE INSERT ON albums BEGIN SELECT RAISE(ABORT, 'refused'); END;`);
  const ids = ['img-1', 'unknown'];
  const body = bodyForTests([recordForTests('img-1', { title: 'Roof' })]);
  await expect(
    library.mergeImages({ accountId, looking: lookingForTests, albumId, ids, body }),
  ).rejects.toThrow();
  database.exec('DROP TRIGGER refuse; DROP TRIGGER refuse_too;');
  database.close();
  expect(await library.names(accountId, albumId, ['img-1', 'img-299'])).toEqual([
    'Façade img-1',
    'Façade img-299',
  ]);
  expect(await library.albums(accountId)).toHaveLength(1);
});

test('two states of one revision name the same parts', async () => {
  const own = Array.from({ length: 60 }, (_, i) => albumRecordForTests(`img-${i}`));
  await library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'album',
    albumId,
    body: bodyForTests(own),
  });
  const before = await stateNow();
  await store(records(60));
  const after = await stateNow();
  expect(after.completeCount).toBe(60);
  expect(after.revision).toBeGreaterThan(before.revision);
});
