import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, type App } from './app.ts';
import { fill, overwrite, test } from './disk.ts';
import { cells, selection, alert, expired, signIn, signInTo, renew } from './page.ts';

/* What is seen where the disk is full, or gives back something else than it was given (faults.md 43 to 47, 53). */

const file = ({ folder }: App, name = '') => join(folder, `library.sqlite${name}`);
const resync = (page: Page) => page.getByRole('button', { name: 'Resync album' });

test('row 43, disk full: what is held stays, pictures are shown, it is said, and with room again all goes on', async ({
  disk,
  serve,
}) => {
  const server = await serve({ images: 600 });
  const app = await disk.startOn(60);
  const { page } = app;
  await signInTo(app.page, server, 600);
  const albumId = server.world.albums[0]?.id ?? '';
  for (let n = 0; n < 600; n += 1) server.world.add(albumId, { title: `Added ${n}` });

  const filler = await fill(app.folder, 200_000);
  await resync(page).click();
  await expect(alert(page).first()).toContainText('the disk is full');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toContainText('of 600');
  await cells(page).first().click();
  await page.keyboard.press('Control+End');
  const painted = () =>
    cells(page)
      .last()
      .locator('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(painted).toBeGreaterThan(0);
  expect(await readdir(file(app, '.arriving')).catch(() => [])).toEqual([]);

  await rm(filler);
  await resync(page).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('600 added');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toContainText('of 1,200');
  await app.close();
});

test('disk full at the first sync: it is said, and Try again works once there is room', async ({
  disk,
  serve,
}) => {
  const server = await serve({ images: 2_500 });
  const app = await disk.startOn(60);
  const { page } = app;
  const filler = await fill(app.folder, 300_000);
  await signIn(page, server.origin, server.token());
  await expect(alert(page)).toContainText('the disk is full');
  await rm(filler);
  await alert(page).getByRole('button', { name: 'Try again' }).click();
  await expect(selection(page)).toContainText('of 2,500');
  await expect(alert(page)).toHaveCount(0);
  await app.close();
});

test('row 53: data of a newer version is said to be so, and left alone', async ({ start, serve }) => {
  const server = await serve({ images: 24 });
  const app = await start();
  await signInTo(app.page, server, 24);
  await app.close();
  const database = new DatabaseSync(file(app));
  database.exec('PRAGMA user_version = 99');
  database.close();
  const print = async () =>
    createHash('sha256')
      .update(await readFile(file(app)))
      .digest('hex');
  const before = await print();

  const again = await app.restart();
  const { page } = again;
  await expect(
    alert(page).filter({ hasText: 'written by a newer version of the app' }).first(),
  ).toBeVisible();
  await expect(cells(page)).toHaveCount(0);
  await again.close();
  expect(await print()).toBe(before);
  expect((await readdir(app.folder)).filter((name) => name.includes('damaged'))).toEqual([]);
});

/** The file is not what it was; nothing else was lost. */
const harms: [string, (app: App, server: ApiServer) => Promise<void>][] = [
  ['0 bytes long', (app) => truncate(file(app), 0)],
  ['cut in half', async (app) => truncate(file(app), Math.floor((await stat(file(app))).size / 2))],
  ['without its header', (app) => overwrite(file(app), 0, 100)],
  ['noise behind its header', async (app) => overwrite(file(app), 4_096, (await stat(file(app))).size)],
  [
    'altered in one image',
    async (app, server) => {
      const at = (await readFile(file(app))).indexOf(server.world.albums[0]?.images[150]?.id ?? '');
      expect(at).toBeGreaterThan(0);
      await overwrite(file(app), at, at + 4);
    },
  ],
  ['gone', (app) => rm(file(app))],
];
for (const [how, harm] of harms) {
  test(`a library that is ${how}: nothing broken is shown, and the album is there again after Renew`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 300 });
    const app = await start();
    await signInTo(app.page, server, 300);
    await app.close();
    await harm(app, server);
    const { page } = await app.restart();
    await expect(expired(page)).toBeVisible();
    await renew(page, server);
    await expect(selection(page)).toContainText('of 300');
    await expect(cells(page).nth(11)).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });
}

for (const part of ['-wal', '-shm']) {
  test(`row 45: killed, and its ${part} deleted: the album is whole, or said to be missing and had again`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 300 });
    const app = await start();
    await signInTo(app.page, server, 300);
    await app.kill();
    expect(existsSync(file(app, part))).toBe(true);
    await rm(file(app, part));
    const { page } = await app.restart();
    await expect(expired(page)).toBeVisible();
    if ((await cells(page).count()) > 0) await expect(selection(page)).toContainText('of 300');
    await renew(page, server);
    await expect(selection(page)).toContainText('of 300');
    await expect(cells(page).nth(11)).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });
}

test('row 45: a library that may not be written to is said to be so, and nothing broken is shown', async ({
  start,
  serve,
  disk,
}) => {
  const server = await serve({ images: 60 });
  const app = await start();
  await signInTo(app.page, server, 60);
  await app.close();
  test.skip(!(await disk.makeReadOnly(file(app))), 'this user may write to any file');
  const again = await app.restart();
  const { page } = again;
  await expect(alert(page).filter({ hasText: 'may not write to its folder' }).first()).toBeVisible();
  await expect(cells(page)).toHaveCount(0);
  await again.close();
});

test('row 47: torn settings are the default ones, and what a crash left half written is swept', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 24 });
  const app = await start();
  await signInTo(app.page, server, 24);
  await app.page.getByRole('slider', { name: 'Tile size' }).press('End');
  await expect.poll(() => existsSync(join(app.folder, 'preferences.json'))).toBe(true);
  await app.close();
  for (const name of ['preferences.json', 'account.json']) {
    await truncate(join(app.folder, name), 9);
  }
  // As a crash in the midst of a write leaves them (session/private-file.ts, electron-store).
  for (const name of ['account.json.tmp', 'preferences.json.tmp-1700000000abcdef']) {
    await writeFile(join(app.folder, name), '{"half":');
  }
  const again = await app.restart();
  await signInTo(again.page, server, 24);
  await again.page.getByRole('slider', { name: 'Tile size' }).press('Home');
  const left = async () => (await readdir(app.folder)).filter((name) => name.includes('.tmp'));
  await expect.poll(left).toEqual([]);
});
