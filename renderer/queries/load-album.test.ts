import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodePart } from '#shared/columns/encode.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { plainImage } from '../features/grid/columns-of.fixture.ts';
import { loadNewest, type LoadedAlbum } from './load-album.ts';

/** The bytes of a part that holds one image named by its key. */
const bytesOf = (key: number): Uint8Array<ArrayBuffer> =>
  encodePart([{ ...plainImage, id: `of-part-${key}` }]);

/** The main process, told what it answers one request at a time. */
class Origin {
  readonly asked: number[] = [];
  readonly waiting = new Map<number, (response: Response) => void>();
  mostAtOnce = 0;

  readonly fetch = (address: string, { signal }: { signal: AbortSignal }): Promise<Response> => {
    const key = Number(new URL(address, 'http://page').searchParams.get('part'));
    this.asked.push(key);
    return new Promise((resolve, reject) => {
      this.waiting.set(key, resolve);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.waiting.size);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };

  async answer(key: number, status = 200): Promise<void> {
    await vi.waitFor(() => expect([...this.waiting.keys()]).toContain(key));
    this.waiting.get(key)?.(new Response(status === 200 ? bytesOf(key) : null, { status }));
    this.waiting.delete(key);
  }
}

let origin: Origin;
beforeEach(() => {
  origin = new Origin();
  vi.stubGlobal('fetch', origin.fetch);
});
afterEach(() => vi.unstubAllGlobals());

const stateOf = (revision: number, parts: number[], arriving = false): AlbumState => ({
  accountId: 'account01',
  albumId: 'A',
  revision,
  parts,
  arriving,
  isWhole: !arriving,
  imagesCount: parts.length,
  syncedAt: 0,
  completeCount: 0,
  oddCount: 0,
  unreadableCount: 0,
  repeatedCount: 0,
  staleBecause: null,
});

/** A page that shows the album, and what it has shown so far. */
function page(first: AlbumState) {
  let newest = first;
  const seen: LoadedAlbum[] = [];
  const leaving = new AbortController();
  const load = async (): Promise<LoadedAlbum> => {
    const loaded = await loadNewest({
      newest: () => newest,
      shown: () => seen.at(-1),
      show: (shown) => seen.push(shown),
      signal: leaving.signal,
    });
    seen.push(loaded);
    return loaded;
  };
  return { load, seen, leaving, tell: (state: AlbumState) => (newest = state) };
}

const keysOf = (seen: LoadedAlbum[]) => seen.map(({ keys }) => keys);
const idsOf = ({ columns }: LoadedAlbum): string[] =>
  columns.parts.map((part) => new TextDecoder().decode(part.texts('id').bytes));

test('the first part is shown before the others are there, and says that more will follow', async () => {
  const { load, seen } = page(stateOf(1, [1, 2, 3]));
  const loading = load();
  await origin.answer(1);
  await vi.waitFor(() => expect(seen).toMatchObject([{ revision: 1, keys: [1], growing: true }]));
  await origin.answer(2);
  await origin.answer(3);
  expect(await loading).toMatchObject({ revision: 1, keys: [1, 2, 3], growing: false });
  expect(idsOf(seen.at(-1)!)).toEqual(['of-part-1', 'of-part-2', 'of-part-3']);
});

test('parts come in the order of the album, whichever answers first, and few are asked for at once', async () => {
  const keys = [5, 3, 8, 1, 9, 2];
  const { load, seen } = page(stateOf(1, keys));
  const loading = load();
  for (const key of [3, 5, 1, 8, 2, 9]) await origin.answer(key);
  expect(idsOf(await loading)).toEqual(keys.map((key) => `of-part-${key}`));
  expect(origin.mostAtOnce).toBe(2);
  expect(seen[0]?.keys).toEqual([5]);
});

test('a part that is held is not asked for again, and one that has gone is let go', async () => {
  const { load, seen, tell } = page(stateOf(1, [1, 2, 3]));
  const loading = load();
  for (const key of [1, 2, 3]) await origin.answer(key);
  const before = await loading;
  tell(stateOf(2, [1, 4, 3]));
  const again = load();
  await origin.answer(4);
  const after = await again;
  expect(origin.asked).toEqual([1, 2, 3, 4]);
  expect(after.columns.parts[0]).toBe(before.columns.parts[0]);
  expect(after.columns.parts).not.toContain(before.columns.parts[1]);
  expect(keysOf(seen)).toEqual([[1], [1, 2, 3], [1, 4, 3]]);
});

test('a state that says the same images makes nothing anew', async () => {
  const { load, tell } = page(stateOf(1, [1]));
  const loading = load();
  await origin.answer(1);
  const before = await loading;
  tell(stateOf(2, [1]));
  const after = await load();
  expect(after.revision).toBe(2);
  expect(after.columns).toBe(before.columns);
});

test('while an album arrives every state that was begun is shown, none twice, none after a later one; the last wins', async () => {
  const { load, seen, tell } = page(stateOf(1, [1], true));
  const loading = load();
  await vi.waitFor(() => expect(origin.asked).toEqual([1]));
  tell(stateOf(2, [2], true));
  tell(stateOf(3, [10, 3], true));
  await origin.answer(1);
  await origin.answer(10);
  tell(stateOf(4, [10, 11, 4]));
  await origin.answer(3);
  await origin.answer(11);
  await origin.answer(4);
  expect(await loading).toMatchObject({ revision: 4, growing: false });
  expect(keysOf(seen.slice(1))).toEqual([[1], [10, 3], [10, 11, 4]]);
  expect(origin.asked).toEqual([1, 10, 3, 11, 4]);
  expect(seen.map(({ growing }) => growing)).toEqual([true, true, true, false]);
});

test('parts that have passed are no error where a newer state was told', async () => {
  const { load, tell } = page(stateOf(1, [1, 2], true));
  const loading = load();
  await origin.answer(1);
  tell(stateOf(2, [1, 3]));
  await origin.answer(2, 404);
  await origin.answer(3);
  expect(await loading).toMatchObject({ revision: 2, keys: [1, 3] });
  expect(origin.asked).toEqual([1, 2, 3]);
});

test('a part that is not there fails where no newer state was told, and nothing more is asked', async () => {
  const { load, seen } = page(stateOf(1, [1, 2, 3, 4]));
  const failed = expect(load()).rejects.toEqual(new AppError({ code: 'unknown-album' }));
  await origin.answer(2, 404);
  await failed;
  await origin.answer(1);
  await vi.waitFor(() => expect(seen).toMatchObject([{ keys: [1] }]));
  expect(origin.asked).toEqual([1, 2]);
});

test('bytes that are no part fail', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('no part')));
  await expect(page(stateOf(1, [1])).load()).rejects.toThrow(RangeError);
});

test('an album that is left is not shown any more', async () => {
  const { load, seen, leaving } = page(stateOf(1, [1, 2]));
  const left = expect(load()).rejects.toThrow();
  await vi.waitFor(() => expect(origin.asked).toEqual([1, 2]));
  leaving.abort();
  await left;
  expect(seen).toEqual([]);
});
