import type { ResyncRow } from '#shared/models/resync.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { ChunkToAsk } from './history.ts';
import type { HistoryStore } from './history-store.ts';
import { unpackJson, unpackRows, type KeptRow } from './page-codec.ts';
import type { PagesTable } from './pages-table.ts';
import type { KeptResync } from './resyncs-table.ts';

/** Rows by their keys, in the order asked; one that is not there is left out. */
export function rowsByKeys(pages: PagesTable, report: number, keys: readonly number[]): ResyncRow[] {
  const places = Map.groupBy(keys, pageOf);
  const found = new Map(
    [...places].flatMap(([number, ofPage]) => {
      const page = pages.get(report, number);
      if (page === null) return [];
      const rows = unpackRows(page, ofPage.map(placeOf));
      return rows.map(({ place, row }) => [keyOf(number, place), row] as const);
    }),
  );
  return keys.flatMap((key) => {
    const row = found.get(key);
    return row === undefined ? [] : [shown(key, row)];
  });
}

/** The rows of one page; null where there is none of that number. */
export function rowsOfPage(pages: PagesTable, report: number, number: number): ResyncRow[] | null {
  const page = pages.get(report, number);
  return page && unpackRows(page).map(({ place, row }) => shown(keyOf(number, place), row));
}

/** One row with the addresses of its pictures. */
export function rowWithPictures(pages: PagesTable, report: number, key: number): KeptRow | null {
  const page = pages.get(report, pageOf(key));
  return (page && unpackRows(page, [placeOf(key)])[0]?.row) ?? null;
}

/** All rows of a report, page by page. */
export function* allRows({ pages }: HistoryStore, report: number): Generator<KeptRow, void> {
  for (const { number } of pages.numbers(report)) {
    const page = pages.get(report, number);
    if (page !== null) for (const { row } of unpackRows(page)) yield row;
  }
}

/** The ids that were answered and have no row, in order: of an album in its order, else as they were asked for. */
export function silentIds(store: HistoryStore, kept: KeptResync): string[] {
  const told = new Set<string>();
  for (const { id } of allRows(store, kept.report)) told.add(id);
  return answeredIds(store, kept).filter((id) => !told.has(id));
}

function answeredIds(store: HistoryStore, kept: KeptResync): string[] {
  if (kept.resync.scope === 'album') return kept.order === null ? [] : store.orders.ids(kept.order);
  const answered = new Set(store.pages.numbers(kept.report).map(({ number }) => number));
  return chunksOf(store, kept).flatMap((ids, number) => (answered.has(number) ? ids : []));
}

/** Of a resync by ids, what has no answer: the whole chunk, or those of it that failed. */
export function chunksToAsk(store: HistoryStore, kept: KeptResync): ChunkToAsk[] {
  const answered = new Map(store.pages.numbers(kept.report).map(({ number, tally }) => [number, tally]));
  return chunksOf(store, kept).flatMap((chunk, number) => {
    const tally = answered.get(number);
    if (tally?.counts.failed === 0) return [];
    const ids = tally === undefined ? chunk : failedIds(store, kept.report, number);
    return [{ number, ids }];
  });
}

function failedIds({ pages }: HistoryStore, report: number, number: number): string[] {
  const page = pages.get(report, number);
  if (page === null) return [];
  return unpackRows(page).flatMap(({ row: { kind, id } }) => (kind === 'failed' ? [id] : []));
}

function chunksOf({ resyncs }: HistoryStore, { key }: KeptResync): string[][] {
  const { chunks } = resyncs.blobs(key);
  return chunks === null ? [] : (unpackJson(chunks) as string[][]);
}

const pageOf = (key: number): number => Math.floor(key / pageCapacity);
const placeOf = (key: number): number => key % pageCapacity;
const keyOf = (page: number, place: number): number => page * pageCapacity + place;

/** An address of a picture is signed: it stays in here. */
function shown(
  key: number,
  { id, albumId, name, kind, marks, changes, move, versions, error }: KeptRow,
): ResyncRow {
  return { key, id, albumId, name, kind, marks, changes, move, versions, error };
}
