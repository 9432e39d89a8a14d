import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Library } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import {
  albumRecordForTests,
  bodyForTests,
  columnsForTests,
  recordForTests,
  lookingForTests,
} from './record-for-tests.ts';

/*
 * Whatever comes in whatever order, the library holds what a plain list of images would hold.
 */

const folder = mkdtempSync(join(tmpdir(), 'model-'));
let library: Library;
beforeAll(() => {
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

interface ModelImage {
  id: string;
  title: string;
  tags: string | null;
}

const image = fc.record({ id: fc.integer({ min: 0, max: 150 }), title: fc.constantFrom('A', 'B', 'é') });
const images = fc.uniqueArray(image, { selector: ({ id }) => id, maxLength: 150 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('list' as const), source: fc.constantFrom('image_syncs', 'album'), images }),
  fc.record({ kind: fc.constant('cut' as const), images }),
  fc.record({
    kind: fc.constant('merge' as const),
    images: fc.uniqueArray(image, { selector: ({ id }) => id, maxLength: 8 }),
  }),
);

const known = ({ id, title }: { id: number; title: string }): ModelImage => ({
  id: `img-${id}`,
  title,
  tags: `tag-of-${title}`,
});
const synced = ({ id, title, tags }: ModelImage) =>
  recordForTests(id, { title, tag_names: [tags], album_id: 'A' });
const listed = ({ id, title }: ModelImage) => albumRecordForTests(id, { title, album_id: 'A' });

let accounts = 0;
test('holds what a plain list would hold, after any lists, cuts and images by id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const accountId = `account${(accounts += 1)}`;
      const list = { accountId, albumId: 'A', looking: lookingForTests };
      let model: ModelImage[] | null = null;
      for (const { kind, ...now } of steps) {
        const came: ModelImage[] = now.images.map(known);
        if (kind === 'list') {
          const source = 'source' in now && now.source === 'album' ? 'album' : 'image_syncs';
          const former = new Map((model ?? []).map((held) => [held.id, held.tags]));
          if (source === 'album') for (const held of came) held.tags = former.get(held.id) ?? null;
          const records = came.map(source === 'album' ? listed : synced);
          await library.storeList({ ...list, source, body: bodyForTests(records, 7_000) });
          model = came;
        } else if (kind === 'cut') {
          const text = JSON.stringify(came.map(synced));
          const body = bodyForTests(text.slice(0, -1), 7_000);
          await expect(library.storeList({ ...list, source: 'image_syncs', body })).rejects.toThrow(
            'cut-answer',
          );
          // The last record's end was not seen, so it may be incomplete.
          if (model === null && came.length > 1) model = came.slice(0, (await count(accountId)) ?? 0);
        } else {
          const ids = came.map(({ id }) => id);
          await library.mergeImages({ ...list, ids, body: bodyForTests(came.map(synced)) });
          model = merged(model ?? [], came);
        }
        await expectModel(accountId, model);
      }
    }),
    { numRuns: 150 },
  );
});

const count = async (accountId: string) => (await library.albumState(accountId, 'A'))?.imagesCount;

function merged(model: readonly ModelImage[], came: readonly ModelImage[]): ModelImage[] {
  const byId = new Map(model.map((held) => [held.id, held]));
  for (const one of came) byId.set(one.id, one);
  return [...byId.values()];
}

async function expectModel(accountId: string, model: readonly ModelImage[] | null): Promise<void> {
  const state = await library.albumState(accountId, 'A');
  if (model === null) {
    expect(state).toBeNull();
    return;
  }
  const columns = await columnsForTests(library, accountId, 'A');
  const shown = Array.from({ length: columns.count }, (_, i) => ({
    id: columns.text('id', i),
    title: columns.text('title', i),
    tags: columns.text('tags', i) || null,
  }));
  expect(shown).toEqual(model);
  expect(state).toMatchObject({
    imagesCount: model.length,
    completeCount: model.filter(({ tags }) => tags !== null).length,
  });
  const last = model.at(-1);
  if (last === undefined) return;
  const facts = await library.details(accountId, 'A', last.id);
  expect([facts?.id, facts?.title, facts?.tagNames?.[0] ?? null]).toEqual([last.id, last.title, last.tags]);
}
