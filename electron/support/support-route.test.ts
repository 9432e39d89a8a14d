import fc from 'fast-check';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { supportAddress } from '#shared/addresses.ts';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { Preferences } from '#shared/models/preferences.ts';
import { resyncKinds, resyncMarks, type Resync, type ResyncRow } from '#shared/models/resync.ts';
import type { Account } from '#shared/models/session.ts';
import type { ApiCall } from '../api/client.ts';
import type { KeptJob } from '../journal/journal.ts';
import { dayOf } from '../meter/day.ts';
import { createSupportRoute } from './support-route.ts';

const part = (text: string): string => Buffer.from(text).toString('base64url');
const signature = part('CANARY-signature-of-32-bytes-000');
const token = [part('{"alg":"HS256"}'), part('{"user_id":"CANARY-user","abilities":{}}'), signature].join(
  '.',
);
const sharingIds = ['0f0e1f7a-1111-4222-8333-444455556666', 'CANARY-summer.party', 'x7'];
const signed = 'https://res.cloudinary.com/demo/image/upload/s--CANARYSG--/v1/CANARYPATH.jpg';
const otherToken = [part('{"alg":"RS512"}'), part('{"iss":"CANARY-other"}'), 'CANARYotherSig9'].join('.');

/** Of other accounts, expired, refused, or only pasted; the last are not built like a token. */
const formerTokens = [
  [part('{"alg":"HS256"}'), part('{"user_id":"CANARY-second","exp":1}'), part('CANARY-second-sig-99')].join(
    '.',
  ),
  'CANARYopaque-k7Qz.9fLm_2pXw',
  'canarylowercaseopaquetoken',
];

/** What must stand nowhere in the file: whole, in part, and as they are known by their letters alone. */
const forbidden = [
  ...formerTokens,
  ...formerTokens.flatMap((text) => [part(text), Buffer.from(text).toString('base64')]),
  ...sharingIds
    .slice(0, 2)
    .flatMap((id) => [part(id), part(` ${id} `).slice(3, -3), part(`  ${id} `).slice(3, -3)]),
  ...['aHR0cHM6', 'h0dHBzOi', 'odHRwczov', part(signed).slice(8, 40)],
  ...[token, otherToken].flatMap((text) => [text, ...text.split('.').slice(1)]),
  ...sharingIds.slice(0, 2),
  ...sharingIds.slice(0, 2).map((id) => encodeURIComponent(id)),
  ...['CANARY', part('CANARY'), Buffer.from('CANARY').toString('base64'), 's--CANARYSG', 'CANARYPATH'],
  ...['Jo Doe', 'jo@mail.example'],
];

