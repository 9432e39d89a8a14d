import { stringify } from 'csv-stringify/sync';
import { labelIn } from '#shared/label.ts';
import { AppError } from '#shared/errors.ts';
import type { KeptItem, KeptJob } from '../journal/journal.ts';

/** What a receipt says of the job as a whole. */
export interface ReceiptHead {
  job: KeptJob;
  server: string;
  sharingId: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** An image of the job, and what it is called. */
export type ReceiptItem = KeptItem & { name: string };

/** Images of a job in the user's order, page by page. */
export type ReceiptPages = AsyncIterable<readonly ReceiptItem[]>;

export type ReceiptFormat = 'csv' | 'json';

const app = 'SharinPix Companion';

/** Times are ISO 8601 in UTC, so that receipts of several people can be put side by side. */
const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** Of a sharing's id, which is a secret, the end: enough to tell one's own sharings apart. Never more than half of it. */
const endOf = (sharingId: string): string =>
  `…${sharingId.slice(sharingId.length - Math.min(4, sharingId.length >> 1))}`;

const imageFacts = (item: ReceiptItem) => ({
  position: item.position + 1,
  imageId: item.imageId,
  name: item.name,
  outcome: item.outcome,
  reason: item.error?.code ?? null,
  link: item.link,
  // What was refused has it in its reason.
  requestId:
    item.requestId ?? (item.error !== null && 'requestId' in item.error ? item.error.requestId : null),
  timesInSharing: item.times,
  sentAt: iso(item.sentAt),
  settledAt: iso(item.settledAt),
});

const jobFacts = ({ job, server, sharingId, savedAt }: ReceiptHead) => ({
  job: job.id,
  startedAt: iso(job.startedAt),
  endedAt: iso(job.endedAt),
  server,
  album: job.albumId,
  label: labelIn(job.labels, ''),
  sharingEndsWith: endOf(sharingId),
  sharedAgain: job.again,
  savedAt: iso(savedAt),
  app,
});

/** The receipt as text, piece by piece; throws what `pages` throws, and then lacks its end. */
export function receiptText(
  format: ReceiptFormat,
  head: ReceiptHead,
  pages: ReceiptPages,
): AsyncGenerator<string, void> {
  return format === 'csv' ? csv(head, pages) : json(head, pages);
}

/** RFC 4180, one row an image, in UTF-8 with the mark by which Excel knows it. */
async function* csv(head: ReceiptHead, pages: ReceiptPages): AsyncGenerator<string, void> {
  const facts = jobFacts(head);
  let isFirst = true;
  for await (const items of pages) {
    const rows = items.map((item) => {
      const { name, ...rest } = imageFacts(item);
      return { ...rest, name: defused(name), ...facts, label: defused(facts.label) };
    });
    yield stringify(rows, {
      header: isFirst,
      bom: isFirst,
      record_delimiter: 'windows',
      // A lone CR ends a row too, for most who read it.
      quote_record_delimiter: true,
      escape_formulas: true,
      cast: { boolean: String },
    });
    isFirst = false;
  }
}

/**
 * `escape_formulas` sees to how a cell begins. Where a spreadsheet takes the semicolon for the separator, as Excel does in
 * French, or loses count of the quotes, a cell begins behind one too.
 */
const defused = (text: string): string => text.replace(/([;\t\r\n]\s*)(?=[=+\-@])/g, `$1'`);

/** One object; `images` last, so that it can be written as it comes. */
async function* json(head: ReceiptHead, pages: ReceiptPages): AsyncGenerator<string, void> {
  const { counts, labels } = head.job;
  const opening = JSON.stringify({ ...jobFacts(head), labels, counts }).slice(0, -1);
  let before = `${opening},"images":[\n`;
  for await (const items of pages) {
    yield before + items.map((item) => JSON.stringify(imageFacts(item))).join(',\n');
    before = ',\n';
  }
  yield '\n]}\n';
}

/** Such as `sharing-receipt-2026-11-22-1403.csv`, by the user's clock when the job began. Nothing of it is a server's. */
export function receiptName(format: ReceiptFormat, { startedAt }: KeptJob): string {
  const at = new Date(startedAt);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `sharing-receipt-${day}-${two(at.getHours())}${two(at.getMinutes())}.${format}`;
}

/** The number of images that are asked for at once: what a receipt holds in the memory. */
const pageSize = 500;

/**
 * Asks for a job's images page by page, as they are read.
 * @param page gives so many from there, and how many there are
 * @throws AppError `unknown-job` where they end before the last
 */
export async function* pagesOf(
  page: (from: number, count: number) => Promise<{ items: ReceiptItem[]; total: number }>,
): AsyncGenerator<ReceiptItem[], void> {
  for (let from = 0; ;) {
    const { items, total } = await page(from, pageSize);
    from += items.length;
    if (items.length === 0 && from < total) throw new AppError({ code: 'unknown-job' });
    yield items;
    if (from >= total) return;
  }
}
