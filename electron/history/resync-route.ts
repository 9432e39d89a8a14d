import { errorData } from '#shared/errors.ts';
import { resyncKinds, resyncMarks } from '#shared/models/resync.ts';
import { encodeIndex, kindCode, markBits } from '#shared/report-index.ts';
import type { FormerPicture } from '../pictures/former-picture.ts';
import { exportName, exportPages, exportText, type ExportFormat } from './export.ts';
import type { History } from './history.ts';

interface Surroundings {
  history: Pick<History, 'get' | 'index' | 'page' | 'pages' | 'unchangedIds' | 'pictures'>;
  /** The account that is there. */
  account: () => { id: string } | null;
  /** Answers with a former picture, or says why there is none (`createFormerPictures`). */
  picture: (wanted: FormerPicture, signal: AbortSignal) => Promise<Response>;
}

/** What is asked for, as the address has it. */
interface Asked {
  accountId: string;
  resyncId: string;
  params: URLSearchParams;
  signal: AbortSignal;
}

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};
const always = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

/**
 * Answers `/resyncs/<account>?resync=&part=` (shared/addresses.ts): a report's index, ids of its images, an export to be
 * saved, or a picture as it was. Exports are written as they are read, so that their length costs no memory; where that
 * fails midway the download breaks off, and is seen to.
 *
 * 404: another account, a resync that is not, or a part that is none; 405: not a GET; 503: the history cannot be read.
 */
export function createResyncRoute({ history, account, picture }: Surroundings) {
  const parts: Record<string, (asked: Asked) => Promise<Response>> = {
    index: async ({ accountId, resyncId }) =>
      bytesAnswer(encodeIndex(await history.index(accountId, resyncId)), 'application/octet-stream'),
    ids: async (asked) => {
      const text = (await idsOf(history, asked)).join('\n');
      return bytesAnswer(new TextEncoder().encode(text), 'text/plain; charset=utf-8');
    },
    csv: (asked) => exported('csv', asked),
    json: (asked) => exported('json', asked),
    picture: async ({ accountId, resyncId, params, signal }) => {
      const [row, side] = [params.get('row') ?? '', params.get('side')];
      if (!/^\d{1,10}$/.test(row) || (side !== 'before' && side !== 'after')) return refused(404);
      const found = await history.pictures(accountId, resyncId, Number(row), side);
      return found === null ? refused(404) : picture({ accountId, ...found }, signal);
    },
  };

  async function exported(format: ExportFormat, { accountId, resyncId }: Asked): Promise<Response> {
    const resync = await history.get(accountId, resyncId);
    const text = exportText(format, resync, exportPages(history, accountId, resyncId));
    return new Response(ReadableStream.from(text).pipeThrough(new TextEncoderStream()), {
      headers: {
        ...always,
        'Content-Type': contentTypes[format],
        'Content-Disposition': `attachment; filename="${exportName(format, resync)}"`,
      },
    });
  }

  return async (request: Request): Promise<Response> => {
    const { pathname, searchParams: params } = new URL(request.url);
    const [, , accountId, ...more] = pathname.split('/');
    if (request.method !== 'GET') return refused(405);
    if (accountId === undefined || accountId !== account()?.id || more.length > 0) return refused(404);
    const [resyncId, part] = [params.get('resync'), params.get('part') ?? ''];
    if (resyncId === null || !Object.hasOwn(parts, part)) return refused(404);
    try {
      return (await parts[part]?.({ accountId, resyncId, params, signal: request.signal })) ?? refused(404);
    } catch (thrown) {
      const { code } = errorData(thrown);
      if (code === 'unknown-resync') return refused(404);
      if (code === 'storage-failed') return refused(503);
      throw thrown;
    }
  };
}

/**
 * Ids of the images of these kinds with any of these marks, as they stand in the report; those of the kind that has no
 * rows come last. Without kinds and marks: of all rows.
 */
async function idsOf(
  history: Surroundings['history'],
  { accountId, resyncId, params }: Asked,
): Promise<string[]> {
  const [kinds = '', marks = ''] = (params.get('kinds') ?? '').split('+');
  const wantedKinds = new Set(kinds.split(',').filter((kind) => kind !== ''));
  const wantedMarks = new Set(marks.split(',').filter((mark) => mark !== ''));
  const codes = new Set(
    resyncKinds.filter((kind) => wantedKinds.size === 0 || wantedKinds.has(kind)).map(kindCode),
  );
  const bits = markBits(resyncMarks.filter((mark) => wantedMarks.has(mark)));
  const isWanted = (kind: number, marksOfRow: number): boolean =>
    codes.has(kind) && (wantedMarks.size === 0 || (bits & marksOfRow) !== 0);

  const ids: string[] = [];
  for (const { page, kinds: ofRows, marks: ofMarks } of await history.index(accountId, resyncId)) {
    if (!ofRows.some((kind, place) => isWanted(kind, ofMarks[place] ?? 0))) continue;
    for (const row of (await history.page(accountId, resyncId, page)) ?? [])
      if (isWanted(kindCode(row.kind), markBits(row.marks))) ids.push(row.id);
  }
  if (wantedMarks.size > 0) return ids;
  const { counts } = await history.get(accountId, resyncId);
  // Who has no row is unchanged, or was added to an album that was not held.
  const silent = counts.unchanged > 0 ? 'unchanged' : 'added';
  if (!wantedKinds.has(silent)) return ids;
  const bytes = await history.unchangedIds(accountId, resyncId);
  const silentIds = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((id) => id !== '');
  return [...ids, ...silentIds];
}

const bytesAnswer = (bytes: Uint8Array<ArrayBuffer>, type: string): Response =>
  new Response(bytes, { headers: { ...always, 'Content-Type': type } });

const refused = (status: 404 | 405 | 503): Response => new Response(null, { status, headers: always });
