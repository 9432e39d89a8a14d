import type { Page } from '@playwright/test';
import { expect, signIn, test } from './app.ts';
import type { ApiServer } from './api-server/server.ts';

const cells = (page: Page) => page.getByRole('grid', { name: 'Images' }).getByRole('gridcell');
const posts = (server: ApiServer) => server.ledger.filter((entry) => entry.method === 'POST');
const sharingOf = (server: ApiServer) => {
  const [sharing] = server.world.sharings.values();
  if (sharing === undefined) throw new Error('The album has no sharing');
  return sharing;
};

/** Signs in, chooses the first `count` images and opens the dialog. */
async function choose(page: Page, server: ApiServer, count: number) {
  await signIn(page, server.origin, server.token());
  await cells(page).first().click();
  if (count > 1)
    await cells(page)
      .nth(count - 1)
      .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return page.getByRole('dialog', { name: `Share ${count} image${count === 1 ? '' : 's'}`, exact: true });
}

test('images are shared in order, each with its outcome and a link that opens', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  const dialog = await choose(page, server, 3);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByText('3 images shared', { exact: true })).toBeVisible();
  const ids = server.world.albums[0]?.images.slice(0, 3).map((image) => image.id);
  expect(sharingOf(server).rows.map((row) => row.imageId)).toEqual(ids);
  expect(posts(server)).toHaveLength(1);
  expect(posts(server)[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  const opened = page.context().waitForEvent('page');
  await dialog.getByRole('button', { name: /^Open/ }).first().click();
  expect((await opened).url()).toContain(`${server.origin}/sharing_images/`);
  await dialog.getByRole('button', { name: 'Copy links' }).click();
  await expect(page.getByText(/copied/i)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
});

test('a double click and Enter are one share', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  const dialog = await choose(page, server, 2);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).dblclick();
  await page.keyboard.press('Enter');
  // Where the share has ended by then, Enter has pressed Done.
  await expect(page.getByRole('region', { name: 'Jobs', includeHidden: true })).toContainText(
    '2 images shared',
  );
  expect(sharingOf(server).rows).toHaveLength(2);
});

test('what is there already is said and not sent', async ({ start, serve }) => {
  const server = await serve();
  const [first] = server.world.albums[0]?.images ?? [];
  server.world.share(sharingOf(server).id, [first?.id ?? ''], null);
  const { page } = await start();
  const dialog = await choose(page, server, 3);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByText('3 images shared', { exact: true })).toBeVisible();
  await expect(dialog).toContainText(/already shared/i);
  expect(sharingOf(server).rows).toHaveLength(3);
});

test('a sharing’s id can be typed in', async ({ start, serve }) => {
  const server = await serve();
  const other = [...server.world.sharings.values()][1];
  const { page } = await start();
  const dialog = await choose(page, server, 2);
  await dialog.getByRole('textbox', { name: 'Other sharing id' }).fill(other?.id ?? '');
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByText('2 images shared', { exact: true })).toBeVisible();
  expect(other?.rows).toHaveLength(2);
});

test('200 images go in parts of at most 90, one after the other', async ({ start, serve }) => {
  const server = await serve({ images: 200 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await cells(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 200 images' });
  await dialog.getByRole('radio', { name: 'Archive' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByText('200 images shared', { exact: true })).toBeVisible();
  expect(posts(server).map((entry) => entry.body.split('&').length)).toEqual([90, 90, 20]);
});

test('an answer that is lost is read back and not sent again', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: 'POST /sharings/:sharing_id/sharing_images', kind: 'commit-then-drop', times: 1 });
  const { page } = await start();
  const dialog = await choose(page, server, 3);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByText('3 images shared', { exact: true })).toBeVisible();
  expect(posts(server)).toHaveLength(1);
  expect(sharingOf(server).rows).toHaveLength(3);
});

test('a refusal is said per image with its reason, and Retry failed sends again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({
    on: 'POST /sharings/:sharing_id/sharing_images',
    kind: 'status',
    status: 401,
    headers: { 'X-message': 'Access denied' },
  });
  const { page } = await start();
  const dialog = await choose(page, server, 2);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('2 failed');
  await expect(dialog).toContainText(/not allowed/i);
  server.clearFaults();
  await dialog.getByRole('button', { name: 'Retry failed' }).click();
  await expect(dialog.getByText('2 images shared', { exact: true })).toBeVisible();
});

test('a job goes on when the dialog is closed, and is found under Jobs', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: 'POST /sharings/:sharing_id/sharing_images', kind: 'delay', ms: 1_500 });
  const { page } = await start();
  const dialog = await choose(page, server, 3);
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Jobs' })).toContainText('3 images shared');
});
