import { app } from './app.ts';
import { BrowserWindow as HostBrowserWindow } from './browser-window.ts';
import { guard, missing } from './guard.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu as HostMenu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { clipboard, Notification, powerMonitor, safeStorage, shell } from './system.ts';

/* The stand-in for the module `electron`: every name of Electron's main process, so that an import of what the host
   does not have fails where it is used, by its name. */

export { app, clipboard, ipcMain, nativeTheme, Notification, powerMonitor, protocol, safeStorage, session, shell };
export const BrowserWindow = guard('BrowserWindow', HostBrowserWindow);
export const Menu = guard('Menu', HostMenu);

