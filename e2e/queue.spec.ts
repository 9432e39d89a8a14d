import type { Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, test } from './app.ts';
import { renew, signInTo } from './page.ts';

const view = (page: Page) => page.getByRole('region', { name: 'Album queue' });
const entry = (page: Page) => page.getByRole('button', { name: 'Album queue', exact: true });
const field = (page: Page) => view(page).getByRole('textbox', { name: 'Album ids' });
const rows = (page: Page) =>
  view(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
const row = (page: Page, albumId: string) => rows(page).filter({ hasText: albumId });
const press = (page: Page, name: string | RegExp) => view(page).getByRole('button', { name }).click();
const albumIds = (server: ApiServer) => server.world.albums.map(({ id }) => id);
const listings = (server: ApiServer) =>
  server.ledger.filter(({ path }) => /\/albums\/[^/]+\/images/.test(path)).map(({ path }) => path);

async function openWith(page: Page, text: string): Promise<void> {
  await entry(page).click();
  await field(page).fill(text);
}

async function runThrough(page: Page, text: string, ended: string): Promise<void> {
  await openWith(page, text);
  await press(page, /^Start queue/);
  await expect(view(page)).toContainText(ended);
}

test('pasted albums are asked one after the other; what failed and what changed stands first', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 1_200, albums: 8 });
  const { page } = await start();
  await signInTo(page, server);
  const ids = albumIds(server);
  await runThrough(page, ids.join('\n'), '8 done');
  const [, changed = '', , denied = ''] = ids;
  const [image, gone] = server.world.album(changed)?.images.map(({ id }) => id) ?? [];
  server.world.edit(image ?? '', { title: 'Another title' });
  server.world.remove(gone ?? '');
  const deniedAlbum = server.world.album(denied);
  if (deniedAlbum !== undefined) deniedAlbum.denied = 'refused';
  await press(page, 'New queue');
  const mess = `Hello,\n"${ids.join('";\n"')}"\n${ids[0] ?? ''}\nthank you`;
  await field(page).fill(mess);
  await expect(view(page)).toContainText('8 album ids found');
  await expect(view(page)).toContainText('1 id');
  await expect(view(page)).toContainText('“Hello”');
  await expect(view(page)).toContainText('8 calls');
  await press(page, 'Start queue of 8 albums');
  await expect(view(page)).toContainText('1 failed, 1 changed, 7 done');
  await expect(rows(page).nth(0)).toContainText(denied);
  await expect(rows(page).nth(0)).toContainText('Failed');
  await expect(rows(page).nth(1)).toContainText(changed);
  await expect(rows(page).nth(1)).toContainText('1 changed, 1 removed');

  if (deniedAlbum !== undefined) deniedAlbum.denied = null;
  const before = listings(server).length;
  await press(page, 'Ask again for what failed');
  await expect(view(page)).toContainText('8 done');
  await expect(row(page, denied)).toContainText('Nothing changed');
  expect(listings(server).slice(before)).toEqual([expect.stringContaining(denied)]);

  await row(page, changed)
    .getByRole('button', { name: /^Report of/ })
    .click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('Another title');
  await page.keyboard.press('Escape');
  await expect(view(page)).toContainText('8 done');
  await page.keyboard.press('Escape');
  await expect(view(page)).toBeHidden();
});

test('a queue goes on after the window was reloaded and the app was started anew', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 1_200, albums: 8 });
  const app = await start();
  await signInTo(app.page, server);
  server.setFault({ on: 'GET /albums/:album_id/images', kind: 'delay', ms: 2_000 });
  await openWith(app.page, albumIds(server).join('\n'));
  await press(app.page, /^Start queue/);
  await expect(app.page.getByRole('progressbar')).toBeVisible();
  await expect(view(app.page)).toContainText('1 done');
  await app.page.reload();
  await expect(entry(app.page)).toContainText(/Queue: \d of 8/);
  const { page } = await app.restart();
  await entry(page).click();
  await expect(view(page)).toContainText('It waits');
  await renew(page, server);
  server.clearFaults();
  await expect(view(page)).toContainText('8 done');
});

test('the day’s budget stops the queue, and a larger one lets it go on', async ({ start, serve }) => {
  const server = await serve({ images: 120, albums: 4 });
  const { page } = await start();
  await signInTo(page, server);
  await openWith(page, albumIds(server).join('\n'));
  const budget = view(page).getByRole('textbox', { name: 'Daily budget of calls' });
  await budget.fill('1');
  await budget.press('Enter');
  await expect(view(page)).toContainText('more than is left for today');
  const before = listings(server).length;
  await press(page, /^Start queue/);
  await expect(view(page)).toContainText('budget of calls is used up');
  expect(listings(server).length).toBe(before);
  await budget.fill('5,000');
  await budget.press('Enter');
  await expect(view(page)).toContainText('4 done');
});

