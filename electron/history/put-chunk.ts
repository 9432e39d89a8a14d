import { AppError, type AppErrorData } from '#shared/errors.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { ChunkToAsk } from './history.ts';
import type { HistoryStore } from './history-store.ts';
import { packRows, unpackRows, type KeptRow } from './page-codec.ts';
import { bytesOf } from './pages-table.ts';
import type { KeptResync } from './kept-resync.ts';
import { changesRecords, imagesIn, plus, tallyOf } from './tally.ts';

const isFailed = ({ kind }: KeptRow): boolean => kind === 'failed';

/**
 * Writes what came of one chunk of a resync by ids into its page, where each id counts once. What is told again of an
 * image takes the place of what was told before; that an answered one failed is not: what was found of it stays. To be
 * called in a transaction.
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
  const formerRows = former === null ? [] : unpackRows(former).map(({ row }) => row);
  const stood = formerRows.filter((row) => !isFailed(row));
  const wasFailed = new Set(formerRows.filter(isFailed).map(({ id }) => id));
  const stoodIds = new Set(stood.map(({ id }) => id));
  const told = new Map(found.filter((row) => !isFailed(row)).map((row) => [row.id, row]));
  const anew = [...told.values()].filter(({ id }) => !stoodIds.has(id));
  const failed = found.filter((row) => isFailed(row) && (former === null || wasFailed.has(row.id)));
  // The failed stand last, so that the places of the others never change (`changes`).
  const again = stood.map((row) => newerOf(row, told.get(row.id)));
  const rows = [...again, ...anew, ...failed];
  if (rows.length > pageCapacity) throw new AppError({ code: 'internal' });

  const page = packRows(rows);
  const comesTo = tallyOf(rows);
  const asked = former === null ? found.length + unchanged : imagesIn(former.tally);
  // Whoever was asked for and has no row.
  comesTo.counts.unchanged += asked - rows.length;
  store.pages.put(report, number, { ...page, tally: comesTo });
  const others = former === null ? tally : plus(tally, former.tally, -1);
  const bytes = bytesOf(page) - (former === null ? 0 : bytesOf(former));
  store.resyncs.putTally(key, plus(others, comesTo), bytes);

  const change = (firstRow: number, taken: readonly KeptRow[]): void => {
    if (!changesRecords(tallyOf(taken))) return;
    const lines = { report, page: number, firstRow, rows: taken.length };
    store.changes.add(accountId, resync.albumId, false, lines);
  };
  again.forEach((row, place) => {
    if (row !== stood[place]) change(place, [row]);
  });
  change(stood.length, anew);
}

/** What the library took must stay told, also where a second look finds nothing more to take. */
function newerOf(row: KeptRow, again: KeptRow | undefined): KeptRow {
  const isTaken = (one: KeptRow): boolean => changesRecords(tallyOf([one]));
  return again === undefined || (isTaken(row) && !isTaken(again)) ? row : again;
}

/** Writes that a chunk got no answer. To be called in a transaction. */
export function putFailed(
  store: HistoryStore,
  kept: KeptResync,
  { number, ids, wasAsked }: ChunkToAsk,
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
    ...(wasAsked ? {} : { isUnasked: true }),
  }));
  putChunk(store, kept, number, rows, 0);
}
