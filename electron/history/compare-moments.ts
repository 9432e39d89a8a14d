import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { Change } from './changes-table.ts';
import { Composition } from './compose.ts';
import type { HistoryStore } from './history-store.ts';
import { packRows, unpackRows, type KeptRow } from './page-codec.ts';
import { bytesOf } from './pages-table.ts';
import { allRows } from './read-report.ts';
import type { KeptResync } from './kept-resync.ts';
import { heldAfter, heldBefore, tallyOf, type Tally } from './tally.ts';

interface Wish {
  accountId: string;
  from: string;
  to: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What an image of the album is called of which no report tells, as far as anybody knows; else its id. */
  nameOf: (albumId: string, id: string) => string;
}

/** A moment with what makes it one. */
type Moment = KeptResync & { change: number; order: number };

/**
 * What changed between two moments of an album, put together from everything that came between, and written down as a
 * resync that is no part of the history: it is there while it is looked at. Compared again, the same one is given.
 * @throws AppError `not-comparable`: they are of different albums, one is no moment, or what came between is not kept
 */
export function compareMoments(store: HistoryStore, { accountId, from, to, at, nameOf }: Wish): Resync {
  const [older, newer] = [momentOf(store, accountId, from), momentOf(store, accountId, to)].sort(
    (a, b) => a.change - b.change,
  ) as [Moment, Moment];
  const { albumId } = older.resync;
  if (albumId !== newer.resync.albumId || older.key === newer.key) throw notComparable();
  const known = store.resyncs.comparison(accountId, older.resync.id, newer.resync.id);
  if (known !== null) return known;

  const composition = new Composition((id) => nameOf(albumId, id));
  let held = heldAfter(older.tally);
  for (const change of store.changes.between(accountId, albumId, older.change, newer.change)) {
    if (change.report === null) throw notComparable();
    const moment = change.page === null ? store.resyncs.byReport(change.report) : null;
    if (moment !== null && moment.change !== null) {
      // The library had lost the album, and with it what became of its images until then.
      if (held > 0 && heldBefore(moment.tally) === 0 && moment.tally.counts.added > 0) throw notComparable();
      held = heldAfter(moment.tally);
    }
    for (const row of rowsOf(store, change.report, change)) composition.add(row);
  }
  const orders = [store.orders.ids(older.order), store.orders.ids(newer.order)] as const;
  const { rows, tally } = composition.between(albumId, ...orders);
  return keep(store, { accountId, older, newer, at }, rows, tally);
}

function momentOf(store: HistoryStore, accountId: string, id: string): Moment {
  const kept = store.resyncs.get(accountId, id);
  const { change, order } = kept;
  if (change === null || order === null) throw notComparable();
  return { ...kept, change, order };
}

function rowsOf(store: HistoryStore, report: number, { page, firstRow, rows }: Change): Iterable<KeptRow> {
  if (page === null) return allRows(store, report);
  const kept = store.pages.get(report, page);
  const all = kept === null ? [] : unpackRows(kept);
  return all.slice(firstRow, firstRow + rows).map(({ row }) => row);
}

function keep(
  store: HistoryStore,
  { accountId, older, newer, at }: { accountId: string; older: Moment; newer: Moment; at: number },
  rows: readonly KeptRow[],
  tally: Tally,
): Resync {
  const id = randomUUID();
  return store.transaction(() => {
    const report = store.pages.begin();
    let bytes = 0;
    for (let from = 0; from < rows.length; from += pageCapacity) {
      const ofPage = rows.slice(from, from + pageCapacity);
      const page = packRows(ofPage);
      store.pages.put(report, from / pageCapacity, { ...page, tally: tallyOf(ofPage) });
      bytes += bytesOf(page);
    }
    const asked = heldBefore(tally);
    store.resyncs.insert({
      id,
      accountId,
      albumId: older.resync.albumId,
      scope: 'album',
      cause: 'comparison',
      by: null,
      startedAt: at,
      asked,
      report,
      compared: { from: older.resync.id, to: newer.resync.id },
      noIds: 0,
      repeated: 0,
      pasted: null,
      chunks: null,
    });
    const { key } = store.resyncs.get(accountId, id);
    store.resyncs.putReport(key, { report, tally, bytes, asked, order: newer.order, change: null });
    store.resyncs.settle(key, 'ended', null, at);
    store.keepFewComparisons(accountId);
    return store.resyncs.get(accountId, id).resync;
  });
}

const notComparable = (): AppError => new AppError({ code: 'not-comparable' });
