import { stringify } from 'csv-stringify/sync';
import type { Pasted, Resync, ResyncRow } from '#shared/models/resync.ts';
import { nothingCompared } from '#shared/nothing-compared.ts';

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
  'missing since',
] as const;

type Line = Record<(typeof columns)[number], string | number | null>;

/**
 * RFC 4180, a line for each field that changed, in UTF-8 with the mark by which Excel knows it. Last what else was in a
 * pasted text: lines of kind `no-id`, and of kind `repeated` for ids that came more than once.
 */
export async function* csv(
  resync: Resync & { pasted: Pasted },
  pages: AsyncIterable<readonly ResyncRow[]>,
): AsyncGenerator<string, void> {
  yield csvText([Object.fromEntries(columns.map((column) => [column, column])) as Line], true);
  // A table without a line would say that nothing differs.
  if (nothingCompared(resync)) yield csvText([notComparedLine(resync)]);
  const places = createPlaces();
  let added = 0;
  for await (const rows of pages) {
    added += rows.filter(({ kind }) => kind === 'added').length;
    yield csvText(rows.flatMap((row) => linesOf(row, places(row))));
  }
  // Of an album that was not held before, its images are counted, and only those listed of which there is more to say.
  if (resync.counts.added > added) yield csvText([countedLine(resync, resync.counts.added - added)]);
  yield csvText(pastedLines(resync));
}

/** One image's lines; of those without a changed field one. */
function linesOf(row: ResyncRow, places: ResyncRow['move']): Line[] {
  const { kind, id, albumId, name, marks, changes, error, missingSince } = row;
  const ofImage = {
    ...nothing,
    kind,
    'image id': harmless(id),
    'album id': harmless(albumId),
    name: harmless(name),
    marks: marks.join(' '),
    'moved from': places && places.from + 1,
    'moved to': places && places.to + 1,
    'moved images': places?.count ?? null,
    error: error?.code ?? null,
    'missing since': missingSince === undefined ? null : new Date(missingSince).toISOString(),
  };
  if (changes.length === 0) return [ofImage];
  return changes.map(({ field, before, after }) => ({
    ...ofImage,
    field: harmless(field),
    before: before && harmless(before),
    after: after && harmless(after),
  }));
}

/** Of each row in turn where it moved from and to, counted from 0: the first of a block has that for all of it. */
function createPlaces(): (row: ResyncRow) => ResyncRow['move'] {
  let last: ResyncRow['move'] = null;
  return ({ move, marks }) => {
    const first = marks.includes('goes-on') ? last : null;
    last = first === null ? move : { ...first, from: first.from + 1, to: first.to + 1 };
    return last;
  };
}

const countedLine = ({ albumId }: Resync, count: number): Line => ({
  ...nothing,
  kind: 'added',
  'album id': harmless(albumId),
  name: `(${count} images: the album was not held before)`,
});

const notComparedLine = ({ albumId, status, error }: Resync): Line => ({
  ...nothing,
  kind: status === 'cancelled' ? 'cancelled' : 'failed',
  'album id': harmless(albumId),
  name: '(nothing was compared)',
  error: error?.code ?? null,
});

function pastedLines({ albumId, noIds, repeated, pasted }: Resync & { pasted: Pasted }): Line[] {
  const line = (kind: string, said: Partial<Line>): Line => ({
    ...nothing,
    kind,
    'album id': harmless(albumId),
    ...said,
  });
  const more = (kind: string, count: number): Line[] =>
    count > 0 ? [line(kind, { name: `(${count} more)` })] : [];
  return [
    ...pasted.noIds.map((piece) => line('no-id', { name: harmless(piece) })),
    ...more('no-id', noIds - pasted.noIds.length),
    ...pasted.repeated.map((id) => line('repeated', { 'image id': harmless(id) })),
    ...more('repeated', repeated - pasted.repeated.length),
  ];
}

const nothing = Object.fromEntries(columns.map((column) => [column, null])) as Line;

const csvText = (lines: readonly Line[], bom = false): string =>
  stringify([...lines], {
    columns: [...columns],
    bom,
    record_delimiter: 'windows',
    // A lone CR ends a row too, for most who read it.
    quote_record_delimiter: true,
    escape_formulas: true,
  });

/**
 * A text as a cell holds it. `escape_formulas` sees to how a cell begins. Where a spreadsheet takes the semicolon for the
 * separator, as Excel does in French, or loses count of the quotes, a cell begins behind one too. What cannot be seen, or
 * turns a line around, is shown by its number.
 */
const harmless = (text: string): string =>
  text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu, (letter) => `[U+${codePoint(letter)}]`)
    .replace(/([;\t\r\n]\s*)(?=[=+\-@])/g, `$1'`);

const codePoint = (letter: string): string =>
  letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
