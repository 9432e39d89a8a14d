import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureElectron } from './electron-binary.ts';
import { hasDisplay } from './flags.ts';

/** How to start the app: what runs it, and with which words before the app's own flags. */
export interface Shell {
  kind: 'electron' | 'chromium';
  command: string;
  args: string[];
  /** One line for the person at the keyboard; null where all is as usual. */
  notice: string | null;
}

const root = join(import.meta.dirname, '..', '..');

/** The host, whatever else is there. */
export const chromiumHost: Shell = {
  kind: 'chromium',
  command: process.execPath,
  args: [join(import.meta.dirname, 'run.ts')],
  notice:
    'Electron’s binary is not here: the app runs in the installed Chromium instead (the Chromium host).',
};

function onPath(name: string, environment: NodeJS.ProcessEnv): string | null {
  const folders = (environment['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** The shell for these flags: Electron's binary where it can be had, else the Chromium host. */
export async function chooseShell(flags: readonly string[], environment: NodeJS.ProcessEnv): Promise<Shell> {
  const electron = await ensureElectron(environment);
  if (electron === null) return chromiumHost;
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root];
  if (process.platform !== 'linux' || (hasDisplay(environment) && !flags.includes('--headless')))
    return { kind: 'electron', command: electron, args, notice: null };
  // Electron has no headless window on Linux; it gets a display of its own.
  const xvfb = onPath('xvfb-run', environment);
  if (xvfb !== null)
    return {
      kind: 'electron',
      command: xvfb,
      args: ['-a', '-s', '-screen 0 1600x1200x24', electron, ...args],
      notice: null,
    };
  const notice =
    'Electron needs a display or xvfb-run, and there is neither: the app runs in the Chromium host.';
  return { ...chromiumHost, notice };
}
