import { setImmediate } from 'node:timers/promises';
import { isSame } from '#shared/columns/id-index.ts';
import { flag } from '#shared/columns/layout.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type { AlbumRow } from './albums-table.ts';
import type { ArrivedRecord } from './arrival.ts';
import { changeList, type ChangedImage } from './change-list.ts';
import { columnValues } from './column-values.ts';
import { DifferenceTally } from './difference.ts';
import { factsAt, factsOf, nameAt } from './image-list.ts';
import type { ImagesToMerge, StoredAlbum } from './library.ts';
import { completed } from './merged-record.ts';

import { readImages } from './read-images.ts';
import type { Store } from './store.ts';

/** One record to take into a list that is held. */
export interface RecordToMerge {
  record: Uint8Array;
  facts: ImageFacts;
  hasPicture: boolean;
}

/** `Library.mergeImages`: the answer to a chunk of ids is small, so it is read whole and then stored at once. */
export async function mergeImages(store: Store, part: ImagesToMerge): Promise<StoredAlbum> {
  const { moment } = store;
  const asked = new Set(part.ids);
  const found = new Map<string, RecordToMerge>();
  let unreadable = 0;
  const chunks: Uint8Array[] = [];
  const came: ArrivedRecord[] = [];
  for await (const { bytes, records } of readImages(part.body, 'image_syncs')) {
    chunks.push(bytes.slice());
    for (const record of records) {
      if (record === null) unreadable += 1;
      else if (asked.has(record.facts.id)) came.push(record);
    }
  }
  const answer = Buffer.concat(chunks);
  for (const { facts, hasPicture, offset, length } of came) {
    const record = answer.subarray(offset, offset + length);
    if (!found.has(facts.id)) found.set(facts.id, { record, facts, hasPicture });
  }
  await store.untilArrived(part.accountId, part.albumId);
  return store.alone(async () => {
    const known = await albumsHolding(store, part);
    store.assertKept(part.accountId, moment);
    return store.transaction(() => mergeFound(store, part, { found, known, mayHoldMore: unreadable > 0 }));
  });
}

/** Which album holds each of the ids; the one asked about first. One pass over the albums, that lets others in between. */
async function albumsHolding(
  store: Store,
  { accountId, albumId, ids }: ImagesToMerge,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const open = new Set(ids);
  const albums = store.albums.counts(accountId).map((album) => album.albumId);
  for (const album of [albumId, ...albums.filter((other) => other !== albumId)]) {
    const row = open.size === 0 ? null : store.albums.get(accountId, album);
    if (row === null) continue;
    const list = store.stored(row);
    for (const id of open) {
      if (list.find(id) === null) continue;
      known.set(id, album);
      open.delete(id);
    }
    await setImmediate();
  }
  return known;
}

/** What an answer to ids has brought. */
interface Found {
  found: ReadonlyMap<string, RecordToMerge>;
  /** By id, the album that holds it. */
  known: ReadonlyMap<string, string>;
  /** Some records could not be read. */
  mayHoldMore: boolean;
}

function mergeFound(
  store: Store,
  { accountId, albumId, ids }: ImagesToMerge,
  { found, known, mayHoldMore }: Found,
): StoredAlbum {
  const asked = heldOrNew(store, accountId, albumId);
  const tally = new DifferenceTally();
  const byAlbum = new Map<string, RecordToMerge[]>();
  for (const merged of found.values()) {
    const { id, albumId: named } = merged.facts;
    // Where it stands; else where its record says that it belongs, so that no other album's image slips into this one.
    const album = known.get(id) ?? (store.albums.get(accountId, named) === null ? albumId : named);
    byAlbum.set(album, [...(byAlbum.get(album) ?? []), merged]);
  }
  for (const [album, records] of byAlbum) {
    const row = album === albumId ? asked : store.albums.get(accountId, album);
    if (row !== null) mergeRecords(store, row, records, tally);
  }
  for (const id of new Set(ids)) {
    if (found.has(id)) continue;
    if (mayHoldMore) tally.difference.unclear.push(id);
    else tally.notFound(id, nameOf(store, accountId, known.get(id), id));
  }
  return { state: store.state(asked), difference: tally.difference };
}

function nameOf(store: Store, accountId: string, album: string | undefined, id: string): string | null {
  const held = album === undefined ? null : store.find(accountId, album, id);
  return held === null ? null : nameAt(held.list, held.position);
}

/**
 * Updates images where they stand in an album that is held, or puts them at its end; counts what has changed.
 * @param album is changed as well as stored.
 */
export function mergeRecords(
  store: Store,
  album: AlbumRow,
  records: readonly RecordToMerge[],
  tally: DifferenceTally,
): void {
  const list = store.stored(album);
  const changes: ChangedImage[] = [];
  for (const { record, facts, hasPicture } of records) {
    const position = list.find(facts.id);
    if (position === null) {
      tally.added(facts.id, facts.title ?? (facts.filename || facts.id));
      changes.push({ position: null, record, values: columnValues(facts, hasPicture) });
      continue;
    }
    const held = list.record(position);
    if (isSame(held, record)) {
      tally.unchanged();
      continue;
    }
    tally.compared(factsAt(list, position), facts);
    const both = completed(held, record);
    const values = columnValues(both === record ? facts : factsOf(both, facts.id), hasPicture);
    changes.push({ position, record: both, values });
  }
  if (changes.length === 0) return;
  const count = (bit: number): number =>
    changes.reduce((sum, { position, values }) => {
      const was = position === null ? 0 : (list.flags(position) & bit) === 0 ? 0 : 1;
      return sum + ((values.flags & bit) === 0 ? 0 : 1) - was;
    }, 0);
  album.complete_count += count(flag.complete);
  album.odd_count += count(flag.odd);
  album.images_count += changes.filter(({ position }) => position === null).length;
  album.revision = store.nextRevision();
  changeList(store, list, changes);
  store.albums.put(album);
}

function heldOrNew(store: Store, account: string, album: string): AlbumRow {
  const held = store.albums.get(account, album);
  if (held !== null) return held;
  const row: AlbumRow = {
    account,
    album,
    list: store.lists.add(),
    revision: store.nextRevision(),
    synced_at: Date.now(),
    // Nothing is known of its whole list yet: its own route is the one that surely knows it.
    source: 'album',
    is_whole: 1,
    images_count: 0,
    complete_count: 0,
    odd_count: 0,
    unreadable_count: 0,
    repeated_count: 0,
  };
  store.albums.put(row);
  return row;
}
