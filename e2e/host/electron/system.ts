import type * as Electron from 'electron';
import { live } from '../running.ts';
import { Emitter, guard, notImplemented } from './guard.ts';
import { openWindows } from './window-list.ts';

/* What the desktop does for an app, as far as a browser can stand in for it. */

/** Opens links in a new window of the same browser, apart from the app's window. */
export const shell = guard('shell', {
  openExternal: async (url) => {
    if (!/^https?:/.test(url)) throw notImplemented(`shell.openExternal('${url.split(':', 1).join('')}:')`);
    await live().pages.openTab(url, true);
  },
} satisfies Partial<Electron.Shell>);

/** Copies in the first window's preload world, where neither the page nor its permissions have a say. */
export const clipboard = guard('clipboard', {
  writeText: async (text) => {
    const [window] = openWindows;
    if (window === undefined) throw notImplemented('clipboard.writeText without a window');
    const copied = await window.webContents.evaluateInPreload(
      `(() => {
        addEventListener('copy', (event) => {
          event.clipboardData.setData('text/plain', ${JSON.stringify(text)});
          event.preventDefault();
          event.stopImmediatePropagation();
        }, { capture: true, once: true });
        return document.execCommand('copy');
      })()`,
    );
    if (copied !== true) throw new Error('Chromium did not copy');
  },
} satisfies Partial<Electron.Clipboard>);

/** No protection at all: Chromium's own store is not the host's to use. */
export const safeStorage = guard('safeStorage', {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: () => Promise.reject(new Error('Encryption is not available.')),
  decryptStringAsync: () => Promise.reject(new Error('Decryption is not available.')),
} satisfies Partial<Electron.SafeStorage>);

/** Listeners are kept; a browser hears nothing of sleep and power, so they are never told. */
export const powerMonitor = guard(
  'powerMonitor',
  new Emitter('powerMonitor', [
    'suspend',
    'resume',
    'on-ac',
    'on-battery',
    'shutdown',
    'lock-screen',
    'unlock-screen',
  ]),
);

export const Notification = guard('Notification', { isSupported: () => false });
