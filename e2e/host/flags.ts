import { resolve } from 'node:path';

/** What the host itself reads of the command line; the app reads the same flags by Electron's own ways. */
export interface Flags {
  /** Absolute; null is the app's normal folder. */
  userDataDir: string | null;
  remoteDebuggingPort: string | null;
  headless: boolean;
  lang: string | null;
}

/** The value of `--name=value`, the last one given; `''` for `--name` alone, null where it is absent. */
export function switchValue(argv: readonly string[], name: string): string | null {
  const found = argv.findLast((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`));
  return found === undefined ? null : found.slice(name.length + 3);
}

/** True where a window can be shown: always on macOS and Windows, elsewhere with an X or Wayland display. */
export const hasDisplay = (environment: NodeJS.ProcessEnv): boolean =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);

export function readFlags(argv: readonly string[]): Flags {
  const folder = switchValue(argv, 'user-data-dir');
  return {
    userDataDir: folder === null ? null : resolve(folder),
    remoteDebuggingPort: switchValue(argv, 'remote-debugging-port'),
    headless: switchValue(argv, 'headless') !== null || !hasDisplay(process.env),
    lang: switchValue(argv, 'lang'),
  };
}
