import type { EventData, EventName } from '#shared/contract.ts';
import { eventWire } from '#shared/wire.ts';
import { BrowserWindow, type WebContents } from 'electron';
import { join } from 'node:path';
import { denyNavigation } from './security/navigation.ts';
import { pageOrigin } from './security/page-origin.ts';

interface WindowOptions {
  visible: boolean;
  /** Told why the page's process ended by itself; the page is loaded again by then, or about to be. */
  pageGone: (reason: string) => void;
}

/** Makes the one window, hidden until its first paint. The page gets a sandbox, its own world, and two functions. */
export function createWindow({ visible, pageGone }: WindowOptions): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 880,
    minHeight: 600,
    title: 'SharinPix Companion',
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  denyNavigation(window.webContents);
  comeBack(window, pageGone);
  if (visible) window.once('ready-to-show', () => window.show());
  void window.loadURL(`${pageOrigin}/`);
}

/** A page that is gone again so soon is given a rest, ms: one that always crashes must not keep the computer busy. */
const rest = 10_000;

/** A page whose process ended (faults row 50) is loaded again: all it knew is here or in its session's storage. */
function comeBack(window: BrowserWindow, pageGone: WindowOptions['pageGone']): void {
  let lastGone = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    pageGone(reason);
    const now = performance.now();
    const wait = now - lastGone < rest ? rest : 0;
    lastGone = now;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, wait);
  });
}

/** Brings the window to the front, where there is one. */
export function focusWindow(): boolean {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return false;
  if (window.isMinimized()) window.restore();
  window.focus();
  return true;
}

/** True while the user has a window of the app before them. */
export const isInSight = (): boolean => BrowserWindow.getFocusedWindow() !== null;

/** True for the contents of a window made here. */
export const isOurWindow = (contents: WebContents): boolean =>
  BrowserWindow.getAllWindows().some((window) => window.webContents === contents);

/** Tells every window's page of an event; a page that is gone misses nothing, since it asks anew when it is back. */
export function tellPages<E extends EventName>(event: E, data: EventData<E>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(eventWire, event, data);
  }
}
