import type { Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, test } from './app.ts';
import { alert, cells, renew, signInTo } from './page.ts';

const list = (page: Page) => page.getByRole('region', { name: 'Waiting for processing' });
const wait = (page: Page) => page.getByRole('button', { name: 'Wait for processing', exact: true });
const notices = (page: Page) => page.getByRole('status', { name: 'Notices' });
const images = (server: ApiServer) => server.world.albums[0]?.images.map(({ id }) => id) ?? [];

/** A server whose images are processed, but for the first three. */
async function servedWith(serve: (options: { images: number }) => Promise<ApiServer>): Promise<ApiServer> {
  const server = await serve({ images: 30 });
  images(server).forEach((id, i) => server.world.edit(id, { processed: i >= 3 }));
  return server;
}

async function selectFirst(page: Page, count: number): Promise<void> {
  await cells(page).nth(0).click();
  await cells(page)
    .nth(count - 1)
    .click({ modifiers: ['Shift'] });
}

test('selected images are waited for until they are processed, and errors are named', async ({
  start,
  serve,
}) => {
  const server = await servedWith(serve);
  const { page } = await start();
  await signInTo(page, server, 30);
  await expect(list(page)).toBeHidden();
  await cells(page).nth(10).click();
  await expect(wait(page)).toBeDisabled();
  await selectFirst(page, 6);
  await wait(page).click();
  await expect(list(page)).toContainText('0 of 3 processed');
  const [first = '', second = '', third = ''] = images(server);
  server.world.edit(first, { processed: true });
  server.world.setProcessingError(second, 'No picture in file');
  await list(page).getByRole('button', { name: 'Look now' }).click();
  await expect(list(page)).toContainText('1 of 3 processed, 1 with an error');
  await list(page).getByText('1 with an error', { exact: true }).click();
  await expect(list(page)).toContainText('No picture in file');
  await expect(list(page)).toContainText('next look in');
  server.world.edit(third, { processed: true });
  await list(page).getByRole('button', { name: 'Look now' }).click();
  await expect(list(page)).toContainText('2 of 3 processed');
  await expect(notices(page)).toContainText('2 of 3 processed, 1 with an error');
  await expect(list(page).getByRole('button', { name: 'Look now' })).toHaveCount(0);
  await list(page).getByRole('button', { name: 'Remove' }).click();
  await expect(list(page)).toBeHidden();
});

test('by key: one after the other is removed, and the focus stays with the list', async ({
  start,
  serve,
}) => {
  const server = await servedWith(serve);
  const { page } = await start();
  await signInTo(page, server, 30);
  const removes = list(page).getByRole('button', { name: 'Remove' });
  for (const count of [1, 2, 3]) {
    await selectFirst(page, count);
    await wait(page).click();
    await expect(removes).toHaveCount(count);
  }
  await removes.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(removes).toHaveCount(2);
  await expect(removes.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(removes).toHaveCount(1);
  await expect(removes).toBeFocused();
  const look = list(page).getByRole('button', { name: 'Look now' });
  await look.focus();
  await page.keyboard.press('Enter');
  await expect(list(page)).toContainText('next look in');
  await expect(look).toBeFocused();
  await removes.focus();
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Album queue', exact: true })).toBeFocused();
});

test('what is waited for is waited for after a restart, and a server that fails is said', async ({
  start,
  serve,
}) => {
  const server = await servedWith(serve);
  const app = await start();
  await signInTo(app.page, server, 30);
  await selectFirst(app.page, 3);
  await wait(app.page).click();
  await expect(list(app.page)).toContainText('0 of 3 processed');
  const { page } = await app.restart();
  await expect(list(page)).toContainText('0 of 3 processed');
  await renew(page, server);
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 503 });
  await list(page).getByRole('button', { name: 'Look now' }).click();
  await expect(list(page)).toContainText('503');
  await expect(alert(page)).toHaveCount(0);
  server.clearFaults();
  for (const id of images(server).slice(0, 3)) server.world.edit(id, { processed: true });
  await list(page).getByRole('button', { name: 'Look now' }).click();
  await expect(list(page)).toContainText('3 of 3 processed');
  await expect(notices(page)).toContainText('3 images are processed');
});
