import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mark } from '#shared/models/sharing.ts';
import type { Library } from './library.ts';
import { openLibrary } from './open-library.ts';
import { openLocalLibrary } from './local-library.ts';
import { bodyForTests, recordForTests, lookingForTests } from './record-for-tests.ts';

const albumId = 'a0B5e00000Studio';
const folder = mkdtempSync(join(tmpdir(), 'marks-'));
let library: Library;
beforeAll(() => {
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

interface Row {
  id: string;
  at: number;
}
const packed = (rows: Row[]) =>
  [
    new TextEncoder().encode(rows.map(({ id }) => `${id}\n`).join('')),
    Float64Array.from(rows, ({ at }) => at),
  ] as const;
const store = async (accountId: string, records: unknown[]) => {
  const body = bodyForTests(records, 65_536);
  const [stored] = await library.storeList({
    accountId,
    looking: lookingForTests,
    source: 'image_syncs',
    albumId,
    body,
  });
  return stored!.state.revision;
};

const id = fc
  .integer({ min: 0, max: 40 })
  .map((n) => `${n % 3 === 0 ? 'é' : 'image'}${'-'.repeat(n % 5)}${n}`);
const moment = fc.constantFrom(1_000, 2_000, 3_000);
const image = fc.record({ id, updated: fc.option(moment) });
const row = fc.record({ id, at: fc.oneof(moment, fc.constant(Number.NaN)) });
const unique = { selector: ({ id: of }: { id: string }) => of };

let accounts = 0;
test('each image is marked by whether it is in the sharing and was edited later than it was shared', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(image, { ...unique, minLength: 1 }),
      fc.uniqueArray(row, unique),
      async (images, rows) => {
        const accountId = `account${(accounts += 1)}`;
        const records = images.map(({ id: of, updated }) =>
          recordForTests(of, { updated_at: updated === null ? null : new Date(updated).toISOString() }),
        );
        const revision = await store(accountId, records);
        const expected = images.map(({ id: of, updated }) => {
          const shared = rows.find((each) => each.id === of);
          if (shared === undefined) return mark.notShared;
          return updated !== null && updated > shared.at ? mark.changedSince : mark.shared;
        });
        const found = await library.marks(accountId, albumId, ...packed(rows));
        expect(found).toEqual({ revision, marks: Uint8Array.from(expected) });
      },
    ),
    { numRuns: 60 },
  );
});

test('images in every part of a large album are marked, and the buffers that were handed over are gone', async () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => `img-${i}`);
  const workerFile = join(import.meta.dirname, 'worker.ts');
  const inThread = openLibrary({
    file: join(folder, 'thread.db'),
    historyFile: join(folder, 'thread-history.db'),
    workerFile,
  });
  const records = ids.map((each) => recordForTests(each));
  const list = { accountId: 'large', looking: lookingForTests, source: 'image_syncs' as const, albumId };
  await inThread.storeList({ ...list, body: bodyForTests(records, 65_536) });
  const [names, sharedAt] = packed(
    ids.flatMap((each, i) => (i % 3 === 0 ? { id: each, at: i % 2 === 0 ? Number.NaN : 0 } : [])),
  );
  const found = await inThread.marks('large', albumId, names, sharedAt);
  const expected = ids.map((_, i) => (i % 3 !== 0 ? 0 : i % 2 === 0 ? mark.shared : mark.changedSince));
  expect(found!.marks).toEqual(Uint8Array.from(expected));
  expect([names.length, sharedAt.length]).toEqual([0, 0]);
  await inThread.close();
});

test('nothing is known of an album that is not held, nor of another account’s', async () => {
  await store('mine', [recordForTests('a')]);
  expect(await library.marks('mine', 'other', ...packed([{ id: 'a', at: 0 }]))).toBeNull();
  expect(await library.marks('theirs', albumId, ...packed([{ id: 'a', at: 0 }]))).toBeNull();
  const none = await library.marks('mine', albumId, ...packed([]));
  expect(none!.marks).toEqual(Uint8Array.of(mark.notShared));
});
