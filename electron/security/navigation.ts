import type { WebContents } from 'electron';
import { isPageUrl } from './page-origin.ts';

/**
 * Keeps contents where they are: they may load the page (a reload) and nothing else, in no other frame, and open no
 * window and no webview. Links to the outside go through `external-links.ts`, by the main process's own choice.
 */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
