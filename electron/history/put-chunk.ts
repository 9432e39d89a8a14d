import { AppError, type AppErrorData } from '#shared/errors.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { ChunkToAsk } from './history.ts';
import type { HistoryStore } from './history-store.ts';
import { packRows, unpackRows, type KeptRow } from './page-codec.ts';
import { bytesOf } from './pages-table.ts';
import type { KeptResync } from './resyncs-table.ts';
import { changesRecords, plus, tallyOf } from './tally.ts';

const isFailed = ({ kind }: KeptRow): boolean => kind === 'failed';

/**
 * Writes what came of one chunk of a resync by ids into its page. Where it had failed before, only what had is asked
 * again: what was found of the others stays. To be called in a transaction.
 * @param unchanged images of which there is nothing to say
 */
export function putChunk(
  store: HistoryStore,
  { key, accountId, report, tally, resync }: KeptResync,
  number: number,
  found: readonly KeptRow[],
  unchanged: number,
): void {
  const former = store.pages.get(report, number);
  const stays =
    former === null
      ? []
      : unpackRows(former)
          .map(({ row }) => row)
          .filter((row) => !isFailed(row));
  const told = found.filter((row) => !isFailed(row));
  // The failed stand last, so that the places of the others never change (`changes`).
  const rows = [...stays, ...told, ...found.filter(isFailed)];
  if (rows.length > pageCapacity) throw new AppError({ code: 'internal' });

  const page = packRows(rows);
  const silent = former === null ? 0 : former.tally.counts.unchanged - tallyOf(stays).counts.unchanged;
  const comesTo = tallyOf(rows);
  comesTo.counts.unchanged += silent + unchanged;
  store.pages.put(report, number, { ...page, tally: comesTo });
  const others = former === null ? tally : plus(tally, former.tally, -1);
  const bytes = bytesOf(page) - (former === null ? 0 : bytesOf(former));
  store.resyncs.putTally(key, plus(others, comesTo), bytes);
  if (!changesRecords(tallyOf(told))) return;
  const change = { report, page: number, firstRow: stays.length, rows: told.length };
  store.changes.add(accountId, resync.albumId, false, change);
}

/** Writes that a chunk got no answer. To be called in a transaction. */
export function putFailed(
  store: HistoryStore,
  kept: KeptResync,
  { number, ids }: ChunkToAsk,
  error: AppErrorData,
): void {
  const { albumId } = kept.resync;
  const versions = { before: null, after: null };
  const rows = ids.map((id): KeptRow => ({
    id,
    albumId,
    name: id,
    kind: 'failed',
    marks: [],
    changes: [],
    move: null,
    versions,
    error,
    pictures: null,
  }));
  putChunk(store, kept, number, rows, 0);
}
