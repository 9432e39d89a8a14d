import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApiServer, type ApiServer } from './api-server/server.ts';

/* `resync` as scripts use it: a process, its streams and its exit status, against a server that changes. */

/** A process takes its time to start on a busy machine. */
const slowly = { timeout: 20_000 };

let folder: string;
let server: ApiServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resync-command-'));
  server = await startApiServer({ images: 300 });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => join(folder, name);
const albumId = (): string => server.world.albums[0]?.id ?? '';
const imageIds = (): string[] => server.world.albums[0]?.images.map(({ id }) => id) ?? [];

function start(words: string[], input = server.token()) {
  const main = join(import.meta.dirname, '../electron/command/main.ts');
  const child = spawn(process.execPath, [main, ...words], { env: { PATH: process.env['PATH'] ?? '' } });
  child.stdin.end(input);
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[status], out, err]) => ({ status: status as number, out, err }),
  );
  return { child, ended };
}

const resync = async (...words: string[]) =>
  start(['--server', server.origin, '--token-file', '-', '--user-data-dir', inFolder('data'), ...words])
    .ended;

test('an album: all of it new, then nothing, then each change by its kind; the status says which', async () => {
  const first = await resync('--album', albumId(), '--csv', inFolder('first.csv'));
  expect(first.out).toContain('300 added');
  expect(first.status).toBe(1);
  expect(readFileSync(inFolder('first.csv'), 'utf8')).toContain(
    '(300 images: the album was not held before)',
  );
  const second = await resync('--album', albumId());
  expect(second.out).toBe(`Album ${albumId()}: 300 unchanged\n`);
  expect(second.status).toBe(0);

  const [a = '', b = '', c = ''] = imageIds();
  server.world.edit(a, { title: 'A “new” title' });
  server.world.rotate(b, 90);
  server.world.remove(c);
  const third = await resync('--album', albumId(), '--json', inFolder('r.json'), '--csv', inFolder('r.csv'));
  expect(third.status).toBe(1);
  expect(third.out).toContain('297 unchanged, 1 removed, 2 changed');
  expect(third.out).toContain('title: ');
  const report = JSON.parse(readFileSync(inFolder('r.json'), 'utf8')) as { resyncs: unknown[] };
  expect(report.resyncs).toHaveLength(1);
  expect(JSON.stringify(report)).toContain('A “new” title');
  const csv = readFileSync(inFolder('r.csv'), 'utf8');
  expect(csv).toContain(a);
  expect(csv).toContain(c);
  expect((await resync('--album', albumId())).status).toBe(0);
});

test('ids out of any text, from a file; what is missing and what is no id is told', async () => {
  const [a = '', b = ''] = imageIds();
  const gone = '00000000-0000-4000-8000-00000000dead';
  writeFileSync(
    inFolder('ids.csv'),
    `id;comment\n"${a}";\n<https://x.example/${b}>\n${a}\n${gone}\nnot an id`,
  );
  const words = ['--ids-file', inFolder('ids.csv'), '--json', '-'];
  await resync(...words);
  const { out, status } = await resync(...words);
  const { resyncs } = JSON.parse(out) as { resyncs: { counts: Record<string, number> }[] };
  expect(resyncs[0]?.counts).toMatchObject({ unchanged: 2, 'not-found': 1 });
  expect(out).toContain('not an id');
  expect(status).toBe(1);
});

test('ids that are not in the album named are said to be in another one, and are no status 0', async () => {
  const [a = '', b = ''] = imageIds();
  writeFileSync(inFolder('ids'), `${a}\n${b}`);
  const ofWrong = ['--ids-file', inFolder('ids'), '--album', 'WrongAlbum'];
  const said = `2 of them in another album`;
  const first = await resync(...ofWrong);
  expect(first.out).toContain(said);
  expect(first.status).toBe(1);
  // Held where they belong, they are unchanged, and still not where they were expected.
  await resync('--album', albumId());
  const again = await resync(...ofWrong, '--csv', inFolder('r.csv'));
  expect(again.out).toContain(`Album WrongAlbum: 2 unchanged, ${said}`);
  expect(again.out).toContain(`${a}) [in another album: ${albumId()}]`);
  expect(again.status).toBe(1);
  expect(readFileSync(inFolder('r.csv'), 'utf8')).toContain(`${a},${albumId()},`);
  // In the album they are in, and without one, nothing is the matter.
  expect((await resync('--ids-file', inFolder('ids'), '--album', albumId())).status).toBe(0);
  expect((await resync('--ids-file', inFolder('ids'))).status).toBe(0);
});

