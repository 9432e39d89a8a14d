import type * as Electron from 'electron';
import { notImplemented } from './guard.ts';

/** Options that the host acts on, or that ask for what its windows are anyway. Any other is an error by name. */
const known: ReadonlySet<string> = new Set<keyof Electron.BrowserWindowConstructorOptions>([
  'x',
  'y',
  'width',
  'height',
  'title',
  'backgroundColor',
  'webPreferences',
  // A browser's window keeps its own least size, has no menu bar, and is shown when it is made.
  'minWidth',
  'minHeight',
  'autoHideMenuBar',
  'show',
  'icon',
]);

/** The only preferences the host's pages can have; `null` takes any value. */
const preferences: Partial<Record<keyof Electron.WebPreferences, boolean | null>> = {
  preload: null,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  // There are no developer tools and no spelling dictionaries to turn off.
  devTools: null,
  spellcheck: null,
  backgroundThrottling: null,
};

/** @throws for an option that the host would have to ignore */
export function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw notImplemented(`BrowserWindow option ${name}`);
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    const only = preferences[name as keyof Electron.WebPreferences];
    if (only === undefined || (only !== null && value !== only))
      throw notImplemented(`webPreferences.${name}: ${String(value)}`);
  }
}
