import { stateOf, type AlbumRow } from './albums-table.ts';
import { DifferenceTally } from './difference.ts';
import type { ImageRecord } from './image-record.ts';
import { factsOf, isComplete } from './images-table.ts';
import type { ImagesToMerge, StoredAlbum } from './library.ts';
import { readImages } from './read-images.ts';
import type { Store } from './store.ts';

/** `Library.mergeImages`: the answer to a chunk of ids is small, so it is read whole and then stored at once. */
export async function mergeImages(store: Store, part: ImagesToMerge): Promise<StoredAlbum> {
  const asked = new Set(part.ids);
  const found = new Map<string, ImageRecord>();
  let unreadable = 0;
  for await (const batch of readImages(part.body, 'image_syncs')) {
    for (const record of batch) {
      if (record === null) unreadable += 1;
      else if (asked.has(record.facts.id) && !found.has(record.facts.id)) found.set(record.facts.id, record);
    }
  }
  return store.transaction(() => {
    const album = heldOrNew(store, part);
    const albums: [AlbumRow, ...AlbumRow[]] = [
      album,
      ...store.albums.of(part.accountId).filter((row) => row.album !== part.albumId),
    ];
    const tally = new DifferenceTally();
    for (const record of found.values()) mergeOne(store, albums, record, tally);
    for (const id of asked) {
      if (found.has(id)) continue;
      const row = albums.map(({ list }) => store.images.get(list, id)).find((image) => image !== null);
      if (unreadable > 0) tally.difference.unclear.push(id);
      else tally.notFound(id, row === undefined ? null : factsOf(row));
    }
    return { state: stateOf(album), difference: tally.difference };
  });
}

function heldOrNew(store: Store, { accountId, albumId }: ImagesToMerge): AlbumRow {
  const held = store.albums.get(accountId, albumId);
  if (held !== null) return held;
  const row: AlbumRow = {
    account: accountId,
    album: albumId,
    list: store.images.newList(),
    revision: store.albums.nextRevision(),
    synced_at: Date.now(),
    // Nothing is known of its whole list yet: its own route is the one that surely knows it.
    source: 'album',
    images_count: 0,
    complete_count: 0,
    odd_count: 0,
    unreadable_count: 0,
    repeated_count: 0,
  };
  store.albums.put(row);
  return row;
}

/**
 * Updates one image where it stands, or adds it.
 * @param albums all that are held of the account, the one asked about first; the one changed is stored.
 */
export function mergeOne(
  store: Store,
  albums: [AlbumRow, ...AlbumRow[]],
  record: ImageRecord,
  tally: DifferenceTally,
): void {
  const { facts } = record;
  // Where it stands; else where its record says that it belongs, so that no other album's image slips into this one.
  const album =
    albums.find(({ list }) => store.images.get(list, facts.id) !== null) ??
    albums.find((row) => row.album === facts.albumId) ??
    albums[0];
  const before = store.images.get(album.list, facts.id);
  if (before === null) {
    tally.added(facts);
    store.images.add(album.list, store.images.end(album.list), record);
    album.images_count += 1;
    album.complete_count += Number(isComplete(facts));
    album.odd_count += Number(facts.oddFields.length > 0);
  } else {
    const was = factsOf(before);
    tally.compared(was, facts);
    const merged = { ...was, ...facts };
    store.images.replace(album.list, { ...record, facts: merged });
    if (JSON.stringify(merged) === before.facts) return;
    album.complete_count += Number(isComplete(merged)) - Number(isComplete(was));
    album.odd_count += Number(merged.oddFields.length > 0) - Number(was.oddFields.length > 0);
  }
  album.revision = store.albums.nextRevision();
  store.albums.put(album);
}