/** The canaries as they may be written by whoever did not mean to. */
const planted = [
  ...[token, `Authorization: Token token="${token}"`, `X-token: ${token}`, token.replaceAll('.', '%2E')],
  ...[`${token.slice(0, 50)}\n    ${token.slice(50)}`, `'${token.slice(0, 33)}' +\n  '${token.slice(33)}'`],
  ...[signature, token.split('.')[1]!, JSON.stringify({ token }), otherToken, `Token token="${otherToken}"`],
  `${otherToken.slice(0, 30)}\n${otherToken.slice(30)}`,
  ...sharingIds.map((id) => `GET /sharings/${id}/sharing_images`),
  ...sharingIds.map((id) => JSON.stringify({ sharing: id })),
  ...sharingIds.map((id) => `x=${encodeURIComponent(id).replaceAll('.', '%2E')}&y=1`),
  `${sharingIds[0]!.slice(0, 12)}\n${sharingIds[0]!.slice(12)}`,
  ...[signed, `/assets/blank.jpg#${signed}`, JSON.stringify(signed).replaceAll('/', '\\/')],
  ...[encodeURIComponent(signed), encodeURIComponent(encodeURIComponent(signed)), `at (${signed}:1:2)`],
  'sharinpix://id:CANARY@api.example',
  'by jo@mail.example',
];
/** Every way in which a text is packed or escaped once more. */
const packings: ((text: string) => string)[] = [
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(` ${text} `).toString('base64'),
  (text) => Buffer.from(`  ${text} `).toString('base64'),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => [...Buffer.from(text)].map((byte) => `%25${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  (text) => JSON.stringify(JSON.stringify({ text })),
];
const secrets = [...formerTokens, token, ...sharingIds.slice(0, 2), signed];
// A token that the app never saw is known by its looks alone.
planted.push(...packings.slice(0, 4).map((pack) => `x=${pack(otherToken)}`));
planted.push(...secrets.flatMap((secret) => packings.map((pack) => `x=${pack(secret)}`)), ...formerTokens);
const everything = planted.join(' ; ');

const album = 'a0A000000000001AAA';
const requestId = 'afeefd5c-481d-4b3b-a756-74fe4441095a';
const failure: AppErrorData = {
  ...{ code: 'access-denied', route: 'GET /albums/:album_id/images', status: 401, requestId },
  ...{ message: everything, at: Date.UTC(2026, 10, 22) },
};
const account: Account = {
  ...{ id: 'account1', server: 'https://api.example', demo: false, organization: 'CANARY Organisation' },
  user: { id: 'CANARY-user', name: 'Jo Doe', email: 'jo@mail.example' },
  abilities: [
    {
      albumId: album,
      access: ['image_list', 'see'],
      sharings: [{ name: 'CANARY-name', labels: { en: 'CANARY label' } }],
    },
    { albumId: 'CANARY-other-album', access: ['image_list'], sharings: [] },
  ],
  ...{ admin: false, download: true, issuedAt: 1_795_000_000, expiresAt: 1_795_014_400 },
  ...{ tokenKeeping: 'memory', lastAlbumId: album },
};
const zeros = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
const resync: Resync = {
  ...{
    id: '01968d3c-0000-7000-8000-000000000001',
    albumId: album,
    scope: 'ids',
    cause: 'user',
    by: 'Jo Doe',
  },
  ...{ status: 'ended', startedAt: Date.UTC(2026, 10, 22, 12), endedAt: Date.UTC(2026, 10, 22, 12, 1) },
  ...{ asked: 80, done: 80, counts: { ...zeros(resyncKinds), failed: 80 }, marks: zeros(resyncMarks) },
  ...{ moves: 0, rows: 80, error: failure, compared: null, isMoment: false, noIds: 3, repeated: 1 },
};
const row = { error: failure, name: 'CANARY title', id: 'CANARY image', changes: [] } as unknown as ResyncRow;
const call = (at: number): ApiCall => ({
  ...{ accountId: 'account1', method: 'GET', route: '/albums/:album_id/images', at, status: 401, ms: 31.4 },
  ...{ requestId: at % 2 === 0 ? requestId : everything, error: 'access-denied' },
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'support-'));
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'library.sqlite'), 'x'.repeat(1_234));
});
afterEach(() => rm(folder, { recursive: true }));

const storageFailed = new AppError({ code: 'storage-failed', detail: 'other' });
const broken = (): never => {
  throw storageFailed;
};

function supportRoute(changes: Partial<Parameters<typeof createSupportRoute>[0]> = {}) {
  const troubles: string[] = [];
  const route = createSupportRoute({
    account: () => account,
    accountIds: () => ['account1', 'account2'],
    knownTokens: () => [token, ...formerTokens],
    queue: {
      get: () =>
        Promise.resolve({
          ...{ id: resync.id, status: 'waiting', startedAt: Date.UTC(2026, 10, 22), endedAt: null, total: 9 },
          ...{ counts: { queued: 4, done: 3, changed: 1, failed: 2 }, running: null, error: failure },
        }),
      albums: (from, count) =>
        Promise.resolve(
          Array.from({ length: count }, (_, n) => ({
            ...{ albumId: `CANARY-album-${from + n}`, status: 'failed', resyncId: null, counts: {} },
            error: failure,
          })),
        ),
    },
    watches: {
      list: () =>
        Promise.resolve([
          {
            ...{
              id: resync.id,
              albumId: album,
              startedAt: 1,
              askedAt: 2,
              nextAt: null,
              endedAt: 3,
              total: 5,
            },
            ...{ processed: 2, failed: 2, gone: 1, error: failure },
            failures: [{ id: 'CANARY-image', name: 'CANARY title', says: everything }],
          },
        ]),
    },
    knownSharings: { all: () => sharingIds.slice(2) },
    versions: { app: '1.2.3', electron: '42', chromium: undefined, node: '24' },
    preferences: () => ({ language: 'en', theme: everything }) as unknown as Preferences,
    calls: { of: () => Array.from({ length: 200 }, (_, n) => call(Date.UTC(2026, 10, 22) + n)) },
    meter: {
      all: () => ({
        today: '2026-11-22',
        days: ['account1', 'CANARY-account'].map((accountId) => ({
          ...{ accountId, day: '2026-11-22', calls: 7, failed: 1, pictures: 3, picturesKept: 9 },
        })),
      }),
    },
    history: {
      list: () => Promise.resolve({ resyncs: [resync], total: 1, kept: { resyncs: 1, bytes: 99 } }),
      index: () => Promise.resolve([{ page: 2, kinds: new Uint8Array(80), marks: new Uint16Array(80) }]),
      rows: () => Promise.resolve([row]),
    },
    journal: {
      jobs: () =>
        Promise.resolve({
          jobs: [
            {
              ...{ id: '01968d3c-0000-7000-8000-000000000002', albumId: album, again: false, startedAt: 1 },
              ...{ labels: { en: 'CANARY label' }, endedAt: null, tooOften: 0, links: 0 },
              counts: {
                ...{ queued: 1, sending: 0, unknown: 2, shared: 3, 'already-shared': 0, failed: 0 },
                ...{ cancelled: 0, 'needs-user': 0 },
              },
            },
          ],
          mishap: null,
        }),
      // The other account's job is of another sharing.
      laneOf: (accountId) =>
        Promise.resolve({
          ...{ accountId, server: 'https://api.example' },
          sharingId: sharingIds[accountId === 'account1' ? 0 : 1]!,
        }),
    },
    pictures: { usage: () => Promise.resolve({ bytes: 77, isRefused: false }) },
    folder,
    logs: join(folder, 'logs'),
    onTrouble: (what) => troubles.push(what),
    ...changes,
  });
  const get = (address = supportAddress('account1'), init?: RequestInit) =>
    route(new Request(`app://companion${address}`, init));
  return { get, troubles };
}

/** What somebody finds who undoes each packing. */
function unpacked(text: string): string[] {
  const letter = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
  const runs = text.match(/[\w+/-]{8,}/g) ?? [];
  return [
    text.replaceAll(/%(?:25)*([\da-f]{2})/gi, letter),
    text.replaceAll(/\\+u([\da-f]{4})/gi, letter),
    runs
      .flatMap((run) => [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64').toString('latin1')))
      .join(' '),
  ];
}

/** No canary is in the text, nor in what its JSON says, nor in its letters alone. */
function expectClean(text: string): void {
  const lettersOf = (of: string): string => of.replace(/[^a-z\d]/gi, '').toLowerCase();
  const said = [text, JSON.stringify(JSON.parse(text)), decodeURIComponent(text.replaceAll('%', '%25'))];
  for (const canary of forbidden) for (const each of said) expect(each).not.toContain(canary);
  for (const each of [text, ...unpacked(text)]) expect(lettersOf(each)).not.toContain('canary');
  expect(text).not.toMatch(/\bx7\b/);
  expect(text).not.toContain('eyJ');
}

test('canaries planted in every place are nowhere in the file, and what support needs is', async () => {
  const line = (words: string): string => `[2026-11-22 12:00:00.000] [info]  ${words}\n`;
  await writeFile(join(folder, 'logs', 'main.old.log'), planted.map(line).join(''));
  await writeFile(
    join(folder, 'logs', 'main.log'),
    line('app started') + line(everything) + planted.map(line).join(''),
  );
  // In names of files as well, as far as a name can be one.
  for (const secret of [token, ...formerTokens, ...sharingIds.slice(0, 2)])
    await writeFile(join(folder, `${secret}.json.tmp`), '');
  const { get, troubles } = supportRoute();
  const response = await get();
  const text = await response.text();
  expectClean(text);
  expect(troubles).toEqual([]);
  const bundle = JSON.parse(text) as { log: string[]; calls: object[] };
  expect(bundle).toMatchObject({
    format: 'sharinpix-companion-support',
    versions: { app: '1.2.3', node: '24', system: expect.any(String) as string },
    settings: { language: 'en' },
    account: {
      ...{ serverHost: 'api.example', kind: 'album', albumsNamed: 2, sharingsNamed: 1 },
      rights: [
        { right: 'image_list', albums: 2 },
        { right: 'see', albums: 1 },
      ],
      lastAlbum: { albumId: album },
    },
    meter: [{ day: '2026-11-22', calls: 7, failed: 1, pictures: 3, picturesKept: 9 }],
    reports: {
      newest: [
        {
          ...{ albumId: album, status: 'ended', asked: 80, startedAt: '2026-11-22T12:00:00.000Z' },
          error: { code: 'access-denied', status: 401, requestId },
          failures: [{ code: 'access-denied', time: '2026-11-22T00:00:00.000Z' }],
        },
      ],
    },
    queue: {
      ...{ status: 'waiting', total: 9, counts: { queued: 4, done: 3, changed: 1, failed: 2 } },
      ...{ error: { code: 'access-denied', status: 401 }, failures: [{ code: 'access-denied', albums: 2 }] },
    },
    watches: [{ albumId: album, total: 5, processed: 2, failed: 2, gone: 1 }],
    shares: { jobs: 1, underWay: 1, images: { queued: 1, unknown: 2, shared: 3 } },
    storage: { pictures: { bytes: 77 } },
  });
  expect(text).toContain('"library.sqlite"');
  expect(bundle.calls).toHaveLength(200);
  expect(bundle.calls[0]).toEqual({
    ...{ at: '2026-11-22T00:00:00.000Z', method: 'GET', route: '/albums/:album_id/images' },
    ...{ status: 401, ms: 31, requestId, error: 'access-denied' },
  });
  expect(bundle.log).toContain('[2026-11-22 12:00:00.000] [info]  app started');
});

test('whatever stands between canaries, and wherever a line ends, none is left', async () => {
  const log = join(folder, 'logs', 'main.log');
  const { get } = supportRoute();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.string({ maxLength: 40 }),
          fc.constantFrom(...planted),
          fc.constantFrom('\n', ' ', '\n[2', '\r\n'),
        ),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      async (pieces) => {
        await writeFile(log, pieces.map(([noise, canary, end]) => `${noise} ${canary}${end}`).join(''));
        expectClean(await (await get()).text());
      },
    ),
    { numRuns: 40 },
  );
});

