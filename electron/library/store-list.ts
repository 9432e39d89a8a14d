import { isMadeUp, type ImageFacts } from '#shared/models/image.ts';
import { stateOf, type AlbumRow } from './albums-table.ts';
import { DifferenceTally } from './difference.ts';
import type { ImageRecord } from './image-record.ts';
import { addressesOf, factsOf, isComplete } from './images-table.ts';
import type { ListToStore, StoredList } from './library.ts';
import { mergeOne } from './merge-images.ts';
import { readImages } from './read-images.ts';
import type { Store } from './store.ts';

/** What has come of one album: its images stand in `list`, which no album shows yet. */
interface Arrived {
  list: number;
  images: number;
  complete: number;
  odd: number;
  unreadable: number;
  repeated: number;
}

/** `Library.storeList`: images are written as they arrive, beside what is shown; the end puts them in its place. */
export async function storeList(store: Store, list: ListToStore): Promise<StoredList[]> {
  const arrivals = new Arrivals(store, list.albumId);
  try {
    for await (const batch of readImages(list.body, list.source)) {
      store.transaction(() => batch.forEach((record) => arrivals.add(record)));
    }
    return store.transaction(() =>
      [...arrivals.byAlbum]
        .filter(([, { images }]) => images >= (list.atLeast ?? 0))
        .map(([album, arrived]) => storeAlbum(store, list, album, arrived)),
    );
  } finally {
    arrivals.dropUnused(list.accountId);
  }
}

/** Sorts what arrives by album. */
class Arrivals {
  /** In the order in which the answer names them. */
  readonly byAlbum = new Map<string, Arrived>();
  private readonly store: Store;
  private readonly albumId: string | null;
  private last: Arrived | null = null;
  private unreadableBefore = 0;

  constructor(store: Store, albumId: string | null) {
    this.store = store;
    this.albumId = albumId;
    // An album that was asked for is stored even where it turns out to be empty.
    if (albumId !== null) this.last = this.album(albumId);
  }

  add(record: ImageRecord | null): void {
    if (record === null) {
      // Nobody can tell its album: it is counted where its neighbour is.
      if (this.last === null) this.unreadableBefore += 1;
      else this.last.unreadable += 1;
      return;
    }
    const album = this.album(this.albumId ?? record.facts.albumId);
    this.last = album;
    album.unreadable += this.unreadableBefore;
    this.unreadableBefore = 0;
    if (!this.store.images.add(album.list, album.images, record)) {
      album.repeated += 1;
      return;
    }
    album.images += 1;
    album.complete += Number(isComplete(record.facts));
    album.odd += Number(record.facts.oddFields.length > 0);
  }

  /** Lets go of what was not put in an album's place: of an answer that broke off, or that held too little. */
  dropUnused(account: string): void {
    for (const [album, { list }] of this.byAlbum) {
      if (this.store.albums.get(account, album)?.list !== list) this.store.images.dropList(list);
    }
  }

  private album(id: string): Arrived {
    const known = this.byAlbum.get(id);
    if (known !== undefined) return known;
    const list = this.store.images.newList();
    const album = { list, images: 0, complete: 0, odd: 0, unreadable: 0, repeated: 0 };
    this.byAlbum.set(id, album);
    return album;
  }
}

function storeAlbum(store: Store, list: ListToStore, album: string, arrived: Arrived): StoredList {
  const before = store.albums.get(list.accountId, album);
  // The list of all images may leave some out; the album's own route, which gave more, knows it better.
  const isShort = list.albumId === null && before?.source === 'album' && before.images_count > arrived.images;
  return isShort ? updateAlbum(store, before, arrived) : replaceAlbum(store, list, album, before, arrived);
}

/** The album keeps its list, with what has come of its images, so that their tags are those of now. */
function updateAlbum(store: Store, album: AlbumRow, arrived: Arrived): StoredList {
  const tally = new DifferenceTally();
  for (const row of store.images.inOrder(arrived.list)) {
    // An id made up for a place in this answer is another image's in that list.
    if (isMadeUp(row.id)) continue;
    const addresses = { small: addressesOf(row.small), screen: addressesOf(row.screen) };
    mergeOne(store, [album], { facts: factsOf(row), addresses }, tally);
  }
  return { state: stateOf(album), difference: tally.difference, came: arrived.images };
}

function replaceAlbum(
  store: Store,
  list: ListToStore,
  album: string,
  before: AlbumRow | null,
  arrived: Arrived,
): StoredList {
  const tally = new DifferenceTally();
  const isSame = before !== null && compareLists(store, before, arrived, tally);
  if (before === null) tally.difference.added = arrived.images;
  const row: AlbumRow = {
    account: list.accountId,
    album,
    list: arrived.list,
    revision: 0,
    synced_at: Date.now(),
    source: list.source,
    images_count: arrived.images,
    complete_count: arrived.complete,
    odd_count: arrived.odd,
    unreadable_count: arrived.unreadable,
    repeated_count: arrived.repeated,
  };
  row.revision = isSame ? before.revision : store.albums.nextRevision();
  store.albums.put(row);
  if (before !== null) store.images.dropList(before.list);
  return { state: stateOf(row), difference: tally.difference, came: arrived.images };
}

/**
 * Compares what arrived with the album's list, and completes the one with what only the other knows.
 * @returns true where both show the same images in the same order.
 */
function compareLists(store: Store, before: AlbumRow, arrived: Arrived, tally: DifferenceTally): boolean {
  let isSame = arrived.unreadable === before.unreadable_count && arrived.repeated === before.repeated_count;
  for (const row of store.images.inOrder(arrived.list)) {
    const held = store.images.get(before.list, row.id);
    isSame &&= held?.position === row.position;
    if (held === null) {
      tally.added(factsOf(row));
    } else if (held.facts === row.facts) {
      tally.unchanged();
    } else {
      const was = factsOf(held);
      const is = factsOf(row);
      tally.compared(was, is);
      const merged: ImageFacts = { ...was, ...is };
      const facts = JSON.stringify(merged);
      if (facts !== row.facts) store.images.replaceFacts(arrived.list, row.id, facts);
      arrived.complete += Number(isComplete(merged)) - Number(isComplete(is));
      isSame &&= facts === held.facts;
    }
  }
  for (const row of store.images.missingIn(before.list, arrived.list)) tally.removed(factsOf(row));
  return isSame && tally.difference.removed === 0;
}
