import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Electron keeps what, per system. */
export function defaultPaths(name: string, userDataDir: string | null): Map<string, string> {
  const home = homedir();
  const appData = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'),
    other: process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'),
  }[process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'other'];
  const userData = userDataDir ?? join(appData, name);
  return new Map([
    ['home', home],
    ['appData', appData],
    ['userData', userData],
    ['sessionData', userData],
    ['temp', tmpdir()],
    ['downloads', process.env['XDG_DOWNLOAD_DIR'] ?? join(home, 'Downloads')],
    ['logs', process.platform === 'darwin' ? join(home, 'Library', 'Logs', name) : join(userData, 'logs')],
    ['exe', process.execPath],
  ]);
}
