import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorData, type AppErrorData } from '#shared/errors.ts';
import { createApiClient, type ApiClient } from '../electron/api/client.ts';
import { albumImages } from '../electron/api/albums.ts';
import { currentUser } from '../electron/api/user.ts';
import type { Library } from '../electron/library/library.ts';
import { openLibrary } from '../electron/library/open-library.ts';
import { createNodeTransport } from '../electron/transport/node-transport.ts';
import type { FaultKind } from './api-server/fault.ts';
import { startApiServer, type ApiServer } from './api-server/server.ts';

/* Attacks A1 and A2, faults row 48: whatever comes over the line, the memory stays where it was. */

const accountId = 'account1';
const on = 'GET /albums/:album_id/images';
let folder: string;
let server: ApiServer;
let library: Library;
let client: ApiClient;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huge-'));
  server = await startApiServer({ images: 12 });
  const workerFile = join(import.meta.dirname, '../electron/library/worker.ts');
  library = openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'history.db'),
    workerFile,
  });
  client = createApiClient({
    credentials: {
      accountId,
      origin: server.origin,
      authorization: () => `Token token="${server.token()}"`,
      observe: () => undefined,
      hasExpired: () => false,
    },
    transport: createNodeTransport(),
    readAnswer: (kind, bytes) => library.readAnswer(kind, bytes),
  });
});
afterEach(async () => {
  await library.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const albumId = () => server.world.albums[0]!.id;

async function store(fault: FaultKind): Promise<AppErrorData | null> {
  server.setFault({ on, ...fault });
  const { body } = await albumImages(client, albumId());
  const looking = { cause: 'opened', by: null } as const;
  return library.storeList({ accountId, source: 'album', albumId: albumId(), looking, body }).then(
    () => null,
    (thrown: unknown) => errorData(thrown),
  );
}

/** How far the memory of this process, threads included, rose above where it was, in MB. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await work();
  clearInterval(sampling);
  return (peak - before) / 1e6;
}

const tooLarge = { code: 'too-large', limitBytes: 2 ** 30, route: on };
const endless = { kind: 'endless', packed: false } as const;

/** What arrives, what is said of it, images shown and lost, and the MB it may cost: of a million images half a kB each. */
test.each<[string, FaultKind, unknown, number, number, number]>([
  ['A2: 400 MB out of 400 kB', { kind: 'bomb', bytes: 400_000_000 }, null, 12, 1, 300],
  ['A1: a record of 6 MB in every three', { kind: 'large-records', every: 3, bytes: 6e6 }, null, 8, 4, 300],
  ['A1: a record that never ends', { ...endless, as: 'one-record' }, tooLarge, 0, 0, 300],
  ['A1: a million records', { kind: 'small-records', count: 1_000_000 }, null, 1_000_000, 0, 500],
])('%s: the memory stays where it was', { timeout: 120_000 }, async (_, fault, error, images, lost, most) => {
  await store({ kind: 'delay', ms: 0 });
  await library.keepOnly([]);
  server.clearFaults();
  let outcome: unknown;
  const megabytes = await growth(async () => (outcome = await store(fault)));
  expect(outcome).toEqual(error === null ? null : expect.objectContaining(error));
  const state = await library.albumState(accountId, albumId());
  expect([state?.imagesCount ?? 0, state?.unreadableCount ?? 0]).toEqual([images, lost]);
  expect(megabytes).toBeLessThan(most);
});

test('A1: a user answer of 9 MiB is refused, one of less is read', async () => {
  const user = (bytes: number) => {
    server.clearFaults();
    const body = JSON.stringify({ fullname: 'Ada', more: 'x'.repeat(bytes) });
    const headers = { 'Content-Type': 'application/json' };
    server.setFault({ on: 'GET /user', kind: 'status', status: 200, headers, body });
    return currentUser(client).then(
      ({ name }) => name,
      (thrown: unknown) => errorData(thrown),
    );
  };
  expect(await user(7 * 2 ** 20)).toBe('Ada');
  expect(await user(9 * 2 ** 20)).toMatchObject({ code: 'too-large', limitBytes: 8 * 2 ** 20 });
});
