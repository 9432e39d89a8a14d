import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Library } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import {
  albumRecordForTests,
  bodyForTests,
  recordForTests,
  columnsForTests,
  lookingForTests,
} from './record-for-tests.ts';

const accountId = 'account';
const albumId = 'A';
let folder = '';
let library: Library;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-list-'));
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const own = (...ids: string[]) => ids.map((id) => albumRecordForTests(id, { album_id: albumId }));
const storeOwn = (records: unknown) =>
  library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'album',
    albumId,
    body: bodyForTests(records),
  });
const storeAll = async (records: unknown) => {
  const body = bodyForTests(records);
  return (
    await library.storeList({
      accountId,
      looking: lookingForTests,
      source: 'image_syncs',
      albumId: null,
      body,
    })
  )[0]!;
};
const record = (id: string, changes = {}) => recordForTests(id, { album_id: albumId, ...changes });
const shownIds = async () => {
  const columns = await columnsForTests(library, accountId, albumId);
  return Array.from({ length: columns.count }, (_, i) => columns.text('id', i));
};

test("a list of all images does not shorten an album's own list, and brings its tags up to date", async () => {
  await storeOwn(own('a', 'b', 'c', 'd'));
  const { state, resync, came } = await storeAll([record('c', { tag_names: ['new'] }), record('a')]);
  expect(came).toBe(2);
  expect(state).toMatchObject({ imagesCount: 4, completeCount: 2 });
  // Tags that became known are no change.
  expect(resync).toBeNull();
  expect(await shownIds()).toEqual(['a', 'b', 'c', 'd']);
  expect(await library.details(accountId, albumId, 'c')).toMatchObject({ tagNames: ['new'] });
  expect(await library.listSource(accountId, albumId)).toBe('album');
});

test('the same list of all images again changes nothing', async () => {
  await storeOwn(own('a', 'b', 'c'));
  const first = await storeAll([record('a')]);
  const again = await storeAll([record('a')]);
  expect(again.state).toEqual(first.state);
});

test('an image without an id is not taken for the one that lacks it at the same place of another list', async () => {
  await storeOwn([...own('a', 'b'), { filename: 'Third', album_id: albumId }]);
  await storeAll([record('a'), { filename: 'Second', album_id: albumId }]);
  expect(await shownIds()).toEqual(['a', 'b', '?2']);
});

test.each([
  ['as many images', ['a', 'b', 'x']],
  ['more images', ['a', 'b', 'x', 'y']],
])('a list of all images with %s takes the place of the own one', async (_, ids) => {
  await storeOwn(own('a', 'b', 'c'));
  const { state, came } = await storeAll(ids.map((id) => record(id)));
  expect([state.imagesCount, came]).toEqual([ids.length, ids.length]);
  expect(await shownIds()).toEqual(ids);
  // From then on it is what says that images are gone.
  expect((await storeAll([record('a')])).state.imagesCount).toBe(1);
});
