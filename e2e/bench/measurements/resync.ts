import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { atMost, median, type Measurement } from '../harness/measurement.ts';
import { reportInWindow } from './report-in-window.ts';

const run = promisify(execFile);
const program = (name: string): string => join(import.meta.dirname, '..', name);

/** An album that is held, asked for again and compared, against a bare loop that fetches and parses the same answer. */
export const resync: Measurement = {
  name: 'resync',
  async measure(bench) {
    const images = bench.sizes.at(-1) ?? 0;
    const server = spawn(process.execPath, [program('resync-server.ts'), String(images)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
      const { albumId, origins } = JSON.parse(line) as Served;
      const taken: Record<keyof Taken, number[]> = {
        bare: [],
        bareChanged: [],
        unchanged: [],
        changed: [],
        looked: [],
      };
      // In turn, so that what changes with time falls on all.
      for (let round = 0; round < bench.rounds; round += 1) {
        taken.bare.push(await fetchAlone(origins.same, images));
        taken.bareChanged.push(await fetchAlone(origins.changed, images));
        const { same, changed, all } = origins;
        const own = await told([
          program('resync-album.ts'),
          albumId,
          same,
          changed,
          all,
          await bench.folder(),
        ]);
        if (own['rows'] !== images) throw new Error(`${own['rows']} of ${images} rows in the report`);
        for (const name of ['unchanged', 'changed', 'looked'] as const) taken[name].push(own[name] ?? NaN);
      }
      const againstLoop = (what: string, name: 'unchanged' | 'changed', floors: readonly number[]) => {
        const floor = median(floors);
        const target = '1.5x of fetch + res.json() of the same answer';
        return atMost(what, images, taken[name], { unit: 'ms', floor, limit: 1.5 * floor, target });
      };
      return [
        againstLoop('a resync in which nothing has changed', 'unchanged', taken.bare),
        againstLoop(
          'a resync in which one image in 100 was edited and 500 were moved',
          'changed',
          taken.bareChanged,
        ),
        atMost('until the rows of a kind are found in a report of as many', images, taken.looked, {
          unit: 'ms',
          limit: 50,
          target: '50 ms',
          note: 'its index out of the library’s thread, filtered, and the rows of the first screen',
        }),
        ...(await reportInWindow(bench, images)),
      ];
    } finally {
      server.kill();
    }
  },
};

interface Served {
  albumId: string;
  origins: { same: string; changed: string; all: string };
}

/** Milliseconds. */
interface Taken {
  bare: number;
  bareChanged: number;
  unchanged: number;
  changed: number;
  looked: number;
}

/** What a program of its own prints. */
async function told(args: readonly string[]): Promise<Record<string, number>> {
  const { stdout } = await run(process.execPath, [...args]);
  return JSON.parse(stdout) as Record<string, number>;
}

async function fetchAlone(origin: string, images: number): Promise<number> {
  const { ms = NaN, rows } = await told([program('fetch-json.ts'), `${origin}/list`, 't']);
  if (rows !== images) throw new Error(`${rows} of ${images} records came`);
  return ms;
}
