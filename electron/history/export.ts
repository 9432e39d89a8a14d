import { stringify } from 'csv-stringify/sync';
import { AppError } from '#shared/errors.ts';
import type { Pasted, Resync, ResyncRow } from '#shared/models/resync.ts';
import type { History } from './history.ts';

export type ExportFormat = 'csv' | 'json';

const app = 'SharinPix Companion';

/** The report as text, piece by piece; throws what `pages` throws, and then lacks its end. */
export function exportText(
  format: ExportFormat,
  resync: Resync & { pasted: Pasted },
  pages: AsyncIterable<readonly ResyncRow[]>,
): AsyncGenerator<string, void> {
  return format === 'csv' ? csv(pages) : json(resync, pages);
}

/**
 * Reads a report page by page.
 * @throws AppError `unknown-resync` where it is removed meanwhile
 */
export async function* exportPages(
  history: Pick<History, 'pages' | 'page'>,
  accountId: string,
  resyncId: string,
): AsyncGenerator<ResyncRow[], void> {
  for (const number of await history.pages(accountId, resyncId)) {
    const rows = await history.page(accountId, resyncId, number);
    if (rows === null) throw new AppError({ code: 'unknown-resync' });
    if (rows.length > 0) yield rows;
  }
}

/** Such as `resync-a0B5e00000Studio-2026-11-22-1403.csv`, by the user's clock when it began. */
export function exportName(format: ExportFormat, { albumId, startedAt }: Resync): string {
  const at = new Date(startedAt);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  // An album's id may be any text; a file's name may not, and ends up in a header besides.
  const album = albumId.replace(/[^\w-]+/g, '_').slice(0, 60) || 'album';
  return `resync-${album}-${day}-${two(at.getHours())}${two(at.getMinutes())}.${format}`;
}

const columns = [
  'kind',
  'image id',
  'album id',
  'name',
  'marks',
  'field',
  'before',
  'after',
  'moved from',
  'moved to',
  'moved images',
  'error',
] as const;

type Line = Record<(typeof columns)[number], string | number | null>;

/** RFC 4180, a line for each field that changed, in UTF-8 with the mark by which Excel knows it. */
async function* csv(pages: AsyncIterable<readonly ResyncRow[]>): AsyncGenerator<string, void> {
  yield csvText([Object.fromEntries(columns.map((column) => [column, column])) as Line], true);
  for await (const rows of pages) yield csvText(rows.flatMap(linesOf), false);
}

/** One image's lines; of those without a changed field one. */
function linesOf({ kind, id, albumId, name, marks, changes, move, error }: ResyncRow): Line[] {
  const image = { kind, 'image id': defused(id), 'album id': defused(albumId), name: defused(name) };
  const ofAll = { ...image, marks: marks.join(' ') };
  const places = move && placesOf(move);
  const rest = {
    'moved from': places?.from ?? null,
    'moved to': places?.to ?? null,
    'moved images': places?.count ?? null,
    error: error?.code ?? null,
  };
  const fields = changes.length > 0 ? changes : [{ field: '', before: null, after: null }];
  return fields.map(({ field, before, after }) => ({
    ...ofAll,
    field: defused(field),
    before: before && defused(before),
    after: after && defused(after),
    ...rest,
  }));
}

const csvText = (lines: readonly Line[], bom: boolean): string =>
  stringify([...lines], {
    columns: [...columns],
    bom,
    record_delimiter: 'windows',
    // A lone CR ends a row too, for most who read it.
    quote_record_delimiter: true,
    escape_formulas: true,
  });

/**
 * `escape_formulas` sees to how a cell begins. Where a spreadsheet takes the semicolon for the separator, as Excel does in
 * French, or loses count of the quotes, a cell begins behind one too.
 */
const defused = (text: string): string => text.replace(/([;\t\r\n]\s*)(?=[=+\-@])/g, `$1'`);

/** People count places from 1. */
const placesOf = ({ from, to, count }: NonNullable<ResyncRow['move']>): NonNullable<ResyncRow['move']> => ({
  from: from + 1,
  to: to + 1,
  count,
});

/** Times are ISO 8601 in UTC, so that exports of several people can be put side by side. */
const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const facts = ({ id, albumId, startedAt, endedAt, rows, ...rest }: Resync & { pasted: Pasted }) => ({
  app,
  resync: id,
  album: albumId,
  startedAt: iso(startedAt),
  endedAt: iso(endedAt),
  ...rest,
  // Those that are unchanged, with nothing to say of them, are counted only.
  rowsCount: rows,
});

const image = ({ kind, id, albumId, name, marks, changes, move, versions, error }: ResyncRow) => ({
  kind,
  imageId: id,
  albumId,
  name,
  marks,
  changes,
  moved: move && placesOf(move),
  updatedAt: { before: iso(versions.before), after: iso(versions.after) },
  error,
});

/** One object; `rows` last, so that it can be written as it comes. */
async function* json(
  resync: Resync & { pasted: Pasted },
  pages: AsyncIterable<readonly ResyncRow[]>,
): AsyncGenerator<string, void> {
  let before = `${JSON.stringify(facts(resync)).slice(0, -1)},"rows":[\n`;
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(image(row))).join(',\n');
    before = ',\n';
  }
  yield `${before === ',\n' ? '' : before}\n]}\n`;
}