test('of a long log the last 256 KB are there, in whole lines, and the page is not held up meanwhile', async () => {
  const log = join(folder, 'logs', 'main.log');
  for (let part = 0; part < 20; part += 1) {
    const lines = Array.from(
      { length: 1_000 },
      (_, n) => `[2026] [info]  api n=${part * 1_000 + n} ${'-'.repeat(40)}\n`,
    );
    await appendFile(log, lines.join(''));
  }
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 0);
  const { log: lines } = (await (await supportRoute().get()).json()) as { log: string[] };
  clearInterval(turning);
  expect(lines[0]).toMatch(/^\[2026\] \[info\] {2}api n=\d+ -{40}$/);
  expect(lines.filter((each) => each !== '').at(-1)).toContain('n=19999 ');
  expect(lines.join('\n').length).toBeGreaterThan(250 * 1024);
  expect(lines.join('\n').length).toBeLessThanOrEqual(256 * 1024);
  expect(turns).toBeGreaterThan(3);
});

test('what cannot be read is named, and the rest is there: the file is wanted most when something is broken', async () => {
  const { get, troubles } = supportRoute({
    history: { list: broken, index: broken, rows: broken },
    journal: { jobs: () => Promise.reject(storageFailed), laneOf: () => Promise.reject(storageFailed) },
    pictures: { usage: broken },
    queue: { get: broken, albums: broken },
    watches: { list: broken },
    folder: join(folder, 'gone'),
  });
  const bundle = (await (await get()).json()) as Record<string, unknown>;
  const couldNotBeRead = { code: 'storage-failed', detail: 'other' };
  expect(bundle).toMatchObject({
    reports: { couldNotBeRead },
    shares: { couldNotBeRead },
    queue: { couldNotBeRead },
    watches: { couldNotBeRead },
    storage: { pictures: { couldNotBeRead }, files: { couldNotBeRead: { code: 'internal' } } },
    calls: expect.any(Array) as unknown[],
  });
  expect(new Set(troubles)).toEqual(
    new Set(['sharings', 'reports', 'queue', 'watches', 'shares', 'storage', 'pictures']),
  );
});

