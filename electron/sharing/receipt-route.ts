import { errorData } from '#shared/errors.ts';
import type { Journal, KeptJob, Lane } from '../journal/journal.ts';
import type { Library } from '../library/library.ts';
import { pagesOf, receiptName, receiptText, type ReceiptFormat, type ReceiptPages } from './receipt.ts';

interface Surroundings {
  journal: Pick<Journal, 'job' | 'laneOf' | 'items'>;
  library: Pick<Library, 'names'>;
  /** The account that is there. */
  account: () => { id: string } | null;
}

const contentTypes: Record<ReceiptFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

const isFormat = (format: string | null): format is ReceiptFormat => format === 'csv' || format === 'json';

/**
 * Answers `/receipts/<account>?job=&format=` (shared/addresses.ts) with a job's receipt, to be saved as a file. It is
 * written as it is read, so that its length costs no memory; where that fails midway the download breaks off, and is seen
 * to.
 * 404 for another account's job, or one that there is not.
 */
export function createReceiptRoute({ journal, library, account }: Surroundings) {
  const pages = (accountId: string, { id, albumId }: KeptJob): ReceiptPages =>
    pagesOf(async (from, count) => {
      const { items, total } = await journal.items(accountId, id, { from, count, inOrder: true });
      const ids = items.map(({ imageId }) => imageId);
      const names = await library.names(accountId, albumId, ids);
      return { items: items.map((item, n) => ({ ...item, name: names[n] ?? item.imageId })), total };
    });

  return async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const [, , accountId, ...more] = pathname.split('/');
    const [jobId, format] = [searchParams.get('job'), searchParams.get('format')];
    if (request.method !== 'GET') return refused(405);
    if (accountId === undefined || accountId !== account()?.id || more.length > 0) return refused(404);
    if (jobId === null || !isFormat(format)) return refused(404);
    const found = await find(accountId, jobId);
    if (found === null) return refused(404);
    const { job, lane } = found;
    const text = receiptText(format, { job, ...lane, savedAt: Date.now() }, pages(accountId, job));
    return new Response(ReadableStream.from(text).pipeThrough(new TextEncoderStream()), {
      headers: {
        'Content-Type': contentTypes[format],
        'Content-Disposition': `attachment; filename="${receiptName(format, job)}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  };

  async function find(accountId: string, jobId: string): Promise<{ job: KeptJob; lane: Lane } | null> {
    try {
      return { job: await journal.job(accountId, jobId), lane: await journal.laneOf(accountId, jobId) };
    } catch (thrown) {
      if (errorData(thrown).code === 'unknown-job') return null;
      throw thrown;
    }
  }
}

const refused = (status: 404 | 405): Response =>
  new Response(null, { status, headers: { 'X-Content-Type-Options': 'nosniff' } });
