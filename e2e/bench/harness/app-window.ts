import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { launch } from '../../host/launch.ts';
import { chromiumHost } from '../../host/shell.ts';
import { openDevtools, type Devtools, type Target } from './devtools.ts';
import { watchMainProcess } from './main-process.ts';
import type { Bench } from './measurement.ts';
import { evaluate, kitScript } from './page.ts';
import { keepProfile, nodeProfile, startProfile } from './profile.ts';

/** The running app with all that watches it. */
export interface AppWindow {
  page: Target;
  devtools: Devtools;
  main: Awaited<ReturnType<typeof watchMainProcess>>;
  /** A page of the bench's own in a window of the same browser. */
  pageBeside(url: string): Promise<Target>;
  close(): Promise<void>;
}

/** Tiles that are the least one may call a screen of them. */
export const screenOfTiles = 12;

/**
 * Starts the built app on `folder`. The page has the kit, and unless it was too quick `benchPainted`, which resolves with
 * the time of its first screen of pictures.
 */
export async function openApp(bench: Bench, folder: string): Promise<AppWindow> {
  // Before the app starts: it would be there first.
  const kit = await kitScript();
  const main = await watchMainProcess();
  const port = await freePort();
  const { profiles } = bench;
  const { NODE_OPTIONS: options } = main.environment;
  const starting = launch({
    flags: [`--user-data-dir=${folder}`, '--headless', '--lang=en', `--remote-debugging-port=${port}`],
    environment: {
      ...main.environment,
      NODE_OPTIONS: `${options}${profiles === null ? '' : nodeProfile(profiles)}`,
    },
    // One shell for all figures: Electron's own binary cannot be had everywhere.
    shell: chromiumHost,
  });
  // Attached before the window has its page: what is seen of a start is seen from its first moment.
  const [{ devtools, page }, shell] = await Promise.all([openEarly(starting, port, kit), starting]);
  // Where the page was there first its start was missed; all else can be measured all the same.
  if (await evaluate<boolean>(page, 'globalThis.bench === undefined')) await evaluate(page, kit);
  if (profiles !== null) await startProfile(page);
  return {
    page,
    devtools,
    main,
    pageBeside: async (url) => {
      const beside = await devtools.newWindow(url);
      await watch(beside);
      await evaluate(beside, kit);
      return beside;
    },
    close: async () => {
      if (profiles !== null) await keepProfile(page, profiles);
      devtools.close();
      await shell.close();
      main.close();
    },
  };
}

async function openEarly(
  starting: Promise<unknown>,
  port: number,
  kit: string,
): Promise<{ devtools: Devtools; page: Target }> {
  const failed = starting.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => Promise.reject(error as Error),
  );
  const opening = openDevtools(`http://127.0.0.1:${port}`).then(async (devtools) => {
    const page = await devtools.firstPage();
    const source = `${kit}; globalThis.benchPainted = bench.untilPainted(${screenOfTiles});`;
    // All at once: it is a race with the page.
    await Promise.all([watch(page), page.send('Page.addScriptToEvaluateOnNewDocument', { source })]);
    return { devtools, page };
  });
  return Promise.race([opening, failed]);
}

async function watch(page: Target): Promise<void> {
  await Promise.all([
    page.send('Page.enable'),
    // CPU time, not time on the clock: other processes of the machine do not count.
    page.send('Performance.enable', { timeDomain: 'threadTicks' }),
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
