import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FieldChange, Resync, ResyncRow } from '#shared/models/resync.ts';
import { decodeIndex, encodeIndex } from '#shared/report-index.ts';
import type { Finding } from './history.ts';
import {
  accountId,
  albumId,
  findingForTests,
  looking,
  openTestHistory,
  orderForTests,
  reportForTests,
  sideForTests,
  wishForTests,
  type TestHistory,
} from './history-for-tests.ts';
import { findMoves, formerPlaces } from './moves.ts';

let kept: TestHistory;
beforeEach(() => {
  kept = openTestHistory();
});
afterEach(() => kept.close());

/** An album as a server may have it: images in order, each with its fields. */
type Fields = Readonly<Record<string, string | null>>;
type Album = readonly { id: string; fields: Fields }[];

const fieldNames = ['title', 'rotation', '__proto__'];
const versionOf = (fields: Fields): number => crc32(JSON.stringify(fields));
const side = (id: string, fields: Fields) => sideForTests(id, versionOf(fields));

function changesBetween(before: Fields, after: Fields): FieldChange[] {
  return fieldNames
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

/** One look at the album: what a comparison of the two states finds. */
function findingsBetween(before: Album, after: Album): { findings: Finding[]; unchanged: number } {
  const was = new Map(before.map(({ id, fields }) => [id, fields]));
  const is = new Set(after.map(({ id }) => id));
  const former = formerPlaces(
    before.map(({ id }) => id),
    after.map(({ id }) => id),
  );
  const places = movedPlacesOf(former);
  let unchanged = 0;
  const findings = after.flatMap(({ id, fields }, place): Finding[] => {
    const old = was.get(id);
    if (old === undefined)
      return [{ ...findingForTests(id), kind: 'added', changes: [], before: null, after: side(id, fields) }];
    const changes = changesBetween(old, fields);
    const hasMoved = places.has(place);
    if (changes.length === 0 && !hasMoved) {
      unchanged += 1;
      return [];
    }
    const kind = changes.length > 0 ? 'changed' : 'moved';
    return [{ ...findingForTests(id), kind, changes, before: side(id, old), after: side(id, fields) }];
  });
  for (const { id, fields } of before) {
    if (!is.has(id))
      findings.push({
        ...findingForTests(id),
        kind: 'removed',
        changes: [],
        before: side(id, fields),
        after: null,
      });
  }
  return { findings, unchanged };
}

function movedPlacesOf(former: Int32Array): Set<number> {
  const places = new Set<number>();
  for (const { to, count } of findMoves(former)) {
    let left = count;
    for (let place = to; left > 0; place += 1) {
      if (former[place]! < 0) continue;
      places.add(place);
      left -= 1;
    }
  }
  return places;
}

const idsOf = (album: Album) => album.map(({ id }) => id);
const look = (before: Album, after: Album, at: number) =>
  reportForTests(kept, { ...findingsBetween(before, after), ids: idsOf(after), at });

/** A chunk of ids asked for meanwhile: images that changed where they stand. */
async function lookAtIds(before: Album, after: Album): Promise<void> {
  const ids = idsOf(before);
  if (ids.length === 0) return;
  const { id } = await kept.history.create(wishForTests({ imageIds: ids }));
  const resync = { id, albumId, chunk: 0 };
  const writer = kept.history.writer(accountId, albumId, { ...looking, resync }, 1);
  const { findings, unchanged } = findingsBetween(before, after);
  for (const finding of findings) writer.add(finding);
  writer.unchanged(unchanged);
  writer.commit(2);
}

async function rowsOf({ id }: Resync): Promise<ResyncRow[]> {
  const { keys } = decodeIndex(encodeIndex(await kept.history.index(accountId, id)).buffer);
  return kept.history.rows(accountId, id, [...keys]);
}

/** What a report says, whatever the order of its rows and fields. */
const gist = (rows: readonly { id: string; kind: string; changes: FieldChange[] }[]) =>
  rows
    .map(({ id, kind, changes }) => {
      const fields = changes
        .filter(({ field }) => field !== 'updatedAt')
        .map(({ field, before, after }) => [field, before, after]);
      return JSON.stringify([id, kind, fields.sort()]);
    })
    .sort();

const value = fc.option(fc.constantFrom('0', '90', 'a'), { nil: null });
const fields = fc
  .record({ title: value, rotation: value, ['__proto__']: value })
  .map((record) => Object.fromEntries(Object.entries(record)));
const album = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'constructor', '__proto__'))
  .chain((ids) => fc.tuple(...ids.map((id) => fields.map((ofId) => ({ id, fields: ofId })))));

