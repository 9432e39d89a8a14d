import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openApp } from '../harness/app-window.ts';
import type { Target } from '../harness/devtools.ts';
import { atMost, median, type AlbumServer, type Bench, type Measurement } from '../harness/measurement.ts';
import { call, evaluate } from '../harness/page.ts';
import { eachRound } from '../harness/rounds.ts';
import { readyToSignIn } from '../harness/sign-in.ts';

const run = promisify(execFile);

/** What an album of at most so many images may take. */
const targets = [
  { upTo: 1_000, timesFetch: 2, memoryMB: 100, heapMB: 2 },
  { upTo: 10_000, timesFetch: 1, memoryMB: 150, heapMB: 3 },
  { upTo: Number.POSITIVE_INFINITY, timesFetch: 0.6, memoryMB: 200, heapMB: 5 },
];

/** From the click on "Sign in" to the album's last image, and what that asks of both processes. */
export const wholeAlbum: Measurement = {
  name: 'whole-album',
  async measure(bench) {
    const empty = await ofEmptyAlbum(bench);
    const taken = await eachRound(bench, async (images) => once(bench, await bench.album(images)));
    return taken.flatMap(([n, rounds]) => {
      const { timesFetch, memoryMB, heapMB } = targets.find(({ upTo }) => n <= upTo)!;
      const of = (name: keyof Taken): number[] => rounds.map((round) => round[name]);
      const megabytes = (name: 'memory' | 'heap' | 'buffers', less: number): number[] =>
        of(name).map((bytes) => (bytes - less) / 1e6);
      const floor = median(of('fetchAndJson'));
      return [
        atMost('until the whole album is counted and can be scrolled to its end', n, of('ms'), {
          unit: 'ms',
          floor,
          limit: timesFetch * floor + 100,
          target: `${timesFetch.toFixed(1)}x of fetch + res.json(), plus 100 ms`,
          grows: 'linear',
        }),
        atMost('longest block of the main process’s event loop during it', n, of('longestBlock'), {
          unit: 'ms',
          limit: 25,
          target: '25 ms',
          note: 'the Chromium host’s own serving included',
        }),
        atMost('longest task in the renderer during it', n, of('longestTask'), {
          unit: 'ms',
          limit: 50,
          target: '50 ms',
          note: '0: none reached 50 ms',
        }),
        atMost(
          'peak resident memory of the main process with its worker, above idle',
          n,
          megabytes('memory', 0),
          { unit: 'MB', limit: memoryMB, target: `${memoryMB} MB`, grows: 'linear' },
        ),
        atMost('renderer JS heap after load, above an empty album', n, megabytes('heap', empty.heap), {
          unit: 'MB',
          limit: heapMB,
          target: `${heapMB} MB`,
          grows: 'linear',
        }),
        atMost('column buffers of the renderer after load', n, megabytes('buffers', empty.buffers), {
          unit: 'MB',
          limit: 20,
          target: '20 MB at 100,000',
          grows: 'linear',
        }),
        atMost('DOM nodes', n, of('nodes'), {
          unit: '',
          limit: 1_499,
          target: 'under 1,500',
          grows: 'not',
        }),
      ];
    });
  },
};

/** Times in ms, memory in bytes. */
interface Taken {
  ms: number;
  fetchAndJson: number;
  longestBlock: number;
  longestTask: number;
  memory: number;
  heap: number;
  buffers: number;
  nodes: number;
}

async function once(bench: Bench, server: AlbumServer): Promise<Taken> {
  const fetchAndJson = await fetchAlone(server);
  const app = await openApp(bench, await bench.folder());
  const { page, main } = app;
  try {
    const go = await readyToSignIn(app, server);
    await main.start();
    await call(page, 'followClick', { images: server.images, lastId: server.lastId });
    await go();
    const { start, ms } = await call(page, 'afterClick');
    const longestTask = await call(page, 'longestTask', start);
    const { longestBlockMs: longestBlock, grownBytes: memory } = await main.stop();
    await call(page, 'onceQuiet');
    const nodes = await evaluate<number>(page, `document.querySelectorAll('*').length`);
    return { ms, fetchAndJson, longestBlock, longestTask, memory, nodes, ...(await memoryOf(page)) };
  } finally {
    await app.close();
  }
}

/** The same answer, read by a process that does nothing else; milliseconds. */
async function fetchAlone({ origin, token, images }: AlbumServer): Promise<number> {
  const program = join(import.meta.dirname, '../fetch-json.ts');
  const { stdout } = await run(process.execPath, [program, `${origin}/api/v1/image_syncs`, token]);
  const { ms, rows } = JSON.parse(stdout) as { ms: number; rows: number };
  if (rows !== images) throw new Error(`${rows} of ${images} records came`);
  return ms;
}

/** Bytes of a page's JS heap and, apart, of its array buffers. */
async function memoryOf({ send }: Target): Promise<{ heap: number; buffers: number }> {
  await send('HeapProfiler.collectGarbage');
  const { usedSize: heap, backingStorageSize: buffers } = (await send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize: number;
  };
  return { heap, buffers };
}

/** The memory of a page that is signed in to an album without an image. */
async function ofEmptyAlbum(bench: Bench): Promise<{ heap: number; buffers: number }> {
  const app = await openApp(bench, await bench.folder());
  try {
    const go = await readyToSignIn(app, await bench.album(0));
    await go();
    await call(app.page, 'onceQuiet');
    return await memoryOf(app.page);
  } finally {
    await app.close();
  }
}
