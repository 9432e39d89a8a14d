import { setImmediate } from 'node:timers/promises';
import { errorData } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import type { AlbumRow } from './albums-table.ts';
import type { Arrival } from './arrival.ts';
import { Arrivals } from './arrivals.ts';
import type { Telling } from './comparison.ts';
import { Findings, orDiscard } from './findings.ts';
import { factsOf, flagsAt, idAt, idLines } from './image-list.ts';
import { KnownRecords } from './known-records.ts';
import type { ListToStore, StoredList } from './library.ts';
import type { LocalHistory } from '../history/local-history.ts';
import { mergeRecords, tellRecords, type RecordToMerge } from './merge-records.ts';
import { readImages } from './read-images.ts';
import { settle } from './settle.ts';
import type { Store } from './store.ts';
import { elsewhereThan } from './whereabouts.ts';
import { flag, partSize } from '#shared/columns/layout.ts';

/** Where what differs is written down. */
type Writers = Pick<LocalHistory, 'writer'>;

/**
 * `Library.storeList`: what arrives is put beside what is held, and takes its place once it is whole. An album that is not
 * held is shown while it arrives; where the answer breaks off, what came of it stays.
 */
export async function storeList(store: Store, writers: Writers, list: ListToStore): Promise<StoredList[]> {
  const albumId = list.albumId ?? list.looking.resync?.albumId;
  const isOfAll = list.albumId === null;
  const known = albumId === undefined ? null : new KnownRecords(store, list.accountId, albumId, isOfAll);
  const arrivals = new Arrivals(store, list);
  const { moment } = store;
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    store.alone(() => {
      store.assertKept(list.accountId, moment);
      return work();
    });
  try {
    for await (const { records, bytes } of readImages(list.body, list.source, known))
      await arrivals.take(bytes, records);
    await arrivals.end();
    return await alone(() => storeAll(store, writers, list, arrivals));
  } catch (thrown) {
    // Nobody is there any more to look at it.
    const hasEnded = errorData(thrown).code === 'cancelled';
    if (!hasEnded) await alone(() => keepBroken(store, list, arrivals));
    throw thrown;
  } finally {
    await arrivals.close();
  }
}

async function storeAll(
  store: Store,
  writers: Writers,
  list: ListToStore,
  arrivals: Arrivals,
): Promise<StoredList[]> {
  const stored: StoredList[] = [];
  for (const arrival of arrivals.all()) {
    if (isWanted(list, arrival) && arrival.count >= (list.atLeast ?? 0))
      stored.push(await storeAlbum(store, writers, list, arrival));
  }
  return stored;
}

/**
 * A resync takes in its own album alone, whatever else the answer names: what changed in another one is for that one's
 * resync to tell.
 */
const isWanted = ({ looking: { resync } }: ListToStore, { albumId }: Arrival): boolean =>
  resync === undefined || resync.albumId === albumId;

async function storeAlbum(
  store: Store,
  writers: Writers,
  list: ListToStore,
  arrival: Arrival,
): Promise<StoredList> {
  const { accountId, looking } = list;
  const { albumId } = arrival;
  const before = store.albums.get(accountId, albumId);
  const writer = writers.writer(accountId, albumId, looking, Date.now());
  const findings = new Findings(writer, albumId, before && elsewhereThan(store, before));
  return orDiscard(findings, () => {
    // The list of all images may leave some out; the album's own route, which gave more, knows it better.
    const isShort =
      list.albumId === null &&
      before?.source === 'album' &&
      before.is_whole === 1 &&
      before.images_count > arrival.count;
    if (isShort) return updateAlbum(store, before, arrival, findings);
    // What came of an answer that broke off was never written down; images that were asked for by ids are no list.
    const isFirst =
      before === null ||
      (before.is_whole === 0 && (before.placed_count === 0 || looking.resync?.albumId !== albumId));
    return replaceAlbum(store, list, arrival, before, { findings, isFirst });
  });
}

/** The first answer broke off: what came is better than nothing. An album that is held stays as it was. */
async function keepBroken(store: Store, list: ListToStore, arrivals: Arrivals): Promise<void> {
  await arrivals.broken();
  for (const arrival of arrivals.all()) {
    const before = store.albums.get(list.accountId, arrival.albumId);
    if (before !== null || arrival.count === 0 || !isWanted(list, arrival)) continue;
    arrival.end();
    const { state } = await replaceAlbum(store, list, arrival, null, { findings: null, isFirst: true });
    list.told?.(state);
  }
}

