import { expect, test } from 'vitest';
import { receiptAddress } from '#shared/addresses.ts';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import { shareOutcome } from '#shared/models/sharing.ts';
import type { KeptItem, KeptJob } from '../journal/journal.ts';
import { createReceiptRoute } from './receipt-route.ts';

const jobId = '01968d3c-0000-7000-8000-000000000001';
const sharingId = 'Sharing-Secret-9x7Q';
const job: KeptJob = {
  id: jobId,
  albumId: 'Album',
  labels: { en: 'Homepage', fr: "Page d'accueil" },
  again: false,
  startedAt: new Date(2026, 10, 22, 14, 3).getTime(),
  endedAt: null,
  counts: Object.fromEntries(shareOutcome.options.map((outcome) => [outcome, 0])) as KeptJob['counts'],
  tooOften: 0,
  links: 0,
};
const item = (position: number, changes: Partial<KeptItem> = {}): KeptItem => ({
  position,
  imageId: `img-${position}`,
  outcome: 'shared',
  error: null,
  times: null,
  link: `https://api.example/sharing_images/${position}/image`,
  sentAt: Date.UTC(2026, 10, 22, 13, 4),
  settledAt: Date.UTC(2026, 10, 22, 13, 5),
  requestId: `request-${position}`,
  ...changes,
});

function receipts(
  items: (position: number) => KeptItem = item,
  { total = 3, names = (id: string) => `Title ${id}`, failsAt = Infinity, startedAt = job.startedAt } = {},
) {
  const unknown: AppErrorData = { code: 'unknown-job' };
  const asked = { pages: 0 };
  const found = (accountId: string, id: string): void => {
    if (accountId !== 'mine' || id !== jobId) throw new AppError(unknown);
  };
  const route = createReceiptRoute({
    journal: {
      // eslint-disable-next-line @typescript-eslint/require-await -- rejects where the journal would
      job: async (accountId, id) => {
        found(accountId, id);
        return { ...job, startedAt };
      },
      laneOf: (accountId) => Promise.resolve({ accountId, server: 'https://api.example', sharingId }),
      items: (_account, _job, { from, count, inOrder }) => {
        asked.pages += 1;
        expect(inOrder).toBe(true);
        if (from >= failsAt) return Promise.reject(new AppError({ code: 'storage-failed', detail: 'other' }));
        const length = Math.min(count, total - from);
        return Promise.resolve({ items: Array.from({ length }, (_, n) => items(from + n)), total });
      },
    },
    library: { names: (_account, _album, ids) => Promise.resolve(ids.map(names)) },
    account: () => ({ id: 'mine' }),
  });
  const get = (address: string, init?: RequestInit) => route(new Request(`app://companion${address}`, init));
  return {
    get,
    asked,
    csv: () => get(receiptAddress('mine', jobId, 'csv')),
    json: () => get(receiptAddress('mine', jobId, 'json')),
  };
}

/** Reads CSV as RFC 4180 has it: rows end with CR LF, a quote within quotes is doubled. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The rows as objects by the names of their columns. */
async function csvRows(response: Response): Promise<Record<string, string>[]> {
  // `text()` takes the mark away.
  const [head = [], ...rows] = readCsv(await response.text());
  for (const row of rows) expect(row).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(row.map((cell, n) => [head[n] ?? '', cell])));
}

test('a CSV tells of each image in order: what, where, when, what came of it, its link and request', async () => {
  const [first, second, third] = await csvRows(
    await receipts((position) =>
      position === 1
        ? item(1, {
            outcome: 'failed',
            link: null,
            requestId: null,
            error: {
              code: 'access-denied',
              route: 'POST',
              status: 401,
              requestId: 'refused-1',
              message: null,
            },
          })
        : item(position, { times: position === 2 ? 2 : null }),
    ).csv(),
  );
  expect(first).toMatchObject({
    position: '1',
    imageId: 'img-0',
    name: 'Title img-0',
    outcome: 'shared',
    link: 'https://api.example/sharing_images/0/image',
    requestId: 'request-0',
    sentAt: '2026-11-22T13:04:00.000Z',
    settledAt: '2026-11-22T13:05:00.000Z',
    job: jobId,
    server: 'https://api.example',
    album: 'Album',
    label: 'Homepage',
    sharingEndsWith: '…9x7Q',
    sharedAgain: 'false',
    endedAt: '',
    app: 'SharinPix Companion',
  });
  expect(second).toMatchObject({
    outcome: 'failed',
    reason: 'access-denied',
    requestId: 'refused-1',
    link: '',
  });
  expect(third).toMatchObject({ position: '3', timesInSharing: '2' });
});

