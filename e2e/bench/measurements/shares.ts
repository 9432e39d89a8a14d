import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { atMost, median, type Measurement } from '../harness/measurement.ts';

const run = promisify(execFile);

const images = 10_000;
/** A round takes a second; many make a median that holds. */
const roundsEach = 3;
const ways = ['bare', 'kept', 'app'] as const;
type Way = (typeof ways)[number];

/** Sharing many images, against a bare loop that posts the same parts to the same server. */
export const shares: Measurement = {
  name: 'shares',
  async measure(bench) {
    const server = spawn(process.execPath, [join(import.meta.dirname, '../share-server.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const [origin] = (await once(createInterface(server.stdout), 'line')) as [string];
      const taken: Record<Way, number[]> = { bare: [], kept: [], app: [] };
      // In turn, so that what changes with time falls on all.
      for (let round = 0; round < bench.rounds * roundsEach; round += 1)
        for (const way of ways) taken[way].push(await share(way, origin, await bench.folder()));
      const floor = median(taken.bare);
      return [
        atMost('until 10,000 images are shared', images, taken.app, {
          unit: 'ms',
          floor,
          limit: 1.3 * floor + 200,
          target: '1.3x of a bare loop of the same POSTs, plus 200 ms',
          note: `a bare loop on one kept connection: ${median(taken.kept).toFixed(0)} ms`,
        }),
      ];
    } finally {
      server.kill();
    }
  },
};

/** In a process of its own; milliseconds. */
async function share(way: Way, origin: string, folder: string): Promise<number> {
  const program = join(import.meta.dirname, '../share-images.ts');
  const { stdout } = await run(process.execPath, [program, way, origin, String(images), folder]);
  const { ms, rows } = JSON.parse(stdout) as { ms: number; rows: number };
  if (rows !== images) throw new Error(`${rows} of ${images} images were shared`);
  return ms;
}
