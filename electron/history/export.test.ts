import { parse } from 'node:path';
import { expect, test } from 'vitest';
import type { Pasted, Resync, ResyncRow } from '#shared/models/resync.ts';
import { exportName, exportText } from './export.ts';
import { emptyTally } from './tally.ts';

const resync: Resync & { pasted: Pasted } = {
  ...emptyTally(),
  id: '01968d3c-0000-7000-8000-000000000001',
  albumId: 'Album',
  scope: 'ids',
  cause: 'user',
  by: 'Ada',
  status: 'ended',
  startedAt: Date.UTC(2026, 10, 22, 13, 4),
  endedAt: Date.UTC(2026, 10, 22, 13, 5),
  asked: 3,
  done: 3,
  error: null,
  compared: null,
  isMoment: false,
  noIds: 1,
  repeated: 0,
  pasted: { noIds: ['Hello "you"'], repeated: [] },
};
const row = (id: string, changes: Partial<ResyncRow> = {}): ResyncRow => ({
  key: 0,
  id,
  albumId: 'Album',
  name: `Title ${id}`,
  kind: 'changed',
  marks: [],
  changes: [],
  move: null,
  versions: { before: 0, after: null },
  error: null,
  ...changes,
});

async function textOf(format: 'csv' | 'json', ...pages: ResyncRow[][]): Promise<string> {
  let text = '';
  for await (const piece of exportText(format, resync, ReadableStream.from(pages))) text += piece;
  return text;
}

/** Reads CSV as RFC 4180 has it: rows end with CR LF, a quote within quotes is doubled. */
function readCsv(text: string): string[][] {
  expect(text.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain = '', end] of text
    .slice(1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(cells);
    cells = [];
  }
  expect(cells).toEqual([]);
  return rows;
}

const header = [
  ...['kind', 'image id', 'album id', 'name', 'marks', 'field', 'before', 'after'],
  ...['moved from', 'moved to', 'moved images', 'error'],
];

test('CSV has a line for each field that changed, and one for an image without', async () => {
  const changes = [
    { field: 'title', before: null, after: 'New, "quoted"\nand long' },
    { field: 'rotation', before: '0', after: '90' },
  ];
  const text = await textOf(
    'csv',
    [row('a', { changes, marks: ['picture', 'moved'], move: { from: 4, to: 0, count: 2 } })],
    [
      row('b', {
        kind: 'failed',
        error: {
          code: 'rate-limited',
          retryAfterSeconds: 5,
          route: '',
          status: 429,
          requestId: null,
          message: null,
        },
      }),
    ],
  );
  expect(readCsv(text)).toEqual([
    header,
    [
      'changed',
      'a',
      'Album',
      'Title a',
      'picture moved',
      'title',
      '',
      'New, "quoted"\nand long',
      '5',
      '1',
      '2',
      '',
    ],
    ['changed', 'a', 'Album', 'Title a', 'picture moved', 'rotation', '0', '90', '5', '1', '2', ''],
    ['failed', 'b', 'Album', 'Title b', '', '', '', '', '', '', '', 'rate-limited'],
  ]);
});

test('a report without rows is a header, and an object that says so', async () => {
  expect(readCsv(await textOf('csv'))).toEqual([header]);
  expect(JSON.parse(await textOf('json'))).toMatchObject({ rows: [], rowsCount: 0 });
});

test('no text of a server or of a paste begins a formula, wherever a spreadsheet takes the cell to begin', async () => {
  const evil = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', 'a;=1', 'a\n=1', 'a\r\n =1'];
  const rows = evil.map((text) =>
    row(text, { name: text, albumId: text, changes: [{ field: text, before: text, after: text }] }),
  );
  const text = await textOf('csv', rows);
  for (const cell of readCsv(text).slice(1).flat()) expect(cell).not.toMatch(/(^|[;\t\r\n])\s*[=+\-@]/);
});

test('JSON says what was asked and when, what else was pasted, and every row; times are ISO', async () => {
  const changes = [{ field: '__proto__', before: 'x', after: null }];
  const read = JSON.parse(
    await textOf('json', [row('a', { changes, move: { from: 4, to: 0, count: 2 } })], [row('b'), row('c')]),
  ) as Record<string, unknown>;
  expect(read).toMatchObject({
    resync: resync.id,
    album: 'Album',
    by: 'Ada',
    startedAt: '2026-11-22T13:04:00.000Z',
    endedAt: '2026-11-22T13:05:00.000Z',
    asked: 3,
    pasted: resync.pasted,
    rows: [
      {
        imageId: 'a',
        kind: 'changed',
        changes,
        moved: { from: 5, to: 1, count: 2 },
        updatedAt: { before: '1970-01-01T00:00:00.000Z' },
      },
      { imageId: 'b' },
      { imageId: 'c' },
    ],
  });
});

test('a report that cannot be read to its end has none', async () => {
  const failing = (async function* () {
    yield await Promise.resolve([row('a')]);
    throw new Error('damaged');
  })();
  const read = async () => {
    let text = '';
    for await (const piece of exportText('json', resync, failing)) text += piece;
    return text;
  };
  await expect(read()).rejects.toThrow('damaged');
});

test.each(['..', '../../etc/passwd', 'a/b\\c:d', '', 'x'.repeat(255), 'naïve "quoted"\r\nX-Evil: 1', 'CON'])(
  'the file of album %j has a name that every disk takes',
  (albumId) => {
    const name = exportName('csv', {
      ...resync,
      albumId,
      startedAt: new Date(2026, 10, 22, 14, 3).getTime(),
    });
    expect(name).toMatch(/^resync-[\w-]{1,60}-2026-11-22-1403\.csv$/);
    expect(parse(name).base).toBe(name);
  },
);
