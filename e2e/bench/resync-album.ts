/**
 * Resyncs an album that the library holds, in a process that does nothing else: `node resync-album.ts ALBUM SAME-ORIGIN
 * CHANGED-ORIGIN ALL-ORIGIN FOLDER`. The app's own client, transport, and library with its history in their thread.
 * Prints a line of JSON: milliseconds of a resync in which nothing had changed, of one in which one in a hundred had and
 * a block had moved, and until the report of one in which all had can be looked through by kind.
 */
import { join } from 'node:path';
import { albumImages } from '../../electron/api/albums.ts';
import { createApiClient } from '../../electron/api/client.ts';
import type { Looking } from '../../electron/library/library.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { createNodeTransport } from '../../electron/transport/node-transport.ts';
import type { Resync } from '../../shared/models/resync.ts';
import { decodeIndex, encodeIndex, kindCode } from '../../shared/report-index.ts';

const [albumId = '', same = '', changed = '', all = '', folder = ''] = process.argv.slice(2);
const accountId = '0123456789abcdef';
const library = openLibrary({
  file: join(folder, 'library.sqlite'),
  historyFile: join(folder, 'history.sqlite'),
  workerFile: join(import.meta.dirname, '../../dist/main/library-worker.js'),
});

async function fetched(origin: string, looking: Looking): Promise<Resync | null> {
  const client = createApiClient({
    credentials: {
      accountId,
      origin,
      authorization: () => 'Token token="t"',
      observe: () => undefined,
      hasExpired: () => false,
    },
    transport: createNodeTransport(),
    readAnswer: () => Promise.reject(new Error('not asked for')),
  });
  const { body } = await albumImages(client, albumId);
  const [stored] = await library.storeList({ accountId, source: 'album', albumId, looking, body });
  return stored?.resync ?? null;
}

async function resync(origin: string): Promise<{ ms: number; report: Resync }> {
  const start = performance.now();
  const wish = {
    accountId,
    albumId,
    imageIds: null,
    cause: 'user',
    by: null,
    startedAt: Date.now(),
  } as const;
  const { id } = await library.history.create({ ...wish, noIds: [], repeated: [] });
  const report = await fetched(origin, { cause: 'user', by: null, resync: { id, albumId, chunk: null } });
  if (report === null) throw new Error('no report');
  return { ms: performance.now() - start, report };
}

/** What the page does to show the changed ones, and the rows of its first screen. */
async function lookThrough({ id }: Resync): Promise<{ ms: number; rows: number }> {
  const start = performance.now();
  const index = decodeIndex(encodeIndex(await library.history.index(accountId, id)).buffer);
  const wanted = kindCode('changed');
  const keys = index.keys.filter((_, row) => index.kinds[row] === wanted);
  await library.history.rows(accountId, id, [...keys.subarray(0, 40)]);
  return { ms: performance.now() - start, rows: keys.length };
}

await fetched(same, { cause: 'opened', by: null });
const unchanged = await resync(same);
const few = await resync(changed);
const whole = await resync(all);
// The page has fetched before, and so has the thread.
await lookThrough(few.report);
const looked = await lookThrough(whole.report);
console.log(
  JSON.stringify({
    unchanged: unchanged.ms,
    changed: few.ms,
    looked: looked.ms,
    rows: looked.rows,
  }),
);
await library.close();
