import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { albumHealth, type AlbumHealth } from '#shared/models/health.ts';
import type { Library } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import type { JsonObject } from './record-fields.ts';
import { albumRecordForTests, bodyForTests, lookingForTests, recordForTests } from './record-for-tests.ts';

const albumId = 'a0B5e00000Studio';
const folder = mkdtempSync(join(tmpdir(), 'health-'));
let library: Library;
beforeAll(() => {
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

let accounts = 0;
/** An account of its own that holds these images. */
async function holding(records: unknown): Promise<string> {
  const accountId = `account${(accounts += 1)}`;
  const list = { accountId, source: 'image_syncs', albumId, looking: lookingForTests } as const;
  await library.storeList({ ...list, body: bodyForTests(records, 65_536) });
  return accountId;
}
async function healthOf(accountId: string): Promise<AlbumHealth> {
  return albumHealth.parse(await library.health(accountId, albumId));
}
async function idsBehind(accountId: string, bar: string): Promise<string[]> {
  const { revision } = await healthOf(accountId);
  const bytes = await library.healthIds(accountId, albumId, revision, bar);
  return new TextDecoder().decode(bytes).split('\n').slice(0, -1);
}
const counts = (bars: readonly { key: string; count: number }[]) =>
  Object.fromEntries(bars.map(({ key, count }) => [key, count]));
const etag = (text: string | null) => ({ tags: [albumId], etag: text });
const unlike = (id: string, changes: JsonObject = {}) => recordForTests(id, { infos: etag(id), ...changes });

test('each finding counts the images that it selects', async () => {
  const account = await holding([
    unlike('sound', { processed: true, taken_at: '2021-03-05T10:00:00Z', gps: [48, 2] }),
    unlike('failed', { processing_error: 'too large', taken_at: null, gps: null }),
    unlike('waiting', { processed: false, taken_at: 'never', gps: [48, 2] }),
    unlike('far', { processed: true, taken_at: '2021-03-05T10:00:00Z', gps: [400, 2] }),
  ]);
  const expected = {
    'processing-error': ['failed'],
    'not-processed': ['waiting'],
    'no-date': ['failed', 'waiting'],
    'no-place': ['failed', 'far'],
    odd: ['waiting', 'far'],
    duplicates: [],
    'duplicates-extra': [],
  };
  const { findings } = await healthOf(account);
  const selected = findings.map(async ({ key }) => [key, await idsBehind(account, key)] as const);
  expect(Object.fromEntries(await Promise.all(selected))).toEqual(expected);
  expect(counts(findings)).toEqual(
    Object.fromEntries(Object.entries(expected).map(([key, ids]) => [key, ids.length])),
  );
});

test('duplicates have the same etag and size; all but the first of each group can be selected', async () => {
  const account = await holding([
    recordForTests('a', { infos: etag('one'), size: 10 }),
    recordForTests('b', { infos: etag('two'), size: '20', title: 'B' }),
    recordForTests('c', { infos: etag('one'), size: 11 }),
    recordForTests('d', { infos: etag('two'), size: 20 }),
    recordForTests('e', { infos: etag(null), size: 10 }),
    recordForTests('f', { infos: etag(null), size: 10 }),
    recordForTests('g', { infos: etag('two'), size: 20 }),
    recordForTests('h', { infos: etag('one'), size: 10 }),
  ]);
  const { groups, groupsLeft, findings } = await healthOf(account);
  expect(groups.map(({ bytes, count, images }) => [bytes, count, images.map(({ name }) => name)])).toEqual([
    [20, 3, ['B', 'Façade d', 'Façade g']],
    [10, 2, ['Façade a', 'Façade h']],
  ]);
  expect(groupsLeft).toBe(0);
  expect(counts(findings)).toMatchObject({ duplicates: 5, 'duplicates-extra': 3 });
  expect(await idsBehind(account, groups[0]!.key)).toEqual(['b', 'd', 'g']);
  expect(await idsBehind(account, 'duplicates')).toEqual(['a', 'b', 'd', 'g', 'h']);
  expect(await idsBehind(account, 'duplicates-extra')).toEqual(['d', 'g', 'h']);
});

test('tags, formats and days are bars that select their images', async () => {
  const account = await holding([
    unlike('a', {
      tag_names: ['roof', 'north', 'roof'],
      format: 'JPG',
      taken_at: '2021-03-05T23:30:00-02:00',
    }),
    unlike('b', { tag_names: ['roof'], format: 'jpg', taken_at: '2021-03-05T10:00:00Z' }),
    unlike('c', { tag_names: ['a:b'], format: 'png', taken_at: '2021-03-06T00:00:00Z' }),
    albumRecordForTests('d', { infos: etag('d'), format: null, taken_at: null }),
    unlike('e', { tag_names: [], format: '', taken_at: 'never' }),
  ]);
  const { tags, formats, days, without, taggedCount, imagesCount } = await healthOf(account);
  // The album's id, first among a record's tags, is none of them.
  expect(counts(tags)).toEqual({ 'tag:roof': 2, 'tag:a:b': 1, 'tag:north': 1 });
  expect(counts(formats)).toEqual({ 'format:jpg': 2, 'format:png': 1 });
  expect(days.map(({ label, count }) => [label, count])).toEqual([
    ['2021-03-05', 1],
    ['2021-03-06', 2],
  ]);
  expect([taggedCount, imagesCount]).toEqual([4, 5]);
  // Whether `d` has tags nobody knows.
  expect(counts(Object.values(without))).toEqual({ 'no-tag': 1, 'no-format': 2, 'no-day': 2 });
  expect(await idsBehind(account, 'no-tag')).toEqual(['e']);
  expect(await idsBehind(account, 'no-format')).toEqual(['d', 'e']);
  expect(await idsBehind(account, 'tag:a:b')).toEqual(['c']);
  expect(await idsBehind(account, 'format:jpg')).toEqual(['a', 'b']);
  expect(await idsBehind(account, 'day:2021-03-06')).toEqual(['a', 'c']);
});

test('the biggest files come first; those without a size are none', async () => {
  const account = await holding([
    unlike('small', { size: 5 }),
    unlike('none', { size: null }),
    unlike('huge', { size: '9000000000', title: 'Huge' }),
    unlike('empty', { size: 0 }),
  ]);
  expect((await healthOf(account)).biggest).toEqual([
    { id: 'huge', name: 'Huge', bytes: 9_000_000_000 },
    { id: 'small', name: 'Façade small', bytes: 5 },
  ]);
});

test('no list is longer than can be shown, and what is left is counted', async () => {
  const start = Date.UTC(2000, 0, 1);
  const account = await holding(
    Array.from({ length: 1_300 }, (_, i) =>
      recordForTests(`img-${i}`, {
        infos: etag(`etag-${i % 500}`),
        size: 7,
        tag_names: [`tag ${i}`],
        taken_at: new Date(start + i * 86_400_000).toISOString(),
      }),
    ),
  );
  const health = await healthOf(account);
  expect([health.tags.length, health.tagsLeft]).toEqual([200, 1_100]);
  expect([health.days.length, health.daysLeft]).toEqual([1_000, 300]);
  expect([health.groups.length, health.groupsLeft, health.biggest.length]).toEqual([200, 300, 20]);
  expect(health.days.map(({ label }) => label)).toEqual(health.days.map(({ label }) => label).toSorted());
});

test('an album that changes is counted anew, and bars of before select nothing any more', async () => {
  const account = await holding([unlike('a'), unlike('b')]);
  const before = await healthOf(account);
  const list = { accountId: account, source: 'image_syncs', albumId, looking: lookingForTests } as const;
  await library.storeList({
    ...list,
    body: bodyForTests([unlike('a'), unlike('b', { processing_error: 'x' })]),
  });
  expect(counts((await healthOf(account)).findings)).toMatchObject({ 'processing-error': 1 });
  expect(await library.healthIds(account, albumId, before.revision, 'processing-error')).toBeNull();
});

test('what is not there is null: an album, a bar, another account', async () => {
  const account = await holding([unlike('a')]);
  const { revision } = await healthOf(account);
  expect(await library.health(account, 'other')).toBeNull();
  expect(await library.health('another', albumId)).toBeNull();
  expect(await library.healthIds('another', albumId, revision, 'odd')).toBeNull();
  for (const bar of ['', 'toString', 'tag:', 'weather:rain', 'group'])
    expect(await library.healthIds(account, albumId, revision, bar)).toBeNull();
  await library.keepOnly([]);
  expect(await library.health(account, albumId)).toBeNull();
});

test('every bar of any album says how many images it selects', async () => {
  const image = fc.record({
    size: fc.option(fc.integer({ min: 0, max: 2 })),
    infos: fc.option(fc.constantFrom('x', 'y')).map(etag),
    tag_names: fc.uniqueArray(fc.constantFrom('a', 'b\nc', ':', '__proto__'), { maxLength: 3 }),
    format: fc.constantFrom('jpg', 'JPG', null, 'constructor'),
    taken_at: fc.constantFrom(null, '2021-03-05', '0001-01-01T00:00:00Z', '9999-12-31T23:00:00-05:00'),
    processed: fc.boolean(),
    gps: fc.constantFrom(null, [1, 2]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(image, { maxLength: 12 }), async (images) => {
      const account = await holding(images.map((changes, i) => recordForTests(`img-${i}`, changes)));
      const { findings, tags, formats, days, without, groups } = await healthOf(account);
      const none = Object.values(without);
      for (const { key, count } of [...findings, ...tags, ...formats, ...days, ...none, ...groups])
        expect([key, (await idsBehind(account, key)).length]).toEqual([key, count]);
      for (const bars of [
        [...formats, without.format],
        [...days, without.day],
      ])
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(images.length);
    }),
    { numRuns: 60 },
  );
});
