import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { chooseShell, type Shell } from './shell.ts';
import { startingPath } from './origin-server.ts';

export interface LaunchOptions {
  /** The app's own, such as `--demo`; a debugging port is added where none is named. */
  flags: readonly string[];
  /** Added to this process's environment. */
  environment?: NodeJS.ProcessEnv;
  /** Electron's binary where it can be had, else the host, where none is named. */
  shell?: Shell;
}

/** The app, running as a process of its own, with a window that can be attached to. */
export interface LaunchedShell {
  kind: 'electron' | 'chromium';
  /** For Playwright's `connectOverCDP`. */
  cdpUrl: string;
  process: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** Resolves with the exit code when it has ended; a signal counts as 128. */
  ended: Promise<number>;
  /** Asks it to quit, and waits for that. */
  close(): Promise<void>;
  /** Ends it at once, with no chance to put anything away. */
  kill(): Promise<void>;
}

/** An app that does not end by itself in this time, with a share under way, has hung. */
const quitMilliseconds = 20_000;

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const debuggingLine = /DevTools listening on ws:\/\/([^/\s]+)\//;

/** True when a window shows the app's page, and not merely the page before it. */
async function isShown(cdpUrl: string): Promise<boolean> {
  const answer = await fetch(`${cdpUrl}/json/list`).catch(() => null);
  if (answer?.ok !== true) return false;
  const targets = (await answer.json()) as { type: string; url: string }[];
  return targets.some(
    ({ type, url }) =>
      type === 'page' && /^(?:app|http):\/\//.test(url) && !new URL(url).pathname.startsWith(startingPath),
  );
}

/**
 * Starts the built app with Electron's binary or the Chromium host, and resolves when its window is there.
 * @throws Error with what was printed, where it ends before that
 */
export async function launch({ flags, environment = {}, ...given }: LaunchOptions): Promise<LaunchedShell> {
  const env = { ...process.env, ...environment };
  const shell = given.shell ?? (await chooseShell(flags, env));
  const port = flags.some((flag) => flag.startsWith('--remote-debugging-port='))
    ? []
    : ['--remote-debugging-port=0'];
  // In a group of its own, so that xvfb-run and what it runs end together.
  const child = spawn(shell.command, [...shell.args, ...flags, ...port], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    detached: process.platform !== 'win32',
  });
  let printed = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = debuggingLine.exec(printed)?.[1];
      if (address !== undefined) listening.resolve(`http://${address}`);
    });
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      printed += String(error);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 128));
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  };
  const end = async (name: NodeJS.Signals): Promise<void> => {
    signal(name);
    const stuck = setTimeout(() => signal('SIGKILL'), quitMilliseconds);
    await ended;
    clearTimeout(stuck);
  };
  // Whatever ends this process ends the app.
  const orphaned = (): void => signal('SIGKILL');
  const interrupted = (name: NodeJS.Signals): void =>
    void end('SIGTERM').then(() => process.kill(process.pid, name));
  process.once('exit', orphaned);
  for (const name of interruptions) process.once(name, interrupted);
  void ended.then(() => {
    process.off('exit', orphaned);
    for (const name of interruptions) process.off(name, interrupted);
  });

  const tooEarly = ended.then((code) => {
    throw new Error(`The app ended with ${code} before its window was shown.\n${printed}`);
  });
  tooEarly.catch(() => undefined);
  const cdpUrl = await Promise.race([listening.promise, tooEarly]);
  while (!(await Promise.race([isShown(cdpUrl), tooEarly]))) await wait(20);
  return {
    kind: shell.kind,
    cdpUrl,
    process: child,
    output: () => printed,
    ended,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