test('two moments differ by what the album did, whatever happened in between', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: album.map((next) => ({ by: 'album' as const, next })) },
    { weight: 1, arbitrary: fields.map((next) => ({ by: 'ids' as const, next })) },
  );
  await fc.assert(
    fc.asyncProperty(
      album,
      album,
      fc.array(step, { maxLength: 5 }),
      album,
      async (start, first, steps, last) => {
        await kept.history.remove(accountId, null);
        const from = look(start, first, 1);
        fc.pre(from !== null);
        let now: Album = first;
        for (const { by, next } of steps) {
          const then =
            by === 'album' ? next : now.map((image, i) => (i % 2 === 0 ? { ...image, fields: next } : image));
          if (by === 'album') look(now, then, 2);
          else await lookAtIds(now, then);
          now = then;
        }
        const to = look(now, last, 9);
        fc.pre(to !== null);
        const compared = await kept.history.compare(accountId, from.id, to.id, 99);

        const wanted = findingsBetween(first, last);
        const came = new Set(
          steps
            .flatMap(({ by, next }) => (by === 'album' ? [idsOf(next)] : []))
            .flatMap((ids) => idsOf(first).filter((id) => !ids.includes(id))),
        );
        // Of an image that went and came back its version alone is known: which fields, no report has said.
        const isKnown = ({ id }: { id: string }) => !came.has(id);
        expect(gist((await rowsOf(compared)).filter(isKnown))).toEqual(gist(wanted.findings.filter(isKnown)));
        const count = (kind: string) => wanted.findings.filter((finding) => finding.kind === kind).length;
        expect(compared.counts).toMatchObject({ added: count('added'), removed: count('removed') });
        const { changed, moved, unchanged } = compared.counts;
        expect(changed + moved + unchanged).toBe(count('changed') + count('moved') + wanted.unchanged);
        if (came.size === 0)
          expect({ changed, moved, unchanged }).toEqual({
            changed: count('changed'),
            moved: count('moved'),
            unchanged: wanted.unchanged,
          });
      },
    ),
    { numRuns: 60 },
  );
});

const one = (id: string, title: string | null = null): Album[number] => ({
  id,
  fields: { title, rotation: null },
});

test('a comparison is a resync of its own: ended, with both it compares, and the same one when asked again', async () => {
  const [first, second, third] = [
    [one('a'), one('b')],
    [one('b'), one('a', 'x')],
    [one('b'), one('a', 'y'), one('c')],
  ];
  const from = look([], first, 1)!;
  look(first, second, 2);
  const to = look(second, third, 3)!;
  const compared = await kept.history.compare(accountId, to.id, from.id, 77);
  expect(compared).toMatchObject({
    cause: 'comparison',
    status: 'ended',
    scope: 'album',
    startedAt: 77,
    endedAt: 77,
    asked: 2,
    done: 2,
    compared: { from: from.id, to: to.id },
    isMoment: false,
    moves: 1,
    counts: { added: 1 },
  });
  expect((await rowsOf(compared)).find(({ id }) => id === 'a')?.changes).toEqual([
    { field: 'title', before: null, after: 'y' },
  ]);
  expect((await kept.history.compare(accountId, from.id, to.id, 99)).id).toBe(compared.id);
});

test('an image that went and came back as it was did not change; else its version tells', async () => {
  const moments = [
    [one('a'), one('b')],
    [one('a')],
    [one('a'), one('b')],
    [one('a')],
    [one('a'), one('b', 'x')],
  ];
  const reports = moments.map((now, i) => look(moments[i - 1] ?? [], now, i)!);
  const same = await kept.history.compare(accountId, reports[0]!.id, reports[2]!.id, 9);
  expect(same).toMatchObject({ rows: 0, counts: { unchanged: 2 } });
  const other = await kept.history.compare(accountId, reports[0]!.id, reports[4]!.id, 9);
  expect(await rowsOf(other)).toMatchObject([
    { id: 'b', kind: 'changed', changes: [{ field: 'updatedAt' }] },
  ]);
});

