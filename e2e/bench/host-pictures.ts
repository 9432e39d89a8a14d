/**
 * How fast the Chromium host serves small pictures, against a bare loopback server with the same bytes, both measured
 * inside a page of the same browser, in turn. Prints a line of a table and the same as JSON.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../host/launch.ts';
import { chromiumHost } from '../host/shell.ts';
import { openDevtools, type Send } from './devtools.ts';

const pictures = 600;
const rounds = 31;
/** Rounds that count for nothing: both servers' code is compiled while it runs. */
const warmUp = 5;
/** Pictures a second of the host, over those of the bare server. */
const floor = 0.9;

/** Asks for pictures as a page does that shows many at once; gives milliseconds. */
const load = `new Promise((done) => {
  let left = ${pictures};
  const start = performance.now();
  for (let index = 0; index < ${pictures}; index += 1) {
    const image = new Image();
    image.onload = () => (left -= 1) === 0 && done(performance.now() - start);
    image.src = '/picture/' + Math.random();
  }
})`;

async function measure(page: Send): Promise<number> {
  const answer = await page('Runtime.evaluate', {
    expression: load,
    awaitPromise: true,
    returnByValue: true,
  });
  return (answer as { result: { value: number } }).result.value;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const rate = (times: number[]): number => Math.round((pictures / median(times)) * 1_000);

const folder = await mkdtemp(join(tmpdir(), 'companion-bench-'));
const bareServer = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(bareServer.stdout, 'data')) as [Buffer];
const main = join(import.meta.dirname, '../host/fixture/main.ts');
const shell = await launch({
  flags: [`--main=${main}`, `--user-data-dir=${folder}`, '--headless'],
  shell: chromiumHost,
});
try {
  const devtools = await openDevtools(shell.cdpUrl);
  const host = await devtools.firstPage();
  // In a window of its own: both pages stay in sight, and nothing is switched between two rounds.
  const bare = await devtools.newWindow(`http://127.0.0.1:${String(port).trim()}/`);
  const taken = { host: [] as number[], bare: [] as number[] };
  for (let round = -warmUp; round < rounds; round += 1) {
    // Now one goes first, now the other: what grows or falls with time falls on both.
    for (const name of round % 2 === 0 ? (['host', 'bare'] as const) : (['bare', 'host'] as const)) {
      const time = await measure(name === 'host' ? host : bare);
      if (round >= 0) taken[name].push(time);
    }
  }
  const [hostPerSecond, barePerSecond] = [rate(taken.host), rate(taken.bare)];
  const ratio = Number((hostPerSecond / barePerSecond).toFixed(2));
  console.log('| benchmark | host | floor: bare server | ratio | at least |');
  console.log('| --- | --- | --- | --- | --- |');
  console.log(
    `| ${pictures} small pictures | ${hostPerSecond}/s | ${barePerSecond}/s | ${ratio} | ${floor} |`,
  );
  console.log(
    JSON.stringify({
      benchmark: 'host-pictures',
      pictures,
      rounds,
      hostPerSecond,
      barePerSecond,
      ratio,
      floor,
    }),
  );
  process.exitCode = ratio >= floor ? 0 : 1;
  devtools.close();
} finally {
  await shell.close();
  bareServer.kill();
  await rm(folder, { recursive: true, force: true });
}
