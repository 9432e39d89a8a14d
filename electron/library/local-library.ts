import { withLikenesses } from '#shared/columns/encode.ts';
import { flag, likenessSlot } from '#shared/columns/layout.ts';
import { readPart } from '#shared/columns/read.ts';
import { AppError } from '#shared/errors.ts';
import { deletePutAside, openDatabase, putAside } from './database.ts';
import { isDamage } from '../storage/sqlite.ts';
import { factsAt, flagsAt, nameAt, updatedAtOf } from './image-list.ts';
import { parseBytes } from '../json/parse-json.ts';
import { HealthCounts } from './health.ts';
import { openLibraryHistory } from './library-history.ts';
import type { Library } from './library.ts';
import { keepLikenesses } from './likenesses.ts';
import { mergeImages } from './merge-images.ts';
import { pictureAddresses } from './picture-addresses.ts';
import { readAnswer } from './read-answer.ts';
import { shareMarks } from './share-marks.ts';
import { storeList } from './store-list.ts';
import { Store } from './store.ts';

/**
 * The library on this very thread, which it blocks while it works: for the worker.
 * @param historyFile of the history beside it; damage of one of the two is none of the other
 * @throws AppError `storage-failed` (`openDatabase`).
 */
export function openLocalLibrary(file: string, historyFile: string): Library {
  const open = (): Store => new Store(openDatabase(file), `${file}.arriving`);
  let store = open();
  const nameOf = (accountId: string, albumId: string, id: string): string => {
    const found = store.find(accountId, albumId, id);
    return found === null ? id : nameAt(found.list, found.position);
  };
  const { history, wasDamaged } = openLibraryHistory(historyFile, (...image) => {
    try {
      return nameOf(...image);
    } catch {
      // Damage of the library is none of the history: whoever asks the library next meets it, and says so.
      return image[2];
    }
  });
  const health = new HealthCounts();

  /** Where the disk has altered the file, it is put aside and made anew: the server has it all. */
  const using = async <T>(work: (store: Store) => T | Promise<T>): Promise<T> => {
    const used = store;
    try {
      return await work(used);
    } catch (thrown) {
      // Where another call has found the damage, this one's statements are gone.
      if (used === store && !isDamage(thrown)) throw thrown;
      if (used === store) {
        used.close();
        putAside(file);
        store = open();
      }
      throw new AppError({ code: 'storage-failed', detail: 'other' }, { cause: thrown });
    }
  };

  return {
    history,
    wasHistoryLost: () => Promise.resolve(wasDamaged),
    storeList: (list) => using((store) => storeList(store, history, list)),
    mergeImages: (part) => using((store) => mergeImages(store, history, part)),
    watch: (accountId, albumId) => using((store) => store.watch(accountId, albumId)),
    albums: (accountId) => using(({ albums }) => albums.counts(accountId)),
    albumState: (accountId, albumId) => using((store) => store.stateOf(accountId, albumId)),
    listSource: (accountId, albumId) => using(({ albums }) => albums.get(accountId, albumId)?.source ?? null),
    columns: (accountId, part) =>
      using((store) => {
        const found = store.columns(accountId, part);
        if (found === null) return null;
        const { columns, slots } = found;
        if (slots === null) return columns;
        return withLikenesses(columns, slots.subarray(0, readPart(columns).count * likenessSlot));
      }),
    keepLikenesses: (accountId, albumId, likenesses) =>
      using((store) => store.alone(() => keepLikenesses(store, accountId, albumId, likenesses))),
    details: (accountId, albumId, imageId) =>
      using((store) => {
        const found = store.find(accountId, albumId, imageId);
        return found && factsAt(found.list, found.position);
      }),
    incomplete: (accountId, albumId, ids) =>
      using((store) =>
        ids.filter((id) => {
          const found = store.find(accountId, albumId, id);
          return found !== null && (flagsAt(found.list, found.position) & flag.complete) === 0;
        }),
      ),
    names: (accountId, albumId, ids) => using(() => ids.map((id) => nameOf(accountId, albumId, id))),
    marks: (accountId, albumId, ids, sharedAt) =>
      using((store) => {
        const held = store.albums.get(accountId, albumId);
        return held && { revision: held.revision, marks: shareMarks(store.stored(held), ids, sharedAt) };
      }),
    pictureAddresses: (accountId, albumId, imageId, size) =>
      using((store) => {
        const found = store.find(accountId, albumId, imageId);
        if (found === null) return null;
        const { list, position } = found;
        const record = parseBytes(list.record(position));
        return { addresses: pictureAddresses(record, size), updatedAt: updatedAtOf(list, position) };
      }),
    health: (accountId, albumId) => using((store) => health.health(store, accountId, albumId)),
    healthIds: (...args) => using((store) => health.ids(store, ...args)),
    readAnswer: async (kind, bytes) => Promise.resolve(readAnswer(kind, bytes)),
    keepOnly: (accountIds) =>
      using((store) =>
        store.alone(() => {
          // Nobody can tell whose images a damaged file holds.
          if (store.keepOnly(accountIds)) deletePutAside(file);
          health.clear();
          history.keepOnly(accountIds);
        }),
      ),
    close: () =>
      using((store) =>
        store.alone(() => {
          store.close();
          history.close();
        }),
      ),
  };
}
