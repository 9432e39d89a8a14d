import type { ResyncRow } from '#shared/models/resync.ts';
import { pageCapacity } from '#shared/report-index.ts';
import type { ChunkToAsk } from './history.ts';
import type { HistoryStore } from './history-store.ts';
import { unpackJson, unpackRows, type KeptRow } from './page-codec.ts';
import type { PagesTable } from './pages-table.ts';
import type { KeptResync } from './kept-resync.ts';

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

/** Of an image that was not found and is not held: what the last report that found it removed knows of it. */
export function knownBefore(store: HistoryStore, accountId: string, row: KeptRow): KeptRow {
  if (row.kind !== 'not-found' || row.marks.includes('known-before')) return row;
  const gone = store.gone.last(accountId, row.id);
  const former = gone && rowWithPictures(store.pages, gone.report, gone.row);
  if (gone === null || former === null) return row;
  return {
    ...row,
    albumId: gone.albumId,
    name: former.name,
    marks: [...row.marks, 'known-before'],
    versions: { before: former.versions.before, after: null },
    missingSince: gone.since,
  };
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

/** Of a resync by ids, what has no answer: chunks, or what of them failed. Those that the server was never asked for first. */
export function chunksToAsk(store: HistoryStore, kept: KeptResync): ChunkToAsk[] {
  const answered = new Map(store.pages.numbers(kept.report).map(({ number, tally }) => [number, tally]));
  const chunks = chunksOf(store, kept).flatMap((ids, number): ChunkToAsk[] => {
    const tally = answered.get(number);
    if (tally === undefined) return [{ number, ids, wasAsked: false }];
    return tally.counts.failed === 0 ? [] : [failedChunk(store, kept.report, number)];
  });
  return chunks.sort((one, other) => Number(one.wasAsked) - Number(other.wasAsked));
}

function failedChunk({ pages }: HistoryStore, report: number, number: number): ChunkToAsk {
  const page = pages.get(report, number);
  const rows = page === null ? [] : unpackRows(page).map(({ row }) => row);
  const failed = rows.filter(({ kind }) => kind === 'failed');
  return {
    number,
    ids: failed.map(({ id }) => id),
    wasAsked: failed.some(({ isUnasked }) => isUnasked !== true),
  };
}

function chunksOf({ resyncs }: HistoryStore, { key }: KeptResync): string[][] {
  const { chunks } = resyncs.blobs(key);
  return chunks === null ? [] : (unpackJson(chunks) as string[][]);
}

const pageOf = (key: number): number => Math.floor(key / pageCapacity);
const placeOf = (key: number): number => key % pageCapacity;
/** What names a row within its report. */
export const keyOf = (page: number, place: number): number => page * pageCapacity + place;

/** An address of a picture is signed: it stays in here. */
function shown(key: number, { missingSince, ...row }: KeptRow): ResyncRow {
  const { id, albumId, name, kind, marks, changes, move, versions, error } = row;
  const known = missingSince === undefined ? {} : { missingSince };
  return { key, id, albumId, name, kind, marks, changes, move, versions, ...known, error };
}
