import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { Looking } from '../library/library.ts';
import type { HistoryStore } from './history-store.ts';
import { bytesOfGone } from './gone-table.ts';
import { keptRow } from './kept-row.ts';
import { packOrder, type PackedOrder } from './orders-table.ts';
import { packRows, type KeptRow } from './page-codec.ts';
import { bytesOf } from './pages-table.ts';
import { putChunk } from './put-chunk.ts';
import { keyOf, knownBefore } from './read-report.ts';
import type { ReportWriter } from './report-writer.ts';
import { changesRecords, differs, emptyTally, heldBefore, imagesIn, plus, tallyOf } from './tally.ts';

/** Whose report it is, and where it goes. */
export interface Destination {
  accountId: string;
  albumId: string;
  looking: Looking;
  /** Milliseconds since 1970. */
  at: number;
}

/** Whether it is of a whole album, and its report is there: nothing more is to come of it. */
export const isReported = ({ scope, status, error }: Resync): boolean =>
  scope === 'album' && status === 'ended' && error === null;

/** @throws AppError `unknown-resync` */
export function createWriter(store: HistoryStore, destination: Destination): ReportWriter {
  const { resync } = destination.looking;
  if (resync?.albumId !== destination.albumId) return reportWriter(store, destination, null);
  const begun = store.resyncs.get(destination.accountId, resync.id);
  if (resync.chunk !== null) return chunkWriter(store, destination, resync.id, resync.chunk);
  // Its report is complete, and stays: what another look finds is a moment of its own.
  return reportWriter(store, destination, isReported(begun.resync) ? null : resync.id);
}

const addedIn = (rows: readonly KeptRow[]): string[] =>
  rows.filter(({ kind }) => kind === 'added').map(({ id }) => id);

/** Of one call: there are few rows. */
function chunkWriter(
  store: HistoryStore,
  { accountId }: Destination,
  resyncId: string,
  chunk: number,
): ReportWriter {
  const rows: KeptRow[] = [];
  let unchanged = 0;
  return {
    add: (finding, move) => void rows.push(keptRow(finding, move ?? null)),
    unchanged: (count) => void (unchanged += count),
    added: () => {
      throw new AppError({ code: 'internal' });
    },
    order: () => undefined,
    commit: () =>
      store.transaction(() => {
        const known = rows.map((row) => knownBefore(store, accountId, row));
        store.gone.forget(accountId, addedIn(rows));
        putChunk(store, store.resyncs.get(accountId, resyncId), chunk, known, unchanged);
        return store.resyncs.get(accountId, resyncId).resync;
      }),
    discard: () => undefined,
  };
}

/** Of any length: a report that no resync shows before its commit. */
function reportWriter(
  store: HistoryStore,
  { accountId, albumId, looking, at: startedAt }: Destination,
  resyncId: string | null,
): ReportWriter {
  let report: number | null = null;
  let rows: KeptRow[] = [];
  let pages = 0;
  let bytes = 0;
  let tally = emptyTally();
  let order: PackedOrder | null = null;
  /** By id, the keys of the rows of those that were surely removed. */
  const gone = new Map<string, number>();
  /** Of those that were gone from an album, who came; the others may be hundreds of thousands. */
  const back = new Set<string>();
  let missing: ReadonlySet<string> | null = null;
  /** Whether images came that have no row: all of them, to an album not held before. */
  let isFirst = false;

  function flush(): void {
    report ??= store.pages.begin();
    if (rows.length === 0) return;
    const page = packRows(rows);
    const comesTo = tallyOf(rows);
    store.pages.put(report, pages, { ...page, tally: comesTo });
    for (const [place, { kind, id, marks }] of rows.entries())
      if (kind === 'removed' && !marks.includes('unreadable')) gone.set(id, keyOf(pages, place));
    missing ??= new Set(store.gone.images(accountId));
    for (const id of addedIn(rows)) if (missing.has(id)) back.add(id);
    pages += 1;
    bytes += bytesOf(page);
    tally = plus(tally, comesTo);
    rows = [];
  }

  /** The resync it belongs to: the one that was begun, else one of its own. */
  function owner(ofReport: number): string {
    if (resyncId !== null) return resyncId;
    const id = randomUUID();
    const scope = order === null ? 'ids' : 'album';
    const { cause, by } = looking;
    const nothing = { compared: null, noIds: 0, repeated: 0, pasted: null, chunks: null };
    const asked = imagesIn(tally);
    store.resyncs.insert({
      id,
      accountId,
      albumId,
      scope,
      cause,
      by,
      startedAt,
      asked,
      report: ofReport,
      ...nothing,
    });
    return id;
  }

  function discard(): void {
    if (report !== null) store.pages.drop(report);
    report = null;
  }

  function settle(at: number): Resync {
    flush();
    const written = report ?? 0;
    const id = owner(written);
    const { key, report: former, tally: formerTally, resync } = store.resyncs.get(accountId, id);
    const isWhole = resync.scope === 'album';
    bytes += bytesOfGone(gone);
    store.gone.forget(accountId, back);
    store.gone.put(written, gone);
    const lines = { report: written, page: null, firstRow: 0, rows: tally.rows };
    const change = store.changes.add(accountId, albumId, isWhole, lines);
    const before = store.resyncs.moment(accountId, albumId)?.order ?? null;
    store.resyncs.putReport(key, {
      report: written,
      tally,
      bytes: former === written ? bytes : bytes - store.pages.bytes(former),
      asked: isWhole ? heldBefore(tally) : resync.asked,
      order: order && store.orders.put(accountId, order, before),
      change: order && change,
    });
    if (former !== written) {
      store.changes.lose(former, changesRecords(formerTally));
      store.pages.drop(former);
      store.orders.sweep();
    }
    if (isFirst) forgetGone(id);
    store.resyncs.settle(key, 'ended', null, at);
    store.keepWithinCap(accountId, key);
    return store.resyncs.get(accountId, id).resync;
  }

  /** Of an album that was not held before, what of it was gone is there again. */
  function forgetGone(id: string): void {
    const images = store.gone.images(accountId);
    const { order: now } = store.resyncs.get(accountId, id);
    if (images.length === 0 || now === null) return;
    const here = new Set(store.orders.ids(now));
    store.gone.forget(
      accountId,
      images.filter((image) => here.has(image)),
    );
  }

  return {
    add(finding, move) {
      rows.push(keptRow(finding, move ?? null));
      if (rows.length === pageCapacity) flush();
    },
    unchanged: (count) => void (tally.counts.unchanged += count),
    added(count) {
      tally.counts.added += count;
      isFirst = true;
    },
    order: (ids) => void (order = ids && packOrder(ids)),
    commit(at) {
      if (resyncId === null && !differs(plus(tally, tallyOf(rows)))) {
        discard();
        return null;
      }
      return store.transaction(() => settle(at));
    },
    discard,
  };
}
