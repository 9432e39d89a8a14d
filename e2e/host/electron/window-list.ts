import type { BrowserWindow } from './browser-window.ts';

/** Every window that is open, the oldest first. */
export const openWindows = new Set<BrowserWindow>();
