/**
 * How fast the Chromium host serves small pictures, against a bare loopback server with the same bytes, both measured
 * inside a page of the same browser, in turn.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../host/launch.ts';
import { chromiumHost } from '../host/shell.ts';

const pictures = 600;
const rounds = 21;
/** Rounds that count for nothing: both servers' code is compiled while it runs. */
const warmUp = 4;
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

interface Target {
  id: string;
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

/** A page, spoken to over DevTools alone: Playwright would watch every request and be what is measured. */
async function pageOf(cdpUrl: string, target: Target) {
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, 'open');
  return async (): Promise<number> => {
    await fetch(`${cdpUrl}/json/activate/${target.id}`);
    const params = { expression: load, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const [message] = (await once(socket, 'message')) as [MessageEvent<string>];
    return (JSON.parse(message.data) as { result: { result: { value: number } } }).result.result.value;
  };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

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
  const { cdpUrl } = shell;
  const targets = (await (await fetch(`${cdpUrl}/json/list`)).json()) as Target[];
  const own = targets.find(({ type }) => type === 'page');
  if (own === undefined) throw new Error('The host has no window');
  const address = `${cdpUrl}/json/new?${encodeURIComponent(`http://127.0.0.1:${String(port).trim()}/`)}`;
  const other = (await (await fetch(address, { method: 'PUT' })).json()) as Target;
  const [host, bare] = [await pageOf(cdpUrl, own), await pageOf(cdpUrl, other)];
  const taken = { host: [] as number[], bare: [] as number[] };
  for (let round = 0; round < warmUp; round += 1) {
    await host();
    await bare();
  }
  for (let round = 0; round < rounds; round += 1) {
    taken.host.push(await host());
    taken.bare.push(await bare());
  }
  const rate = (times: number[]): number => Math.round((pictures / median(times)) * 1_000);
  const result = {
    benchmark: 'host-pictures',
    pictures,
    rounds,
    hostPerSecond: rate(taken.host),
    barePerSecond: rate(taken.bare),
    ratio: Number((median(taken.bare) / median(taken.host)).toFixed(2)),
    floor,
  };
  console.log('| benchmark | host, pictures/s | bare server, pictures/s | ratio | floor |');
  console.log('| --- | --- | --- | --- | --- |');
  console.log(
    `| ${pictures} small pictures | ${result.hostPerSecond} | ${result.barePerSecond} | ${result.ratio} | ${floor} |`,
  );
  console.log(JSON.stringify(result));
  process.exitCode = result.ratio >= floor ? 0 : 1;
} finally {
  await shell.close();
  bareServer.kill();
  await rm(folder, { recursive: true, force: true });
}
