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

const textOf = (format: 'csv' | 'json', ...pages: ResyncRow[][]) => exported(format, resync, pages);

async function exported(format: 'csv' | 'json', of: typeof resync, pages: ResyncRow[][]): Promise<string> {
  let text = '';
  for await (const piece of exportText(format, of, ReadableStream.from(pages))) text += piece;
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
  ...['moved from', 'moved to', 'moved images', 'error', 'missing since'],
];
/** What else was in the pasted text. */
const pastedLine = ['no-id', '', 'Album', 'Hello "you"', ...Array<string>(9).fill('')];

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
      '',
    ],
    ['changed', 'a', 'Album', 'Title a', 'picture moved', 'rotation', '0', '90', '5', '1', '2', '', ''],
    ['failed', 'b', 'Album', 'Title b', '', '', '', '', '', '', '', 'rate-limited', ''],
    pastedLine,
  ]);
});

test('a report without rows is a header, and an object that says so', async () => {
  expect(readCsv(await textOf('csv'))).toEqual([header, pastedLine]);
  expect(JSON.parse(await textOf('json'))).toMatchObject({ rows: [], rowsCount: 0 });
});

test('an export of a resync that was not answered says so, and not that nothing differs', async () => {
  const error = { code: 'not-reached', host: 'h', reason: 'dns' } as const;
  const lost: typeof resync = {
    ...resync,
    scope: 'album',
    noIds: 0,
    pasted: { noIds: [], repeated: [] },
    error,
  };
  const [, line] = readCsv(await exported('csv', lost, []));
  expect(line).toEqual(expect.arrayContaining(['failed', '(nothing was compared)', 'not-reached']));
  expect(JSON.parse(await exported('json', lost, []))).toMatchObject({
    comparedNothing: true,
    error,
  });
  expect(JSON.parse(await textOf('json'))).toMatchObject({ comparedNothing: false });
});

test('CSV has the places of every image of a moved block, over the pages of a report', async () => {
  const move = { from: 40, to: 2, count: 3 };
  const goesOn = (id: string) => row(id, { kind: 'moved', marks: ['goes-on'] });
  const other = row('x', { kind: 'moved', move: { from: 9, to: 7, count: 1 } });
  const text = await textOf(
    'csv',
    [row('a', { kind: 'moved', move }), goesOn('b')],
    [goesOn('c'), other, row('y')],
  );
  const places = readCsv(text).map((cells) => [cells[1], ...cells.slice(8, 11)]);
  expect(places.slice(1, -1)).toEqual([
    ['a', '41', '3', '3'],
    ['b', '42', '4', '3'],
    ['c', '43', '5', '3'],
    ['x', '10', '8', '1'],
    ['y', '', '', ''],
  ]);
});

test('CSV names last what else was pasted, and how much of it is not kept', async () => {
  const pasted = { noIds: ['=cmd()', 'Hello'], repeated: ['id-1'] };
  const whole = { ...resync, pasted, noIds: 12, repeated: 1 };
  let text = '';
  for await (const piece of exportText('csv', whole, ReadableStream.from([[row('a')]]))) text += piece;
  expect(readCsv(text).map(([kind, id, , name]) => [kind, id, name])).toEqual([
    ['kind', 'image id', 'name'],
    ['changed', 'a', 'Title a'],
    ['no-id', '', "'=cmd()"],
    ['no-id', '', 'Hello'],
    ['no-id', '', '(10 more)'],
    ['repeated', 'id-1', ''],
  ]);
});

test('since when an image is missing is told, where the history has seen it go', async () => {
  const gone = row('a', { kind: 'not-found', marks: ['known-before'], missingSince: 0 });
  expect(readCsv(await textOf('csv', [gone]))[1]?.at(-1)).toBe('1970-01-01T00:00:00.000Z');
  expect(JSON.parse(await textOf('json', [gone]))).toMatchObject({
    rows: [{ missingSince: '1970-01-01T00:00:00.000Z' }],
  });
});

test('what steers a terminal or turns a line around is shown in CSV, and reads back from JSON as it was', async () => {
  const evil = 'photo\u202egpj.exe \u001b[2J\u009b1m\u0000\u2066';
  const rows = [row('a', { name: evil, changes: [{ field: evil, before: evil, after: null }] })];
  const csv = await textOf('csv', rows);
  expect(csv).not.toMatch(/(?![\r\n])[\p{Cc}\p{Bidi_Control}]/u);
  expect(csv).toContain('photo[U+202E]gpj.exe [U+001B][2J[U+009B]1m[U+0000][U+2066]');
  const json = await textOf('json', rows);
  expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toMatchObject({
    rows: [{ name: evil, changes: [{ field: evil, before: evil }] }],
  });
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