test('a receipt is a file to be saved, whose name says when, and whose type nobody guesses', async () => {
  const csv = await receipts().csv();
  expect(Object.fromEntries(csv.headers)).toMatchObject({
    'content-disposition': 'attachment; filename="sharing-receipt-2026-11-22-1403.csv"',
    'content-type': expect.stringMatching(/^text\/csv; charset=utf-8/) as string,
    'x-content-type-options': 'nosniff',
  });
  const json = await receipts().json();
  expect(json.headers.get('content-disposition')).toBe(
    'attachment; filename="sharing-receipt-2026-11-22-1403.json"',
  );
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('Excel takes the CSV for UTF-8, and its lines end as RFC 4180 says', async () => {
  const response = await receipts(item, { names: () => 'Été, "à" 東京\nsecond line' }).csv();
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text.split('\r\n')).toHaveLength(5);
  expect(readCsv(text)[1]).toContain('Été, "à" 東京\nsecond line');
});

test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  'attack: a title such as %j is no formula in a spreadsheet',
  async (title) => {
    const [row] = await csvRows(await receipts(item, { names: () => title }).csv());
    expect(row?.['name']).toBe(`'${title.replace(/^(?=[\t\r])(.)=/su, "$1'=")}`);
  },
);

test.each(['x;=cmd()', 'x\n=cmd()', 'x;  @SUM(A1)', 'x\t-1'])(
  'attack: nor is %j where the semicolon, a tab or a line parts the cells',
  async (title) => {
    const text = await (await receipts(item, { names: () => title }).csv()).text();
    expect(text).not.toMatch(/[;\t\n]\s*[=+\-@]/);
  },
);

test('no receipt holds the whole id of the sharing, however short it is', async () => {
  for (const receipt of [await receipts().csv(), await receipts().json()]) {
    const text = await receipt.text();
    expect(text).toContain('9x7Q');
    expect(text).not.toContain('-9x7Q');
    expect(text).not.toContain('Sharing-Secret');
  }
});

test('100,000 images: the JSON is whole and in order, and no more is held than a few pages', async () => {
  const { json, asked } = receipts(item, { total: 100_000 });
  const response = await json();
  const reader = response.body!.getReader();
  const chunks = [(await reader.read()).value!];
  expect(asked.pages).toBeLessThan(10);
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  const receipt = JSON.parse(Buffer.concat(chunks).toString()) as {
    images: { position: number }[];
    labels: object;
  };
  expect(receipt).toMatchObject({ job: jobId, labels: job.labels, sharingEndsWith: '…9x7Q' });
  expect(receipt.images.map(({ position }) => position)).toEqual(
    Array.from({ length: 100_000 }, (_, n) => n + 1),
  );
});

test('a CSV of many pages has one head, and a row an image', async () => {
  const rows = await csvRows(await receipts(item, { total: 5_001 }).csv());
  expect(rows.map(({ position }) => Number(position))).toEqual(
    Array.from({ length: 5_001 }, (_, n) => n + 1),
  );
});

test.each(['csv', 'json'] as const)(
  'a %s that cannot be read to its end breaks off, and is no whole file',
  async (format) => {
    const response = await receipts(item, { total: 1_200, failsAt: 500 })[format]();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ data: { code: 'storage-failed' } });
    const short = await receipts((position) => item(position), { total: 1_200, failsAt: 1_000 })[format]();
    await expect(short.arrayBuffer()).rejects.toThrow();
  },
);

test('a download that is given up asks for no more', async () => {
  const { csv, asked } = receipts(item, { total: 100_000 });
  const response = await csv();
  await response.body!.cancel();
  const { pages } = asked;
  await new Promise((turn) => setImmediate(turn));
  expect(asked.pages).toBe(pages);
  expect(pages).toBeLessThan(10);
});

test("another account's job, an unknown one, another format or method is not answered", async () => {
  const { get } = receipts();
  const other = '01968d3c-0000-7000-8000-000000000002';
  for (const address of [
    receiptAddress('theirs', jobId, 'csv'),
    receiptAddress('mine', other, 'csv'),
    receiptAddress('mine', jobId, 'csv').replace('csv', 'html'),
    '/receipts/mine',
    `/receipts/mine/more?job=${jobId}&format=csv`,
  ]) {
    const response = await get(address);
    expect([address, response.status, await response.text()]).toEqual([address, 404, '']);
  }
  expect((await get(receiptAddress('mine', jobId, 'csv'), { method: 'POST' })).status).toBe(405);
});
