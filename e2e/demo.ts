/**
 * `npm run demo`: the app on its embedded demo. With a display it is simply opened; without one (or with `--tour`) it
 * walks the main job by itself, prints each step in a line and leaves screenshots in `demo-output/`.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ensureWindow } from './host/ensure-window.ts';
import { hasDisplay } from './host/flags.ts';
import { launch } from './host/launch.ts';

const output = join(import.meta.dirname, '..', 'demo-output');
/** The demo leaves nothing outside the project. */
const data = `--user-data-dir=${join(output, 'data')}`;
const flags = process.argv.slice(2).filter((flag) => flag !== '--tour');

async function tour(page: Page): Promise<void> {
  let step = 0;
  const did = async (name: string, what: string): Promise<void> => {
    step += 1;
    const file = `${step}-${name}.png`;
    await page.screenshot({ path: join(output, file) });
    console.log(`${step}. ${what} (demo-output/${file})`);
  };
  const grid = page.getByRole('grid', { name: 'Images' });
  const tiles = grid.getByRole('gridcell');
  const pictures = async (): Promise<void> => {
    await tiles.nth(11).waitFor();
    await grid.evaluate((element) =>
      Promise.all([...element.querySelectorAll('img')].map((image) => image.decode().catch(() => undefined))),
    );
  };

  const albums = page.getByRole('navigation', { name: 'Albums' }).getByRole('button');
  await albums.first().click();
  await pictures();
  const album = await page.getByRole('main').getByRole('heading', { level: 2 }).innerText();
  await did('album', `Album ${album} opened`);

  await tiles.first().click();
  await tiles.nth(11).click({ modifiers: ['Shift'] });
  await did(
    'selected',
    (await page.getByRole('status', { name: 'Selection' }).innerText()).replaceAll('\n', ' '),
  );

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 12 images' });
  await dialog.getByRole('radio').first().check();
  await did('sharing', 'Sharing chosen');
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await dialog.getByText('12 images shared').waitFor();
  await did('shared', '12 images shared');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Resync album' }).click();
  const report = page.getByRole('region', { name: 'Resync report' });
  const unchanged = report.getByText(/[\d,]+ unchanged/).first();
  await unchanged.waitFor();
  await did('resynced', `Album resynced: ${await unchanged.innerText()}`);

  await page.keyboard.press('Escape');
  await tiles.first().dblclick();
  await page.getByRole('dialog', { name: 'Image viewer' }).getByRole('img').first().waitFor();
  await did('viewer', 'Image viewer open');
}

await ensureWindow(flags, process.env);
if (hasDisplay(process.env) && !flags.includes('--headless') && !process.argv.includes('--tour')) {
  const shell = await launch({ flags: ['--demo', data, ...flags] });
  process.exitCode = await shell.ended;
} else {
  console.log('No display: the demo walks through the main job by itself.');
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const shell = await launch({
    flags: ['--demo', '--headless', '--lang=en', data, ...flags],
  });
  const browser = await chromium.connectOverCDP(shell.cdpUrl);
  try {
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('The app showed no window');
    await tour(page);
    console.log('The demo did the main job: open, choose, share, resync, look.');
  } finally {
    await browser.close();
    await shell.close();
    await rm(join(output, 'data'), { recursive: true, force: true });
  }
}