test('an id that an earlier resync saw go is told with its album and since when', async () => {
  const [gone = ''] = imageIds();
  await resync('--album', albumId());
  server.world.remove(gone);
  await resync('--album', albumId());
  writeFileSync(inFolder('ids'), gone);
  const { out, status } = await resync('--ids-file', inFolder('ids'), '--csv', inFolder('r.csv'));
  expect(status).toBe(1);
  expect(out).toMatch(/not found .*missing since 20\d\d-/);
  expect(out).toContain(`(${gone}) [was in album ${albumId()}, missing since `);
  const csv = readFileSync(inFolder('r.csv'), 'utf8');
  expect(csv).toContain(`not-found,${gone},${albumId()},`);
  expect(csv).toMatch(/,known-before,.*,20\d\d-/);
});

test('albums with commas between are refused before anything is asked; an id may hold a comma all the same', async () => {
  const two = '0015800000ABCDE,0015800000ABCDF';
  for (const words of [[two], [`${two.split(',')[0]},`, '0015800000ABCDF']]) {
    const { status, err } = await resync('--album', ...words);
    expect(status).toBe(3);
    expect(err).toContain('--album 0015800000ABCDE');
  }
  expect(server.ledger).toEqual([]);
  const custom = await resync('--album', 'house-1,house-2');
  expect(custom.status).toBe(2);
  expect(custom.err).toContain('--album A --album B');
});

// These paths are of Unix.
test.skipIf(process.platform === 'win32').each<[string, string, string, RegExp]>([
  ['a token file that never ends', '--token-file', '/dev/zero', /--token-file .*more than 64 KiB/],
  ['ids that never end', '--ids-file', '/dev/zero', /--ids-file .*more than 64 MiB/],
  ['a folder for a token', '--token-file', '/tmp', /--token-file .*folder/],
  ['a folder for ids', '--ids-file', '/tmp', /--ids-file .*folder/],
  ['no such token file', '--token-file', '/no/such/token', /--token-file .*no such file/],
  ['no such ids', '--ids-file', '/no/such/ids', /--ids-file .*no such file/],
  ['an empty token file', '--token-file', '/dev/null', /--token-file .*empty/],
  ['empty ids', '--ids-file', '/dev/null', /--ids-file .*empty/],
])('%s is one clear sentence, status 3, and the report of before stays', async (_, option, file, said) => {
  writeFileSync(inFolder('token'), server.token());
  writeFileSync(inFolder('ids'), imageIds()[0] ?? '');
  writeFileSync(inFolder('r.json'), 'of before');
  const words = new Map([
    ['--server', server.origin],
    ['--token-file', inFolder('token')],
    ['--ids-file', inFolder('ids')],
    ['--json', inFolder('r.json')],
    ['--user-data-dir', inFolder('data')],
  ]).set(option, file);
  const { status, out, err } = await start([...words].flat()).ended;
  expect(status).toBe(3);
  expect(out).toBe('');
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(said);
  expect(server.ledger).toEqual([]);
  expect(readFileSync(inFolder('r.json'), 'utf8')).toBe('of before');
});

test.each<[string, (token: string) => string | Buffer]>([
  ['a line end', (token) => `${token}\r\n`],
  ['a byte order mark', (token) => `\ufeff${token}\n`],
  ['quotes', (token) => `"${token}"\n`],
  ['Bearer', (token) => `Bearer ${token}`],
  ['its whole header', (token) => `Authorization: Token token="${token}"\n`],
  ['UTF-16, as PowerShell writes it', (token) => Buffer.from(`\ufeff${token}\r\n`, 'utf16le')],
])('a token file with %s is read', async (_, written) => {
  writeFileSync(inFolder('token'), written(server.token()));
  const words = ['--server', server.origin, '--token-file', inFolder('token'), '--album', albumId()];
  expect((await start([...words, '--user-data-dir', inFolder('data')]).ended).status).toBe(1);
});