test('a picture that was turned there and back is none that changed; one that stayed turned shows both', async () => {
  const turned = (from: string | null, to: string | null, sides: [string, string]) =>
    findingForTests('a', {
      marks: ['picture'],
      changes: [
        { field: 'rotation', before: from, after: to },
        { field: 'updatedAt', before: sides[0], after: sides[1] },
      ],
      before: sideForTests('a', 1, sides[0]),
      after: sideForTests('a', 2, sides[1]),
    });
  const looks = [
    [findingForTests('a')],
    [turned('0', '90', ['upright', 'turned'])],
    [turned('90', '0', ['turned', 'upright'])],
    [turned('0', '180', ['upright', 'upside'])],
  ].map((findings, at) => reportForTests(kept, { findings, ids: ['a'], at })!);
  const marks = async (to: number) => {
    const compared = await kept.history.compare(accountId, looks[0]!.id, looks[to]!.id, 9);
    return { id: compared.id, marks: (await rowsOf(compared))[0]?.marks };
  };
  expect((await marks(2)).marks ?? []).toEqual([]);
  const { id, marks: found } = await marks(3);
  expect(found).toEqual(['picture']);
  expect((await kept.history.pictures(accountId, id, 0, 'before'))!.addresses[0]).toContain('upright');
  expect((await kept.history.pictures(accountId, id, 0, 'after'))!.addresses[0]).toContain('upside');
});

test('what cannot be told is refused: other albums, no moments, itself, a gap, an album that was lost', async () => {
  const refused = { data: { code: 'not-comparable' } };
  const first = look([], [one('a')], 1)!;
  const gone = look([one('a')], [one('a', 'x')], 2)!;
  const last = look([one('a', 'x')], [one('a', 'y')], 3)!;
  const other = reportForTests(kept, { findings: [findingForTests('z')], ids: ['z'], of: 'Other' })!;
  const byIds = await kept.history.create(wishForTests({ imageIds: ['a'] }));
  const compare = (from: string, to: string) => kept.history.compare(accountId, from, to, 9);
  await expect(compare(first.id, other.id)).rejects.toMatchObject(refused);
  await expect(compare(first.id, byIds.id)).rejects.toMatchObject(refused);
  await expect(compare(first.id, first.id)).rejects.toMatchObject(refused);
  const compared = await compare(first.id, last.id);
  await expect(compare(first.id, compared.id)).rejects.toMatchObject(refused);

  await kept.history.remove(accountId, compared.id);
  await kept.history.remove(accountId, gone.id);
  await expect(compare(first.id, last.id)).rejects.toMatchObject(refused);

  // The library's file was damaged and made anew: all of it is new to it.
  const writer = kept.history.writer(accountId, albumId, looking, 4);
  writer.added(1);
  writer.order(orderForTests(['a']));
  const anew = writer.commit(4)!;
  await expect(compare(last.id, anew.id)).rejects.toMatchObject(refused);
  const after = look([one('a', 'z')], [one('a', 'q')], 5)!;
  expect(await compare(anew.id, after.id)).toMatchObject({ counts: { changed: 1 } });
});

test('only changes of the moments between are put together, those of other albums and accounts never', async () => {
  const first = look([], [one('a'), one('b')], 1)!;
  reportForTests(kept, { findings: [findingForTests('a')], ids: ['a'], of: 'Other' });
  const stranger = kept.history.writer('account2', albumId, looking, 2);
  stranger.add(findingForTests('a'));
  stranger.commit(2);
  const last = look([one('a'), one('b')], [one('b'), one('a')], 3)!;
  expect(await kept.history.compare(accountId, first.id, last.id, 9)).toMatchObject({
    counts: { changed: 0, moved: 1, unchanged: 1 },
  });
});
