import type { Chromium } from './chromium.ts';
import { readFlags } from './flags.ts';
import type { OriginServer } from './origin-server.ts';
import type { Pages } from './pages.ts';

/* What there is one of in a run of the host, for every part of the stand-in. */

export const flags = readFlags(process.argv.slice(2));

export interface Live {
  chromium: Chromium;
  server: OriginServer;
  pages: Pages;
}

let current: Live | null = null;

/** The browser and the page's origin. @throws before the app is ready, as the parts of Electron that need one do. */
export function live(): Live {
  if (current === null) throw new Error('This cannot be used before the app is ready');
  return current;
}

export const isLive = (): boolean => current !== null;

export function goLive(started: Live): void {
  current = started;
}