test('nothing pasted or asked for steers the terminal', async () => {
  const evil = 'photo\u202egpj.exe \u001b[2J\u009b1m';
  writeFileSync(inFolder('ids'), `${imageIds()[0] ?? ''}\n${evil.replaceAll('\u202e', '\u0007')}`);
  const { out, err } = await resync('--ids-file', inFolder('ids'));
  const bad = await start([`--${evil}`]).ended;
  const file = await resync('--ids-file', `/no/${evil}`);
  const asked = await resync('--album', 'x', `${albumId()}\u202e`);
  for (const said of [out, err, bad.err, file.err, asked.out, asked.err])
    expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
});

test('one album of two that fails costs itself alone, and is status 2', async () => {
  const { out, status } = await resync('--album', 'no-such-album', albumId());
  expect(status).toBe(2);
  expect(out).toContain('300 added');
  expect(out).toContain('Album no-such-album');
});

test.each<[string, () => string[], () => string, RegExp]>([
  ['no token', () => ['--server', server.origin], () => 'not a token', /no API token/],
  ['an expired token', () => ['--server', server.origin], () => server.token({ expiresIn: -60 }), /expired/],
  ['plain http to another machine', () => ['--server', 'http://a.example'], () => server.token(), /https/],
  [
    'a server that is not there',
    () => ['--server', 'http://127.0.0.1:9'],
    () => server.token(),
    /not reached/,
  ],
])('%s cannot run: status 3, said without the token', async (_, words, token, said) => {
  const given = token();
  const all = ['--album', 'A', '--token-file', '-', '--user-data-dir', inFolder('data'), ...words()];
  const { status, out, err } = await start(all, given).ended;
  expect(status).toBe(3);
  expect(out + err).toMatch(said);
  expect(out + err).not.toContain(given);
});

test('a report that cannot be written is said before anything is asked, and no change is lost', async () => {
  await resync('--album', albumId());
  server.world.edit(imageIds()[0] ?? '', { title: 'Not to be lost' });
  const before = server.ledger.length;
  expect((await resync('--album', albumId(), '--json', inFolder('no/such/folder.json'))).status).toBe(3);
  expect(server.ledger).toHaveLength(before);
  if (existsSync('/dev/full')) {
    const full = await resync('--album', albumId(), '--json', '/dev/full');
    expect(full.status).toBe(2);
    expect(full.err).toContain('ENOSPC');
    expect(full.out).toContain('Not to be lost');
  }
});

test.skipIf(!existsSync('/dev/full'))(
  'what could not be written is told by the next run, once, and is its status',
  async () => {
    await resync('--album', albumId());
    server.world.edit(imageIds()[0] ?? '', { title: 'Told late' });
    expect((await resync('--album', albumId(), '--json', '/dev/full')).status).toBe(2);
    const late = await resync('--album', albumId(), '--json', inFolder('r.json'));
    expect([late.status, late.out]).toEqual([1, expect.stringMatching(/An earlier run found .*1 changed/)]);
    expect(readFileSync(inFolder('r.json'), 'utf8')).toContain('Told late');
    const after = await resync('--album', albumId());
    expect([after.status, after.out]).toEqual([0, `Album ${albumId()}: 300 unchanged\n`]);
  },
);

test('what a run had found when it was killed is told by the next one', async () => {
  await resync('--album', albumId());
  server.world.edit(imageIds()[0] ?? '', { title: 'Told late' });
  server.setFault({ on: 'any', kind: 'silence', after: 1 });
  const words = ['--server', server.origin, '--token-file', '-', '--user-data-dir', inFolder('data')];
  const { child, ended } = start([...words, '--album', albumId(), 'silent']);
  await expect.poll(() => server.ledger.some(({ path }) => path.includes('silent')), slowly).toBe(true);
  child.kill('SIGKILL');
  await ended;
  server.clearFaults();
  const late = await resync('--album', albumId());
  expect([late.status, late.out]).toEqual([1, expect.stringMatching(/An earlier run found .*1 changed/)]);
  expect(late.out).toContain('Told late');
});

