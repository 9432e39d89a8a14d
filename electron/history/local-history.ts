import { AppError } from '#shared/errors.ts';
import type { Pasted } from '#shared/models/resync.ts';
import { deletePutAside, putAside } from '../library/database.ts';
import type { Looking } from '../library/library.ts';
import { isDamage } from '../storage/sqlite.ts';
import { compareMoments } from './compare-moments.ts';
import { openDatabase } from './database.ts';
import { HistoryStore, type HistoryCap } from './history-store.ts';
import { createResync } from './create-resync.ts';
import type { History } from './history.ts';
import { unpackJson } from './page-codec.ts';
import { putFailed } from './put-chunk.ts';
import type { ReportWriter } from './report-writer.ts';
import type { KeptResync } from './kept-resync.ts';
import { chunksToAsk, rowsByKeys, rowsOfPage, rowWithPictures, silentIds } from './read-report.ts';
import { createWriter, isReported } from './write-report.ts';

/** The history on this very thread: for the library's worker. */
export interface LocalHistory extends History {
  /**
   * Begins a report of one album. Where `looking` names a resync of this album, what is found belongs to it: its whole
   * report, or the page of one chunk of its ids, which takes the place of that chunk's former page. Else, where anything
   * differs, it is a moment of its own.
   * @param at milliseconds since 1970
   * @throws AppError `unknown-resync`: there is none of that id any more
   */
  writer(accountId: string, albumId: string, looking: Looking, at: number): ReportWriter;
  /** Forgets everything of every account but these. */
  keepOnly(accountIds: readonly string[]): void;
  close(): void;
}

/** What an image that is held is called, else its id; throws nothing. */
export type NameOf = (accountId: string, albumId: string, id: string) => string;

/**
 * Opens the history's file, made where there is none.
 * @returns `wasDamaged`: what was kept is lost, and put aside as `FILE.damaged`; somebody should be told
 * @throws AppError `storage-failed` (`openDatabase`)
 */
export function openHistory(
  file: string,
  cap?: HistoryCap,
  nameOf: NameOf = (_accountId, _albumId, id) => id,
): { history: LocalHistory; wasDamaged: boolean } {
  const first = openDatabase(file);
  let store = new HistoryStore(first.database, cap);

  /** Where the disk has altered the file, it is put aside and a new one begun: what comes next is kept at least. */
  function using<T>(work: (store: HistoryStore) => T): T {
    const used = store;
    try {
      return work(used);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      if (used === store) {
        used.close();
        putAside(file);
        store = new HistoryStore(openDatabase(file).database, cap);
      }
      throw new AppError({ code: 'storage-failed', detail: 'other' }, { cause: thrown });
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown here rejects
  const asked = async <T>(work: (store: HistoryStore) => T): Promise<T> => using(work);
  const of = <T>(accountId: string, resyncId: string, work: (kept: KeptResync, store: HistoryStore) => T) =>
    asked((store) => work(store.resyncs.get(accountId, resyncId), store));

  const history: LocalHistory = {
    create: (wish) => asked((store) => createResync(store, wish)),
    get: (accountId, resyncId) =>
      of(accountId, resyncId, ({ key, resync }, { resyncs }) => {
        const { pasted } = resyncs.blobs(key);
        return { ...resync, pasted: pasted === null ? nothingElse : (unpackJson(pasted) as Pasted) };
      }),
    list: (accountId, albumId, from, count) =>
      asked(({ resyncs }) => ({
        resyncs: resyncs.list(accountId, albumId, from, count),
        total: resyncs.total(accountId, albumId),
        kept: resyncs.kept(accountId),
      })),
    rows: (accountId, resyncId, keys) =>
      of(accountId, resyncId, ({ report }, { pages }) => rowsByKeys(pages, report, keys)),
    index: (accountId, resyncId) => of(accountId, resyncId, ({ report }, { pages }) => pages.index(report)),
    page: (accountId, resyncId, number) =>
      of(accountId, resyncId, ({ report }, { pages }) => rowsOfPage(pages, report, number)),
    pages: (accountId, resyncId) =>
      of(accountId, resyncId, ({ report }, { pages }) => pages.numbers(report).map(({ number }) => number)),
    unchangedIds: (accountId, resyncId) =>
      of(accountId, resyncId, (kept, store) => new TextEncoder().encode(silentIds(store, kept).join('\n'))),
    toAsk: (accountId, resyncId) => of(accountId, resyncId, (kept, store) => chunksToAsk(store, kept)),
    chunkFailed: (accountId, resyncId, chunk, error) =>
      of(accountId, resyncId, (kept, store) =>
        store.transaction(() => {
          putFailed(store, kept, chunk, error);
          return store.resyncs.get(accountId, resyncId).resync;
        }),
      ),
    settle: (accountId, resyncId, status, error, at) =>
      of(accountId, resyncId, ({ key, resync }, store) =>
        store.transaction(() => {
          if (isReported(resync)) return resync;
          store.resyncs.settle(key, status, error, at);
          if (status === 'ended' || status === 'cancelled') store.keepWithinCap(accountId, key);
          return store.resyncs.get(accountId, resyncId).resync;
        }),
      ),
    unfinished: (accountId) => asked(({ resyncs }) => resyncs.unfinished(accountId)),
    compare: (accountId, from, to, at) =>
      asked((store) =>
        compareMoments(store, {
          accountId,
          from,
          to,
          at,
          nameOf: (albumId, id) => nameOf(accountId, albumId, id),
        }),
      ),
    remove: (accountId, resyncId) =>
      asked((store) => {
        const { resyncs } = store;
        const those = resyncId === null ? resyncs.ended(accountId) : [resyncs.get(accountId, resyncId)];
        const ended = those.filter(({ resync }) => resync.endedAt !== null);
        store.transaction(() => store.remove(accountId, ended));
      }),
    pictures: (accountId, resyncId, key, side) =>
      of(accountId, resyncId, ({ report }, { pages }) => {
        const row = rowWithPictures(pages, report, key);
        const addresses = row?.pictures?.[side];
        if (row === null || addresses === undefined) return null;
        return { addresses, version: row.versions[side] ?? 0, imageId: row.id };
      }),
    writer: (accountId, albumId, looking, at) => {
      const writer = using((store) => createWriter(store, { accountId, albumId, looking, at }));
      return {
        add: (...args) => using(() => writer.add(...args)),
        unchanged: (count) => writer.unchanged(count),
        added: (count) => writer.added(count),
        order: (ids) => writer.order(ids),
        commit: (ended) => using(() => writer.commit(ended)),
        discard: () => using(() => writer.discard()),
      };
    },
    keepOnly: (accountIds) => {
      // Nobody can tell whose resyncs a damaged file holds.
      if (using((store) => store.keepOnly(accountIds)) || accountIds.length === 0) deletePutAside(file);
    },
    close: () => store.close(),
  };
  return { history, wasDamaged: first.wasDamaged };
}

const nothingElse: Pasted = { noIds: [], repeated: [] };