test('a queue is paused, resumed and stopped; what it left is filled into the next one', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 1_200, albums: 8 });
  const { page } = await start();
  await signInTo(page, server);
  server.setFault({ on: 'GET /albums/:album_id/images', kind: 'delay', ms: 300 });
  await openWith(page, albumIds(server).join('\n'));
  await press(page, /^Start queue/);
  await press(page, 'Pause');
  await expect(view(page)).toContainText('Paused');
  await page.keyboard.press('Escape');
  await expect(entry(page)).toContainText('Paused');
  await entry(page).click();
  await press(page, 'Resume');
  await expect(view(page)).toContainText(/[2-7] of 8 albums/);
  await press(page, 'Stop');
  await expect(view(page)).toContainText('not asked');
  await press(page, 'New queue');
  expect(await field(page).inputValue()).toContain(albumIds(server).at(-1));
  await expect(view(page)).toContainText(/[1-6] album ids? found/);
});

test('by key: pasted, begun, paused, resumed and stopped, and the focus never falls to the page', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 1_200, albums: 8 });
  const { page } = await start();
  await signInTo(page, server);
  server.setFault({ on: 'GET /albums/:album_id/images', kind: 'delay', ms: 3_000 });
  await entry(page).focus();
  await page.keyboard.press('Enter');
  await field(page).focus();
  await page.keyboard.insertText(albumIds(server).join('\n'));
  const button = (name: string | RegExp) => view(page).getByRole('button', { name });
  await button(/^Start queue of 8/).focus();
  await page.keyboard.press('Enter');
  await expect(button('Pause')).toBeVisible();
  await expect(view(page).locator(':focus')).toHaveCount(1);
  await button('Pause').focus();
  await page.keyboard.press('Enter');
  await expect(button('Resume')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Pause')).toBeFocused();
  await button('Stop').focus();
  await page.keyboard.press('Enter');
  await expect(view(page)).toContainText('not asked');
  await expect(view(page).locator(':focus')).toHaveCount(1);
  await button('Copy as text').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The summary is copied.')).toBeVisible();
  await expect(button('Copy as text')).toBeFocused();
  await button('New queue').focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeVisible();
  await expect(view(page).locator(':focus')).toHaveCount(1);
});

test('words that may be ids are asked about, and not queued unless that is said', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60, albums: 3 });
  const { page } = await start();
  await signInTo(page, server);
  const [a = '', b = ''] = albumIds(server);
  await openWith(page, 'yes\nBest_regards\n12345');
  await expect(view(page)).toContainText('0 album ids found');
  await expect(view(page)).toContainText('3 words may be album ids');
  await expect(view(page).getByRole('button', { name: 'Start queue', exact: true })).toBeDisabled();
  await field(page).fill(`${a}\n${b}\nhouse-99`);
  const ask = view(page).getByRole('checkbox', { name: 'Ask for it as well' });
  await expect(view(page)).toContainText('house-99');
  await expect(view(page).getByRole('button', { name: 'Start queue of 2 albums' })).toBeEnabled();
  await ask.check();
  await press(page, 'Start queue of 3 albums');
  await expect(view(page)).toContainText('1 failed');
  await expect(rows(page).nth(0)).toContainText('house-99');
});

test('one album whose answer always breaks off fails, and all others are asked', async ({ start, serve }) => {
  const server = await serve({ images: 1_200, albums: 6 });
  const { page } = await start();
  await signInTo(page, server);
  const [, bad = ''] = albumIds(server);
  server.setFault({ on: 'GET /albums/:album_id/images', ending: `/${bad}/images`, kind: 'cut', bytes: 12 });
  await openWith(page, albumIds(server).join('\n'));
  await press(page, /^Start queue/);
  await expect(view(page)).toContainText(/1 failed.*5 done/, { timeout: 30_000 });
  await expect(rows(page).nth(0)).toContainText(bad);
});

test('a loaded file’s column of ids is read, and a spreadsheet is told apart', async ({ start, serve }) => {
  const server = await serve({ images: 60, albums: 3 });
  const { page } = await start();
  await signInTo(page, server);
  await entry(page).click();
  const [a = '', b = ''] = albumIds(server);
  const file = view(page).locator('input[type=file]');
  await file.setInputFiles({
    name: 'book.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
  });
  await expect(view(page).getByRole('alert')).toContainText('CSV');
  const csv = `Owner ID;Album ID;Name\n0051x00000CaDuRAAV;${a};Roof\n0051x00000CaDuRAAV;${b};"Cellar; old"`;
  await file.setInputFiles({ name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(view(page)).toContainText('2 album ids found');
  await expect(view(page)).toContainText('“Album ID”');
});
