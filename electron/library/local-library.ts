import { stateOf } from './albums-table.ts';
import { albumColumns } from './album-columns.ts';
import { openDatabase } from './database.ts';
import { addressesOf, factsOf, isComplete, nameOf, type ImageRow } from './images-table.ts';
import type { Library } from './library.ts';
import { mergeImages } from './merge-images.ts';
import { readAnswer } from './read-answer.ts';
import { storeList } from './store-list.ts';
import { Store } from './store.ts';

/**
 * The library on this very thread, which it blocks while it works: for the worker.
 * @throws AppError `storage-failed` (`openDatabase`).
 */
export function openLocalLibrary(file: string): Library {
  const store = new Store(openDatabase(file));
  /** The columns given last: the page asks for them again after a reload, and for no other album's meanwhile. */
  let encoded: { revision: number; bytes: Uint8Array<ArrayBuffer> } | null = null;

  const album = (accountId: string, albumId: string) => store.albums.get(accountId, albumId);
  const image = (accountId: string, albumId: string, imageId: string): ImageRow | null => {
    const row = album(accountId, albumId);
    return row === null ? null : store.images.get(row.list, imageId);
  };

  return {
    storeList: (list) => storeList(store, list),
    mergeImages: (part) => mergeImages(store, part),
    albums: (accountId) => answer(() => store.albums.of(accountId).map(stateOf)),
    albumState: (accountId, albumId) =>
      answer(() => {
        const row = album(accountId, albumId);
        return row === null ? null : stateOf(row);
      }),
    listSource: (accountId, albumId) => answer(() => album(accountId, albumId)?.source ?? null),
    columns: (accountId, albumId, revision) =>
      answer(() => {
        const row = album(accountId, albumId);
        if (row?.revision !== revision) return null;
        // No two albums ever have the same revision.
        if (encoded?.revision !== revision) {
          encoded = { revision, bytes: albumColumns(store.images.inOrder(row.list)) };
        }
        // A copy: what is handed over to another thread is gone here.
        return encoded.bytes.slice();
      }),
    details: (accountId, albumId, imageId) =>
      answer(() => {
        const row = image(accountId, albumId, imageId);
        return row === null ? null : factsOf(row);
      }),
    incomplete: (accountId, albumId, ids) =>
      answer(() =>
        ids.filter((id) => {
          const row = image(accountId, albumId, id);
          return row !== null && !isComplete(factsOf(row));
        }),
      ),
    names: (accountId, albumId, ids) =>
      answer(() =>
        ids.map((id) => {
          const row = image(accountId, albumId, id);
          return row === null ? id : nameOf(factsOf(row));
        }),
      ),
    pictureAddresses: (accountId, albumId, imageId, size) =>
      answer(() => {
        const row = image(accountId, albumId, imageId);
        return row && { addresses: addressesOf(row[size]), updatedAt: factsOf(row).updatedAt ?? 0 };
      }),
    readAnswer: (kind, bytes) => answer(() => readAnswer(kind, bytes)),
    keepOnly: (accountIds) => answer(() => store.keepOnly(accountIds)),
    close: () => answer(() => store.close()),
  };
}

/** What `work` gives, or its error, as a promise. */
const answer = async <T>(work: () => T): Promise<T> => Promise.resolve(work());