test('where the token is of no use, yesterday’s report stays', async () => {
  writeFileSync(inFolder('r.json'), 'yesterday');
  const words = ['--server', server.origin, '--token-file', '-', '--user-data-dir', inFolder('data')];
  const { status } = await start(
    [...words, '--album', albumId(), '--json', inFolder('r.json')],
    server.token({ expiresIn: -60 }),
  ).ended;
  expect([status, readFileSync(inFolder('r.json'), 'utf8')]).toEqual([3, 'yesterday']);
});

test('a data folder that is a file is said as that', async () => {
  writeFileSync(inFolder('file'), '');
  const words = ['--server', server.origin, '--token-file', '-', '--album', 'A'];
  const { status, err } = await start([...words, '--user-data-dir', inFolder('file')]).ended;
  expect(status).toBe(3);
  expect(err).toContain('cannot be kept in the folder');
});

test('a folder that cannot be made cannot be used: status 3', async () => {
  const words = [
    '--server',
    server.origin,
    '--token-file',
    '-',
    '--album',
    'A',
    '--user-data-dir',
    '/proc/x',
  ];
  expect((await start(words).ended).status).toBe(3);
});

test('--help is enough, and bad words are said', async () => {
  const help = await start(['--help']).ended;
  expect(help.status).toBe(0);
  for (const word of [
    '--ids-file',
    '--album',
    '--server',
    '--token-file',
    '--json',
    '--csv',
    '--user-data-dir',
  ])
    expect(help.out).toContain(word);
  const bad = await start(['--albums', 'A']).ended;
  expect(bad.status).toBe(3);
  expect(bad.err).toContain('--help');
});

const onData = (data: string) =>
  start([
    ...'--token-file - --user-data-dir'.split(' '),
    inFolder(data),
    '--server',
    server.origin,
    '--album',
    albumId(),
  ]);

test('many run beside each other, each on its own data', async () => {
  const ends = await Promise.all(['one', 'two', 'three'].map(async (data) => onData(data).ended));
  expect(ends.map(({ status }) => status)).toEqual([1, 1, 1]);
});

test('on the same data one runs at a time, and the other is told what to do', async () => {
  server.setFault({ on: 'any', kind: 'silence' });
  const first = onData('data');
  await expect.poll(() => server.ledger.length, slowly).toBe(1);
  const second = await onData('data').ended;
  expect(second.status).toBe(3);
  expect(second.err).toContain('--user-data-dir');
  first.child.kill('SIGINT');
  expect((await first.ended).status).toBe(2);
});

test('interrupted, it tells what had come', async () => {
  writeFileSync(inFolder('ids'), imageIds().join('\n'));
  server.setFault({ on: 'GET /image_syncs', kind: 'silence', after: 1 });
  const words = ['--server', server.origin, '--token-file', '-', '--user-data-dir', inFolder('data')];
  const { child, ended } = start([...words, '--ids-file', inFolder('ids')]);
  await expect.poll(() => server.ledger.length, slowly).toBeGreaterThan(1);
  child.kill('SIGINT');
  const { status, out } = await ended;
  expect(status).toBe(2);
  expect(out).toContain('(cancelled)');
});

test('its calls are counted where it keeps what it has seen', async () => {
  await resync('--album', albumId());
  const [today] = JSON.parse(readFileSync(inFolder('data/meter.json'), 'utf8')) as { calls: number }[];
  expect(today?.calls).toBe(server.ledger.length);
});

test('no token stands in what is kept', async () => {
  const token = server.token();
  await start(
    [
      '--server',
      server.origin,
      '--token-file',
      '-',
      '--user-data-dir',
      inFolder('data'),
      '--album',
      albumId(),
    ],
    token,
  ).ended;
  for (const name of ['library.sqlite', 'history.sqlite', 'in-use.lock'])
    expect(readFileSync(inFolder(`data/${name}`)).includes(token)).toBe(false);
});
