/**
 * `npm run bench [-- --only=NAME --sizes=1000,10000 --rounds=N --profile]`: measures all figures of the app against
 * floors of the same run and prints one table; the same goes into bench-output/bench.json. The exit status tells
 * whether everything was measured, not whether every target was met.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePages } from './harness/bench-pages.ts';
import { growth } from './harness/growth.ts';
import { machine } from './harness/machine.ts';
import type { AlbumServer, Bench, Measurement, Row } from './harness/measurement.ts';
import { serveAlbum } from './harness/serve-album.ts';
import { table } from './harness/table.ts';
import { fastFling } from './measurements/fast-fling.ts';
import { firstScreen } from './measurements/first-screen.ts';
import { fling } from './measurements/fling.ts';
import { hostPictures } from './measurements/host-pictures.ts';
import { layoutChanges } from './measurements/layout-changes.ts';
import { reopen } from './measurements/reopen.ts';
import { resync } from './measurements/resync.ts';
import { searching } from './measurements/searching.ts';
import { selecting } from './measurements/selecting.ts';
import { shares } from './measurements/shares.ts';
import { wholeAlbum } from './measurements/whole-album.ts';

const measurements: Measurement[] = [
  firstScreen,
  wholeAlbum,
  reopen,
  fling,
  fastFling,
  layoutChanges,
  selecting,
  searching,
  hostPictures,
  shares,
  resync,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'boolean', default: false },
  },
});
const chosen = measurements.filter(({ name }) => values.only === undefined || values.only === name);
if (chosen.length === 0)
  throw new RangeError(`--only wants one of ${measurements.map(({ name }) => name).join(', ')}`);

const output = join(import.meta.dirname, '../../bench-output');
const scratch = await mkdtemp(join(tmpdir(), 'companion-bench-'));
const pages = join(scratch, 'pages');
const servers = new Map<number, Promise<AlbumServer>>();
const bench: Bench = {
  sizes: values.sizes
    .split(',')
    .map(Number)
    .toSorted((a, b) => a - b),
  rounds: Number(values.rounds),
  album: (images) => {
    const server = servers.get(images) ?? serveAlbum(images, pages);
    servers.set(images, server);
    return server;
  },
  serveAlbum: (images) => serveAlbum(images, pages),
  folder: () => mkdtemp(join(scratch, 'data-')),
  profiles: values.profile ? join(output, 'profiles') : null,
};

const facts = machine();
const rows: Row[] = [];
const failures: string[] = [];
try {
  await writePages(pages);
  for (const { name, measure } of chosen) {
    const start = performance.now();
    try {
      rows.push(...(await measure(bench)));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    console.error(`${name}: ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  }
} finally {
  for (const server of servers.values()) await server.then(({ close }) => close());
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

rows.push(...growth(rows));
console.log(`${table(rows)}\n`);
console.log(`${facts.cores} cores (${facts.cpu}), Node ${facts.node}, ${facts.chromium}, load ${facts.load}`);
await mkdir(output, { recursive: true });
const report = { machine: facts, rounds: bench.rounds, rows, failures };
await writeFile(join(output, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
for (const failure of failures) console.error(`Not measured: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
