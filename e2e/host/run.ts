/**
 * The Chromium host: runs the app's built main process, unmodified, under Node with a Chromium as its window.
 * `node e2e/host/run.ts [flags]`, or with `--main=FILE` another built main process (the host's own tests).
 */
import { mkdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBrowser, NoBrowser } from './browser.ts';
import { startChromium } from './chromium.ts';
import { app } from './electron/app.ts';
import { watchDownloads } from './electron/downloads.ts';
import { nativeTheme } from './electron/native-theme.ts';
import { hostSession } from './electron/session.ts';
import { openWindows } from './electron/window-list.ts';
import { switchValue } from './flags.ts';
import { startOriginServer } from './origin-server.ts';
import { PageResponse } from './page-response.ts';
import { watchPages } from './pages.ts';
import { flags, goLive } from './running.ts';

const main = switchValue(process.argv, 'main') ?? join(import.meta.dirname, '../../dist/main/main.js');
const standIn = pathToFileURL(join(import.meta.dirname, 'electron/index.ts')).href;

globalThis.Response = PageResponse as unknown as typeof Response;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

// As Electron does. A library of the app may send the signal once more after it has tidied up, so it is heard each time.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

async function start(): Promise<void> {
  const executable = ensureBrowser(process.env);
  const profile = join(app.getPath('userData'), 'Chromium');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const server = await startOriginServer();
  const chromium = await startChromium(executable, profile, server.start, flags);
  const pages = watchPages(chromium, (openerId, popup) => {
    for (const { webContents } of openWindows) if (webContents.shows(openerId)) webContents.askToOpen(popup);
  });
  const first = chromium.page(chromium.firstPage.sessionId);
  await nativeTheme.learnSystem(first);
  await first.send('Page.navigate', { url: server.unlock });
  goLive({ chromium, server, pages });
  await watchDownloads(
    chromium,
    { arriving: join(profile, 'Arriving'), downloads: app.getPath('downloads') },
    (url, filename) => hostSession.mayDownload(server.toApp(url), filename),
  );
  await hostSession.becomeReady();
}

try {
  await import(pathToFileURL(resolve(main)).href);
  if (!app.isQuitting) {
    await start();
    app.becomeReady();
  }
} catch (error) {
  console.error(error instanceof NoBrowser ? error.message : error);
  process.exit(1);
}
