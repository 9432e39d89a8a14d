import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Where the browsers put themselves when they are not on the path. */
function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) => {
      const folder = environment[root];
      if (folder === undefined) return [];
      return ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].map((name) =>
        join(folder, name, 'Application', name.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'),
      );
    });
  return [...names.map((name) => join('/usr/bin', name)), '/snap/bin/chromium'];
}

/** The installed Chromium, Chrome or Edge; `CHROME_PATH` goes before all. Null where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv): string | null {
  const chosen = environment['CHROME_PATH'];
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const all = [...(chosen === undefined ? [] : [chosen]), ...usualPlaces(environment), ...onPath];
  return all.find((path) => existsSync(path)) ?? null;
}

/** No browser, and none could be installed. The message is one sentence for the person at the keyboard. */
export class NoBrowser extends Error {
  override name = 'NoBrowser';
}

/**
 * The installed browser. Root on Debian gets one: Debian's own, by apt-get.
 * @throws NoBrowser
 */
export function ensureBrowser(environment: NodeJS.ProcessEnv): string {
  const found = findBrowser(environment);
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('No Chromium, Chrome or Edge was found: installing Debian’s chromium with apt-get.');
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
    const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update'], { ...quiet, env });
    spawnSync('apt-get', ['install', '-y', 'chromium'], { ...quiet, env });
    const installed = findBrowser(environment);
    if (installed !== null) return installed;
  }
  throw new NoBrowser(
    'No browser was found: install Chromium, Google Chrome or Microsoft Edge, or set CHROME_PATH to one.',
  );
}
