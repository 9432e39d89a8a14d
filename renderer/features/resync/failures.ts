import type { AppErrorData } from '#shared/errors.ts';
import type { ResyncRow } from '#shared/models/resync.ts';
import { kindCode, pageCapacity, type ReportIndex } from '#shared/report-index.ts';

/** Failed images of one page of a report. A page is a chunk of ids, so that one call failed for all of them. */
export interface FailedPage {
  /** The key of its first failed row. */
  key: number;
  count: number;
}

/** Where in a report something failed. */
export function failedPages(index: ReportIndex): FailedPage[] {
  const pages = new Map<number, FailedPage>();
  const failed = kindCode('failed');
  for (let place = 0; place < index.count; place += 1) {
    if (index.kinds[place] !== failed) continue;
    const key = index.keys[place] ?? 0;
    const page = Math.floor(key / pageCapacity);
    const known = pages.get(page);
    if (known === undefined) pages.set(page, { key, count: 1 });
    else known.count += 1;
  }
  return [...pages.values()];
}

/** A reason, and how many images failed for it. */
export interface Failure {
  error: AppErrorData;
  count: number;
}

/** Why they failed, once for each thing that went wrong: a long resync may fail in a thousand calls alike. */
export function failuresOf(pages: readonly FailedPage[], rows: readonly ResyncRow[]): Failure[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const alike = new Map<string, Failure>();
  for (const { key, count } of pages) {
    const error = byKey.get(key)?.error ?? null;
    if (error === null) continue;
    const name = 'route' in error ? `${error.code} ${error.status}` : error.code;
    const known = alike.get(name);
    if (known === undefined) alike.set(name, { error, count });
    else known.count += count;
  }
  return [...alike.values()];
}
