import type { EventData, EventName } from '#shared/contract.ts';
import { eventWire } from '#shared/wire.ts';
import { BrowserWindow, type WebContents } from 'electron';
import { join } from 'node:path';
import { denyNavigation } from './security/navigation.ts';
import { pageOrigin } from './security/page-origin.ts';

/** Makes the one window, hidden until its first paint. The page gets a sandbox, its own world, and two functions. */
export function createWindow({ visible }: { visible: boolean }): void {
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
  if (visible) window.once('ready-to-show', () => window.show());
  void window.loadURL(`${pageOrigin}/`);
}

/** Brings the window to the front, where there is one. */
export function focusWindow(): boolean {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return false;
  if (window.isMinimized()) window.restore();
  window.focus();
  return true;
}

/** True for the contents of a window made here. */
export const isOurWindow = (contents: WebContents): boolean =>
  BrowserWindow.getAllWindows().some((window) => window.webContents === contents);

/** Tells every window's page of an event; a page that is gone misses nothing, since it asks anew when it is back. */
export function tellPages<E extends EventName>(event: E, data: EventData<E>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(eventWire, event, data);
  }
}
