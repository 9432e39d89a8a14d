import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { test as base, chromium, expect, type Browser, type Page } from '@playwright/test';
import { startApiServer, type ApiServer, type ApiServerOptions } from './api-server/server.ts';
import { launch, type LaunchedShell } from './host/launch.ts';

/** The running app, as a person has it before them. */
export interface App {
  page: Page;
  /** Everything the app's processes have printed. */
  output(): string;
  /** Where it keeps its data. */
  folder: string;
  /** Closes the window and starts the app anew on the same data; gives the new one. */
  restart(flags?: string[]): Promise<App>;
  /** Its page, by a connection of its own: Playwright does not speak to a page again that has crashed. */
  attachAgain(): Promise<Page>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface Fixtures {
  /** Starts the app on data of its own; closed with the test. */
  start: (flags?: string[], environment?: NodeJS.ProcessEnv) => Promise<App>;
  /** Starts an API server for this test. */
  serve: (options?: ApiServerOptions) => Promise<ApiServer>;
}

async function attach(shell: LaunchedShell): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.connectOverCDP(shell.cdpUrl);
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The shell has no window');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { browser, page };
}

/** False for a page that has crashed, which says nothing at all. */
const answers = (page: Page): Promise<boolean> =>
  Promise.race([page.evaluate(() => true).catch(() => false), setTimeout(1_000, false)]);

/** @param opened told of this app and of each it is restarted as */
async function open(
  folder: string,
  flags: string[],
  environment: NodeJS.ProcessEnv,
  opened: (app: App) => void,
): Promise<App> {
  const shell = await launch({ flags: [`--user-data-dir=${folder}`, '--headless', ...flags], environment });
  let attached = await attach(shell);
  const close = async (): Promise<void> => {
    await attached.browser.close();
    await shell.close();
  };
  const app: App = {
    page: attached.page,
    folder,
    output: () => shell.output(),
    restart: async (again = flags) => {
      await close();
      return open(folder, again, environment, opened);
    },
    attachAgain: async () => {
      await attached.browser.close();
      for (;;) {
        const browser = await chromium.connectOverCDP(shell.cdpUrl);
        const page = browser.contexts()[0]?.pages()[0];
        if (page !== undefined && (await answers(page))) {
          attached = { browser, page };
          return page;
        }
        await browser.close();
        await setTimeout(100);
      }
    },
    kill: () => shell.kill(),
    close,
  };
  opened(app);
  return app;
}

// Playwright reads what a fixture needs off its first parameter's pattern, empty ones too.
/** Playwright's `test` with the app and an API server to start. Every test ends with no token in what was printed. */
export const test = base.extend<Fixtures>({
  start: async ({}, use) => {
    const apps: App[] = [];
    const folders: string[] = [];
    await use(async (flags = [], environment = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'companion-e2e-'));
      folders.push(folder);
      return open(folder, ['--lang=en', ...flags], environment, (app) => apps.push(app));
    });
    for (const app of apps) await app.close();
    for (const folder of folders)
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    for (const app of apps) expect(app.output()).not.toMatch(/eyJ[\w-]{10,}\./);
  },
  serve: async ({}, use) => {
    const servers: ApiServer[] = [];
    await use(async (options = {}) => {
      const server = await startApiServer(options);
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.close();
  },
});

export { expect };

/** The files below `folder` that hold `text`, as bytes. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    // A file that is gone by now holds nothing.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(file);
  }
  return found;
}
