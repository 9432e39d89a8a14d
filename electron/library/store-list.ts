import { setImmediate } from 'node:timers/promises';
import { errorData } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import type { AlbumRow } from './albums-table.ts';
import type { Arrival } from './arrival.ts';
import { Arrivals } from './arrivals.ts';
import { DifferenceTally } from './difference.ts';
import { factsOf, flagsAt, idAt } from './image-list.ts';
import type { ListToStore, StoredList } from './library.ts';
import { mergeRecords, type RecordToMerge } from './merge-images.ts';
import { readImages } from './read-images.ts';
import { settle } from './settle.ts';
import type { Store } from './store.ts';
import { flag, partSize } from '#shared/columns/layout.ts';

/**
 * `Library.storeList`: what arrives is put beside what is held, and takes its place once it is whole. An album that is not
 * held is shown while it arrives; where the answer breaks off, what came of it stays.
 */
export async function storeList(store: Store, list: ListToStore): Promise<StoredList[]> {
  const arrivals = new Arrivals(store, list);
  const { moment } = store;
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    store.alone(() => {
      store.assertKept(list.accountId, moment);
      return work();
    });
  try {
    for await (const { records, bytes } of readImages(list.body, list.source))
      await arrivals.take(bytes, records);
    await arrivals.end();
    return await alone(() => storeAll(store, list, arrivals));
  } catch (thrown) {
    // Nobody is there any more to look at it.
    const hasEnded = errorData(thrown).code === 'cancelled';
    if (!hasEnded) await alone(() => keepBroken(store, list, arrivals));
    throw thrown;
  } finally {
    await arrivals.close();
  }
}

async function storeAll(store: Store, list: ListToStore, arrivals: Arrivals): Promise<StoredList[]> {
  const stored: StoredList[] = [];
  for (const arrival of arrivals.all()) {
    if (arrival.count >= (list.atLeast ?? 0)) stored.push(await storeAlbum(store, list, arrival));
  }
  return stored;
}

async function storeAlbum(store: Store, list: ListToStore, arrival: Arrival): Promise<StoredList> {
  const before = store.albums.get(list.accountId, arrival.albumId);
  // The list of all images may leave some out; the album's own route, which gave more, knows it better.
  const isShort =
    list.albumId === null &&
    before?.source === 'album' &&
    before.is_whole === 1 &&
    before.images_count > arrival.count;
  return isShort ? updateAlbum(store, before, arrival) : replaceAlbum(store, list, arrival, before, 1);
}

/** The first answer broke off: what came is better than nothing. An album that is held stays as it was. */
async function keepBroken(store: Store, list: ListToStore, arrivals: Arrivals): Promise<void> {
  await arrivals.broken();
  for (const arrival of arrivals.all()) {
    const before = store.albums.get(list.accountId, arrival.albumId);
    if (before !== null || arrival.count === 0) continue;
    arrival.end();
    const { state } = await replaceAlbum(store, list, arrival, null, 0);
    list.told?.(state);
  }
}

/** The album keeps its list, with what has come of its images, so that their tags are those of now. */
async function updateAlbum(store: Store, album: AlbumRow, arrival: Arrival): Promise<StoredList> {
  const tally = new DifferenceTally();
  for (let from = 0; from < arrival.count; from += partSize) {
    const end = Math.min(from + partSize, arrival.count);
    const came = arrival.records(from, end).map((record, i): RecordToMerge | null => {
      const id = idAt(arrival, from + i);
      // An id made up for a place in this answer is another image's in that list.
      if (isMadeUp(id)) return null;
      const hasPicture = (flagsAt(arrival, from + i) & flag.hasPicture) !== 0;
      return { record, facts: factsOf(record, id), hasPicture };
    });
    const records = came.filter((record) => record !== null);
    // Part by part: each leaves the album whole, and others are answered in between.
    store.transaction(() => mergeRecords(store, album, records, tally));
    await setImmediate();
  }
  return { state: store.state(album), difference: tally.difference, came: arrival.count };
}

async function replaceAlbum(
  store: Store,
  list: ListToStore,
  arrival: Arrival,
  before: AlbumRow | null,
  isWhole: 0 | 1,
): Promise<StoredList> {
  const held = before === null ? null : store.stored(before);
  const { tally, isSame } = await settle(store, arrival, held);
  if (before === null) tally.difference.added = arrival.count;
  const sameParts = held === null ? [] : samePartsOf(store, arrival, held.parts);
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
  return { state: store.state(row), difference: tally.difference, came: arrival.count };
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