test('a job that cannot be read hides the sharing of no other job and no other account', async () => {
  const jobs = ['gone', 'there'].map((id) => ({ id })) as unknown as KeptJob[];
  await writeFile(join(folder, 'logs', 'main.log'), 'api requestId=CANARY-summer.party\n');
  const { get, troubles } = supportRoute({
    journal: {
      jobs: (accountId) =>
        accountId === 'account1' ? Promise.reject(storageFailed) : Promise.resolve({ jobs, mishap: null }),
      laneOf: (accountId, jobId) =>
        jobId === 'gone'
          ? Promise.reject(storageFailed)
          : Promise.resolve({ accountId, server: 'https://api.example', sharingId: sharingIds[1]! }),
    },
  });
  const { log } = (await (await get()).json()) as { log: string[] };
  expect(log.join('')).toContain('api requestId=[secret]');
  expect(troubles.filter((part) => part === 'sharings')).toHaveLength(2);
});

test('it is a file to be saved, named by the day, whose type nobody guesses', async () => {
  const { headers } = await supportRoute().get();
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-disposition': `attachment; filename="sharinpix-companion-support-${dayOf(Date.now())}.json"`,
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
});

test('another account, nobody, another path or method is not answered', async () => {
  const { get } = supportRoute();
  expect((await get(supportAddress('account2'))).status).toBe(404);
  expect((await get('/support/')).status).toBe(404);
  expect((await get(`${supportAddress('account1')}/more`)).status).toBe(404);
  expect((await get(undefined, { method: 'POST' })).status).toBe(405);
  expect((await supportRoute({ account: () => null }).get()).status).toBe(404);
});
