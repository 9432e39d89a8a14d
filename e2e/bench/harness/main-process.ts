import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** What the main process did between `start` and `stop`. */
export interface MainProcessFacts {
  /** Milliseconds in which its event loop turned not once. */
  longestBlockMs: number;
  /** Most resident memory of the whole process, workers and all, above what it had at `start`. */
  grownBytes: number;
  /** CPU of all its threads since its own start. */
  cpuMs: number;
}

/** Watches the main process of an app that is started with `environment` (main-probe.ts). */
export async function watchMainProcess() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const probe = once(server, 'connection') as Promise<[Socket]>;
  const ask = async (command: string): Promise<MainProcessFacts> => {
    const [socket] = await probe;
    socket.write(`${command}\n`);
    const [line] = (await once(socket, 'data')) as [Buffer];
    return JSON.parse(String(line)) as MainProcessFacts;
  };
  return {
    environment: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../main-probe.ts')).href}`,
      COMPANION_BENCH_PORT: String((server.address() as AddressInfo).port),
    },
    start: () => ask('start'),
    stop: () => ask('stop'),
    /** Until its threads do next to nothing: what was to be stored is stored. */
    untilAtRest: async () => {
      let before = Number.NEGATIVE_INFINITY;
      for (;;) {
        const { cpuMs } = await ask('stop');
        if (cpuMs - before < 25) return;
        before = cpuMs;
        await wait(500);
      }
    },
    close: () => server.close(),
  };
}
