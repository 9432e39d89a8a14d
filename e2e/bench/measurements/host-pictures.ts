import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { launch } from '../../host/launch.ts';
import { chromiumHost } from '../../host/shell.ts';
import { openDevtools, type Target } from '../harness/devtools.ts';
import { median, type Bench, type Measurement } from '../harness/measurement.ts';
import { evaluate } from '../harness/page.ts';

const pictures = 600;
/** A round takes a moment; many make a median that holds. */
const roundsEach = 6;
/** Rounds that count for nothing: both servers' code is compiled while it runs. */
const warmUp = 5;
/** Pictures a second of the host, over those of the bare server. */
const least = 0.9;

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

/**
 * How fast the Chromium host serves small pictures, against a bare loopback server with the same bytes, both measured
 * inside a page of the same browser, in turn.
 */
export const hostPictures: Measurement = {
  name: 'host-pictures',
  async measure(bench) {
    const bareServer = spawn(process.execPath, [join(import.meta.dirname, '../bare-server.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const main = join(import.meta.dirname, '../../host/fixture/main.ts');
    const [port] = (await once(bareServer.stdout, 'data')) as [Buffer];
    const flags = [`--main=${main}`, `--user-data-dir=${await bench.folder()}`, '--headless'];
    const shell = await launch({ flags, shell: chromiumHost });
    try {
      const devtools = await openDevtools(shell.cdpUrl);
      const host = await devtools.firstPage();
      // In a window of its own: both pages stay in sight, and nothing is switched between two rounds.
      const bare = await devtools.newWindow(`http://127.0.0.1:${String(port).trim()}/`);
      const rates = await alternate(bench, { host, bare });
      devtools.close();
      const [measured, floor] = [median(rates.host), median(rates.bare)];
      return [
        {
          what: `${pictures} small pictures through the Chromium host`,
          n: null,
          measured,
          unit: '/s',
          floor,
          target: `at least ${least}x of a bare server`,
          met: measured >= least * floor,
        },
      ];
    } finally {
      await shell.close();
      bareServer.kill();
    }
  },
};

/** Pictures a second, round by round. */
async function alternate({ rounds }: Bench, pages: { host: Target; bare: Target }) {
  const rates = { host: [] as number[], bare: [] as number[] };
  for (let round = -warmUp; round < rounds * roundsEach; round += 1)
    // Now one goes first, now the other: what grows or falls with time falls on both.
    for (const name of round % 2 === 0 ? (['host', 'bare'] as const) : (['bare', 'host'] as const)) {
      const time = await evaluate<number>(pages[name], load);
      if (round >= 0) rates[name].push((pictures / time) * 1_000);
    }
  return rates;
}