/** The album keeps its list, with what has come of its images, so that their tags are those of now. */
async function updateAlbum(
  store: Store,
  album: AlbumRow,
  arrival: Arrival,
  findings: Findings,
): Promise<StoredList> {
  const starts = Array.from(
    { length: Math.ceil(arrival.count / partSize) },
    (_, number) => number * partSize,
  );
  const others: number[] = [];
  for (const from of starts) {
    const told = tellRecords(store.stored(album), recordsFrom(arrival, from), findings);
    if (told.length > 0) others.push(from);
    await setImmediate();
  }
  const resync = findings.commit(null);
  for (const from of others) {
    // Part by part: each leaves the album whole, and others are answered in between.
    store.transaction(() => mergeRecords(store, album, recordsFrom(arrival, from)));
    await setImmediate();
  }
  return { state: store.state(album), resync, came: arrival.count };
}

/** The records of one part of what has arrived. */
function recordsFrom(arrival: Arrival, from: number): RecordToMerge[] {
  const records = arrival.records(from, Math.min(from + partSize, arrival.count));
  return records.flatMap((record, i) => {
    const id = idAt(arrival, from + i);
    // An id made up for a place in this answer is another image's in that list.
    if (isMadeUp(id)) return [];
    const hasPicture = (flagsAt(arrival, from + i) & flag.hasPicture) !== 0;
    return [{ record, facts: factsOf(record, id), hasPicture }];
  });
}

async function replaceAlbum(
  store: Store,
  list: ListToStore,
  arrival: Arrival,
  before: AlbumRow | null,
  telling: Telling,
): Promise<StoredList> {
  const held = before && {
    list: store.stored(before),
    revision: before.revision,
    placed: before.placed_count,
  };
  const isWhole = telling.findings === null ? 0 : 1;
  const isSame = await settle(store, arrival, held, telling);
  const resync = telling.findings?.commit(idLines(arrival)) ?? null;
  const sameParts = held === null ? [] : samePartsOf(store, arrival, held.list.parts);
  const asBefore =
    isSame &&
    before !== null &&
    sameParts.length === arrival.parts.length &&
    arrival.unreadable === before.unreadable_count &&
    arrival.repeated === before.repeated_count &&
    before.is_whole === isWhole;
  const row: AlbumRow = {
    account: list.accountId,
    album: arrival.albumId,
    list: arrival.key,
    revision: asBefore ? before.revision : store.nextRevision(),
    synced_at: Date.now(),
    source: list.source,
    is_whole: isWhole,
    placed_count: arrival.count,
    images_count: arrival.count,
    complete_count: countFlagged(arrival, flag.complete),
    odd_count: countFlagged(arrival, flag.odd),
    unreadable_count: arrival.unreadable,
    repeated_count: arrival.repeated,
  };
  store.transaction(() => {
    store.albums.put(row);
    if (before !== null) store.lists.drop(before.list);
    for (const [key, former] of sameParts) store.lists.renamePart(key, former);
  });
  store.changed();
  store.hide(list.accountId, arrival);
  return { state: store.state(row), resync, came: arrival.count };
}

function countFlagged(arrival: Arrival, bit: number): number {
  let count = 0;
  for (let number = 0; number < arrival.parts.length; number += 1) {
    for (const flags of arrival.part(number).numbers('flags')) if ((flags & bit) !== 0) count += 1;
  }
  return count;
}

/** Parts that show what the former list's show go on under its keys, so that nobody need fetch them again. */
function samePartsOf(
  store: Store,
  arrival: Arrival,
  former: readonly number[],
): [key: number, former: number][] {
  const same: [number, number][] = [];
  arrival.parts.forEach((key, number) => {
    const formerKey = former[number];
    if (formerKey === undefined) return;
    const [now, before] = [store.lists.columns(key), store.lists.columns(formerKey)];
    if (now !== null && before !== null && Buffer.compare(now, before) === 0) same.push([key, formerKey]);
  });
  return same;
}
