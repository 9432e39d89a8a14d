import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const electron = join(root, 'node_modules', 'electron');
/** Its time says when the binary could last not be fetched. */
const notReached = join(root, 'node_modules', '.cache', 'electron-not-reached');

const day = 24 * 60 * 60 * 1_000;
const reachMilliseconds = 3_000;
const fetchMilliseconds = 5 * 60 * 1_000;

const fileName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The installed Electron binary (`ELECTRON_OVERRIDE_DIST_PATH` first); null where there is none. Fetches nothing. */
export function installedElectron(environment: NodeJS.ProcessEnv): string | null {
  const name =
    process.platform === 'darwin' || process.platform === 'win32' ? fileName[process.platform] : 'electron';
  const chosen = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (chosen !== undefined) return existsSync(join(chosen, name)) ? join(chosen, name) : null;
  // `path.txt` is written last: without it the binary may be half unpacked.
  const path = join(electron, 'path.txt');
  if (!existsSync(path)) return null;
  const binary = join(electron, 'dist', readFileSync(path, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

const isFresh = (file: string): boolean => existsSync(file) && Date.now() - statSync(file).mtimeMs < day;

async function canReach(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const from =
    environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? 'https://github.com/';
  try {
    await fetch(from, { method: 'HEAD', signal: AbortSignal.timeout(reachMilliseconds) });
    return true;
  } catch {
    return false;
  }
}

/** Runs the package's own installer; true where it ended well in time. */
async function install(environment: NodeJS.ProcessEnv): Promise<boolean> {
  console.error('Fetching Electron’s binary, once.');
  const child = spawn(process.execPath, [join(electron, 'install.js')], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: environment,
    timeout: fetchMilliseconds,
  });
  child.stderr.resume();
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/**
 * The Electron binary, fetched where it is not there and can be: within a few seconds it is known whether it can, and
 * what could not be had is not tried again for a day.
 * @returns null where it cannot be had
 */
export async function ensureElectron(environment: NodeJS.ProcessEnv): Promise<string | null> {
  const installed = installedElectron(environment);
  if (installed !== null) return installed;
  const isUnwanted = ['ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_SKIP_BINARY_DOWNLOAD'].some(
    (name) => environment[name],
  );
  if (isUnwanted || isFresh(notReached)) return null;
  if ((await canReach(environment)) && (await install(environment))) return installedElectron(environment);
  mkdirSync(join(notReached, '..'), { recursive: true });
  writeFileSync(notReached, '');
  return null;
}
