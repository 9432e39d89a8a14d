import { spawn, type ChildProcess } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type Connection } from './cdp.ts';
import type { Flags } from './flags.ts';

/** The browser behind the window. */
export interface Chromium extends Connection {
  /** The window that is there from the start, showing the start address. */
  firstPage: { targetId: string; sessionId: string };
  /** Resolves when the process has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends it; resolves when the process is gone. */
  close(): Promise<void>;
}

/** Services of a browser that this window has no use for; most of them call home. */
const disabledFeatures = [
  'AimEnabled',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
  'Translate',
];

function switches(profile: string, start: string, flags: Flags, sandboxed: boolean): string[] {
  return [
    `--user-data-dir=${profile}`,
    `--app=${start}`,
    '--remote-debugging-pipe',
    ...(flags.remoteDebuggingPort === null ? [] : [`--remote-debugging-port=${flags.remoteDebuggingPort}`]),
    ...(flags.lang === null ? [] : [`--lang=${flags.lang}`, `--accept-lang=${flags.lang}`]),
    ...(flags.headless ? ['--headless', '--disable-gpu', '--mute-audio'] : []),
    ...(sandboxed ? [] : ['--no-sandbox', '--test-type']),
    '--window-size=1280,900',
    // What the app answers is the app's to keep: Electron caches nothing of an app:// page either.
    '--disk-cache-size=1',
    '--enable-features=SkipListAccountsWithoutGaiaCookies',
    `--disable-features=${disabledFeatures.join(',')}`,
    // A page would ask for them in a window of the browser's own, which no handler of the app decides.
    '--disable-blink-features=WebUSB,WebHID,Serial,WebBluetooth',
    // Electron keeps no HTTP cache of a scheme of its own; what the page was served may outlive no sign-out.
    '--disk-cache-dir=/dev/null',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-field-trial-config',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--metrics-recording-only',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-service-autorun',
    '--password-store=basic',
    '--use-mock-keychain',
  ];
}

const debuggingLine = /^DevTools listening on .*$/m;

async function launch(
  executable: string,
  profile: string,
  args: string[],
  lang: string | null,
): Promise<Chromium> {
  const child: ChildProcess = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // On Linux Chromium takes its language from here, and its place for crash reports and caches.
    env: {
      ...process.env,
      ...(lang === null ? {} : { LANGUAGE: lang }),
      CHROME_CONFIG_HOME: profile,
      XDG_CACHE_HOME: profile,
    },
    // Ctrl+C at the terminal is the app's to hear; the browser ends when the app closes its pipe.
    detached: process.platform !== 'win32',
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    // Of all that Chromium prints, this line is for whoever asked for the port.
    const line = debuggingLine.exec(text);
    if (line !== null) process.stderr.write(`${line[0]}\n`);
    complaints = `${complaints}${text}`.slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      complaints += error.message;
      resolve();
    });
  });
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const firstPage = Promise.withResolvers<Chromium['firstPage']>();
  connection.browser.on('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId } }) =>
    firstPage.resolve({ sessionId, targetId }),
  );
  void ended.then(() => firstPage.reject(new Error(`Chromium ended while starting.\n${complaints}`)));
  // What every new page does (main-world.ts) is decided before it may load anything.
  const attach = connection.browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  });
  const [page] = await Promise.all([firstPage.promise, attach]);
  const close = async (): Promise<void> => {
    connection.browser.send('Browser.close').catch(() => child.kill('SIGKILL'));
    const stuck = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(stuck);
  };
  return { ...connection, firstPage: page, ended, close };
}

/** The browser of a host that was killed needs a moment to notice; two on one profile cannot be. */
async function profileIsFree(profile: string): Promise<void> {
  const owner = async (): Promise<number> => {
    const lock = await readlink(join(profile, 'SingletonLock')).catch(() => '');
    return Number(lock.split('-').at(-1));
  };
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let left = 100; left > 0; left -= 1) {
    const pid = await owner();
    if (!(pid > 0) || !isAlive(pid)) return;
    await wait(50);
  }
}

/**
 * Starts the browser with one window on `start`. Root has no sandbox; elsewhere it is tried first, since many containers
 * cannot have one either.
 * @param profile the browser's own folder
 * @throws Error with what Chromium printed, where it does not start
 */
export async function startChromium(
  executable: string,
  profile: string,
  start: string,
  flags: Flags,
): Promise<Chromium> {
  await profileIsFree(profile);
  if (process.getuid?.() === 0)
    return launch(executable, profile, switches(profile, start, flags, false), flags.lang);
  try {
    return await launch(executable, profile, switches(profile, start, flags, true), flags.lang);
  } catch (error) {
    if (!(error instanceof Error) || !/sandbox/i.test(error.message)) throw error;
    console.error('This system lets Chromium have no sandbox; it runs without one.');
    return launch(executable, profile, switches(profile, start, flags, false), flags.lang);
  }
}
