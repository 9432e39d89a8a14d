import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { KnownRecords } from './known-records.ts';
import type { Library } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import { readImages } from './read-images.ts';
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
import { Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'known-'));
const file = join(folder, 'library.db');
let library: Library;
beforeAll(() => {
  library = openLocalLibrary(file, join(folder, 'history.db'));
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

const albumId = 'A';
const record = (id: number, changes: JsonObject = {}) =>
  recordForTests(`img-${id}`, { album_id: albumId, ...changes });

/** How many records of an answer had to be read, and how many there were. */
async function readOf(accountId: string, answer: unknown): Promise<[read: number, all: number]> {
  const store = new Store(openDatabase(file), join(folder, 'none'));
  const known = new KnownRecords(store, accountId, albumId, false);
  let [read, all] = [0, 0];
  for await (const { records } of readImages(bodyForTests(answer, 9_999), 'image_syncs', known)) {
    all += records.length;
    read += records.filter((came) => came !== null && 'facts' in came).length;
  }
  store.close();
  return [read, all];
}

test('of an answer that brings what is held, little is read: what differs, what stands elsewhere, and the last', async () => {
  const list = { accountId: 'little', albumId, looking: lookingForTests, source: 'image_syncs' } as const;
  const before = Array.from({ length: 400 }, (_, id) => record(id));
  await library.storeList({ ...list, body: bodyForTests(before) });
  expect(await readOf('little', before)).toEqual([1, 400]);
  const edited = before.with(100, record(100, { title: 'Edited' }));
  expect(await readOf('little', edited)).toEqual([2, 400]);
  const moved = [
    ...before.slice(0, 50),
    ...before.slice(80, 300),
    ...before.slice(50, 80),
    ...before.slice(300),
  ];
  // The first of each piece says where the others stand.
  expect(await readOf('little', moved)).toEqual([4, 400]);
  expect(await readOf('little', [record(1_000), ...before.slice(1)])).toEqual([3, 400]);
  await library.storeList({ ...list, body: bodyForTests(moved) });
  expect(await readOf('little', moved)).toEqual([1, 400]);
});

test('a list that was replaced while the next answer came is no help to it, and no harm', async () => {
  const list = { accountId: 'replaced', albumId, looking: lookingForTests, source: 'image_syncs' } as const;
  const before = Array.from({ length: 1_300 }, (_, id) => record(id));
  await library.storeList({ ...list, body: bodyForTests(before, 65_536) });
  async function* body() {
    let pieces = 0;
    for await (const piece of bodyForTests(before, 65_536)) {
      yield piece;
      if ((pieces += 1) !== 5) continue;
      await library.storeList({ ...list, body: bodyForTests(before.slice(0, 3), 65_536) });
    }
  }
  const [stored] = await library.storeList({ ...list, body: body() });
  expect(stored?.state.imagesCount).toBe(1_300);
  const columns = await columnsForTests(library, 'replaced', albumId);
  expect([columns.text('id', 0), columns.text('tags', 1_299)]).toEqual(['img-0', 'north\nroof']);
  expect(await library.details('replaced', albumId, 'img-700')).toMatchObject({ filename: 'Façade img-700' });
});

test('of the answer with all albums, a list that names its album otherwise is all read', async () => {
  const short = 'a0B5e00000Studi';
  const answer = Array.from({ length: 10 }, (_, id) =>
    recordForTests(`img-${id}`, { album_id: `${short}EAA` }),
  );
  const accountId = 'named';
  const own = { accountId, albumId: short, looking: lookingForTests, source: 'album' } as const;
  await library.storeList({ ...own, body: bodyForTests(answer) });
  const looking = await resyncForTests(library, accountId, short);
  const edited = answer.with(3, { ...answer[3], title: 'Edited' });
  const all = { accountId, albumId: null, looking, source: 'image_syncs' } as const;
  // Nothing of it is told in part: who asked goes on to the album's own route.
  expect(await library.storeList({ ...all, body: bodyForTests(edited) })).toEqual([]);
});

test('a held list that is damaged ends the answer, and leaves nothing running', async () => {
  const own = join(folder, 'damaged.db');
  const open = () => openLocalLibrary(own, join(folder, 'damaged-history.db'));
  const list = { accountId: 'damaged', albumId, looking: lookingForTests, source: 'image_syncs' } as const;
  const answer = [record(1), record(2)];
  const before = open();
  await before.storeList({ ...list, body: bodyForTests(answer) });
  await before.close();
  const database = openDatabase(own);
  database.exec('DELETE FROM parts');
  database.close();
  const after = open();
  const clocks = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const running = clocks();
  await expect(after.storeList({ ...list, body: bodyForTests(answer) })).rejects.toThrow('storage-failed');
  expect(clocks()).toBe(running);
  const [anew] = await after.storeList({ ...list, body: bodyForTests(answer) });
  expect(anew?.state.imagesCount).toBe(2);
  await after.close();
});

interface Came {
  id: number;
  title: string;
  album: string;
  error: boolean;
}

const image = fc.record({
  id: fc.integer({ min: 0, max: 300 }),
  title: fc.constantFrom('A', 'B', 'é'),
  album: fc.constantFrom(albumId, albumId, albumId, 'other'),
  error: fc.constantFrom(false, false, false, true),
});
/** Half an album and more comes as it came before; what is drawn for it is edited, removed, added or moved. */
const step = fc.record({
  source: fc.constantFrom('image_syncs' as const, 'album' as const),
  drop: fc.array(fc.nat(300), { maxLength: 6 }),
  put: fc.array(image, { maxLength: 8 }),
  from: fc.nat(300),
  to: fc.nat(300),
  moved: fc.constantFrom(0, 0, 1, 70, 128),
  repeat: fc.boolean(),
  size: fc.constantFrom(500, 7_000, 65_536),
  asResync: fc.boolean(),
  /** An image that is asked for by its id amid the answer, where there is one. */
  between: fc.option(image),
  odd: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function next(held: readonly Came[], { drop, put, from, to, moved, repeat }: Step): Came[] {
  const kept = held.filter((_, at) => !drop.includes(at));
  const edits = new Map(put.map((came) => [came.id, came]));
  const now = kept.map((came) => edits.get(came.id) ?? came);
  const ids = new Set(now.map(({ id }) => id));
  now.push(...[...edits.values()].filter(({ id }) => !ids.has(id)));
  const block = now.splice(from % Math.max(now.length, 1), moved);
  now.splice(to % Math.max(now.length, 1), 0, ...block);
  return repeat ? [...now, ...now.slice(0, 2)] : now;
}

const recordOf = (source: Step['source'], { id, title, album, error }: Came): JsonObject =>
  (source === 'album' ? albumRecordForTests : recordForTests)(`img-${id}`, {
    album_id: album,
    title,
    processing_error: error ? 'broken' : null,
  });

let accounts = 0;
/** What an account's album holds and shows after each step, and what was said of it. */
async function told(steps: readonly Step[], isRead: boolean): Promise<unknown[]> {
  const accountId = `account${(accounts += 1)}`;
  const all: unknown[] = [];
  let held: Came[] = Array.from({ length: 150 }, (_, id) => ({
    id,
    title: 'A',
    album: albumId,
    error: false,
  }));
  for (const now of steps) {
    held = next(held, now);
    const { source, size, between, asResync, odd } = now;
    const looking = asResync ? await resyncForTests(library, accountId, albumId) : lookingForTests;
    const list: unknown[] = held.map((came) => recordOf(source, came));
    // Its id is made up for its place, and it stands behind the same image at another place.
    if (odd) list.splice(held.findIndex(({ id }) => id === 75) + 1, 0, { title: 'no id' });
    // With a blank before it an answer is split byte by byte, and all of it is read.
    const text = `${isRead ? ' ' : ''}${JSON.stringify(list)}`;
    async function* body() {
      const pieces = bodyForTests(text, size);
      let at = 0;
      for await (const piece of pieces) {
        yield piece;
        if (between === null || (at += size) < text.length / 2 || at - size >= text.length / 2) continue;
        const ids = [`img-${between.id}`];
        const answer = bodyForTests([recordOf('image_syncs', between)]);
        await library.mergeImages({ accountId, albumId, ids, looking: lookingForTests, body: answer });
      }
    }
    const [stored] = await library.storeList({ accountId, source, albumId, looking, body: body() });
    all.push(await shown(accountId), await said(accountId, stored?.resync?.id ?? null));
  }
  return all;
}

async function shown(accountId: string): Promise<unknown> {
  const {
    parts,
    revision,
    syncedAt,
    accountId: own,
    ...state
  } = (await library.albumState(accountId, albumId))!;
  const columns = await columnsForTests(library, accountId, albumId);
  const ids = Array.from({ length: columns.count }, (_, i) => columns.text('id', i));
  const flags = [...columns.numbers('flags')];
  const titles = ids.map((_, i) => [columns.text('title', i), columns.text('tags', i)]);
  const facts = [];
  for (const id of ids) facts.push(await library.details(accountId, albumId, id));
  return {
    state,
    count: parts.length,
    known: [typeof revision, typeof syncedAt, typeof own],
    ids,
    flags,
    titles,
    facts,
  };
}

async function said(accountId: string, resyncId: string | null): Promise<unknown> {
  if (resyncId === null) return null;
  const { counts, marks } = await library.history.get(accountId, resyncId);
  const rows = await rowsForTests(library, accountId, resyncId);
  return {
    counts,
    marks,
    rows: rows.map(({ id, kind, marks, changes, move }) => ({ id, kind, marks, changes, move })),
  };
}

test('what is known unread is held, shown and told as if it had been read, whatever changes and whatever comes between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      expect(await told(steps, false)).toEqual(await told(steps, true));
    }),
    { numRuns: 60 },
  );
});
