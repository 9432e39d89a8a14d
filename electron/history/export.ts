import { AppError } from '#shared/errors.ts';
import type { Pasted, Resync, ResyncRow } from '#shared/models/resync.ts';
import { nothingCompared } from '#shared/nothing-compared.ts';
import { csv } from './export-csv.ts';
import type { History } from './history.ts';

export type ExportFormat = 'csv' | 'json';

const app = 'SharinPix Companion';

/** The report as text, piece by piece; throws what `pages` throws, and then lacks its end. */
export function exportText(
  format: ExportFormat,
  resync: Resync & { pasted: Pasted },
  pages: AsyncIterable<readonly ResyncRow[]>,
): AsyncGenerator<string, void> {
  return format === 'csv' ? csv(resync, pages) : json(resync, pages);
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

/** People count places from 1. */
const placesOf = ({ from, to, count }: NonNullable<ResyncRow['move']>): NonNullable<ResyncRow['move']> => ({
  from: from + 1,
  to: to + 1,
  count,
});

/** Times are ISO 8601 in UTC, so that exports of several people can be put side by side. */
const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const facts = (resync: Resync & { pasted: Pasted }) => {
  const { id, albumId, startedAt, endedAt, rows, ...rest } = resync;
  return {
    app,
    resync: id,
    album: albumId,
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    ...rest,
    // Then a count of 0 says nothing of the images.
    comparedNothing: nothingCompared(resync),
    // Those that are unchanged, with nothing to say of them, are counted only.
    rowsCount: rows,
  };
};

const image = ({
  kind,
  id,
  albumId,
  name,
  marks,
  changes,
  move,
  versions,
  missingSince,
  error,
}: ResyncRow) => ({
  kind,
  imageId: id,
  albumId,
  name,
  marks,
  changes,
  moved: move && placesOf(move),
  updatedAt: { before: iso(versions.before), after: iso(versions.after) },
  missingSince: iso(missingSince ?? null),
  error,
});

/** One object; `rows` last, so that it can be written as it comes. */
async function* json(
  resync: Resync & { pasted: Pasted },
  pages: AsyncIterable<readonly ResyncRow[]>,
): AsyncGenerator<string, void> {
  let before = `${jsonText(facts(resync)).slice(0, -1)},"rows":[\n`;
  for await (const rows of pages) {
    yield before + rows.map((row) => jsonText(image(row))).join(',\n');
    before = ',\n';
  }
  yield `${before === ',\n' ? '' : before}\n]}\n`;
}

/** What could steer a terminal or turn a line around is escaped: it reads back as it was. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
