import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, filesHolding, test } from './app.ts';
import { cells, expired, signIn, renewWith, renew } from './page.ts';

const account = (page: Page) => page.getByRole('button', { name: 'Account' });
const pictureWidth = (page: Page) =>
  cells(page)
    .first()
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.naturalWidth);

test('Account says where, who, what is allowed and until when', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await account(page).click();
  await expect(page.getByText(server.origin).first()).toBeVisible();
  await expect(page.getByText(server.world.person.fullname).first()).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Account' });
  await expect(dialog).toContainText(/valid until|expires/i);
  await expect(dialog).toContainText(server.world.albums[0]?.id ?? '');
  await expect(dialog).toContainText(/list images/i);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(server.origin);
});

test('a token that expires keeps everything on screen; Renew goes on', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: 'any', kind: 'token', as: 'missing' });
  const { page } = await start();
  await signIn(page, server.origin, server.token({ expiresIn: 6 }));
  await cells(page).nth(2).click();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page).nth(2)).toHaveAttribute('aria-selected', 'true');
  await renewWith(page, server.token({ user: 'someone-else' }));
  await expect(expired(page)).toContainText(/user/i);
  await renew(page, server);
  await expect(cells(page).nth(2)).toHaveAttribute('aria-selected', 'true');
});

test('at the next start, where the token could not be kept, the album and its pictures are there, and so after Renew', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 24, albums: 2 });
  const app = await start();
  await signIn(app.page, server.origin, server.token());
  const second = app.page.getByRole('navigation', { name: 'Albums' }).getByRole('button').nth(1);
  await second.click();
  await expect.poll(() => pictureWidth(app.page)).toBeGreaterThan(0);
  const id = await cells(app.page).first().getAttribute('data-image-id');
  // The account's file is written in the background: a quit in that very instant would reopen the album before.
  const albumId = server.world.albums[1]?.id ?? '';
  await expect.poll(() => filesHolding(app.folder, `"lastAlbumId":"${albumId}"`)).not.toEqual([]);
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', id ?? '');
  await expect.poll(() => pictureWidth(page)).toBeGreaterThan(0);
  await renew(page, server);
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('12 unchanged');
});

test('after a sign-out nothing of the account is left on the disk', async ({ start, serve }) => {
  const server = await serve({ images: 12 });
  const app = await start();
  const { page } = app;
  await signIn(page, server.origin, server.token());
  await expect.poll(() => pictureWidth(page)).toBeGreaterThan(0);
  const imageId = (await cells(page).first().getAttribute('data-image-id')) ?? '';
  await account(page).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect.poll(() => filesHolding(app.folder, 'fit2000')).toEqual([]);
  await expect.poll(() => filesHolding(app.folder, server.world.person.email)).toEqual([]);
  await app.close();
  expect(await filesHolding(app.folder, imageId)).toEqual([]);
});

test('no token is on the disk, and no sharing id or picture’s address in the log or in what was printed', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 12 });
  const token = server.token();
  const app = await start();
  const { page } = app;
  await signIn(page, server.origin, token);
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 1 image' });
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('1 image shared');
  await app.close();
  const [sharing] = server.world.sharings.values();
  const logs = join(app.folder, 'logs');
  expect(await filesHolding(logs, 'GET')).not.toEqual([]);
  expect(await filesHolding(app.folder, token.split('.')[1] ?? '')).toEqual([]);
  expect(await filesHolding(logs, sharing?.id ?? '')).toEqual([]);
  expect(await filesHolding(logs, 's--')).toEqual([]);
  expect(app.output()).not.toContain(sharing?.id ?? '');
});
