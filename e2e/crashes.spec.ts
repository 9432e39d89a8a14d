import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { cells, chosen, tile, selection, alert, expired, signInTo, renew, crash } from './page.ts';

/* What is seen after a process of the app ended in the midst of its work (faults.md 9, 50; issue 3). */

const ids = (page: Page) =>
  chosen(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id')));

test('row 50: a page that crashes comes back with the album and its selection, as often as it crashes', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 300, albums: 2 });
  const app = await start();
  await signInTo(app.page, server);
  const second = (page: Page) => page.getByRole('navigation', { name: 'Albums' }).getByRole('button').nth(1);
  await second(app.page).click();
  await expect(second(app.page)).toHaveAttribute('aria-current', 'true');
  await cells(app.page).nth(2).click();
  await cells(app.page)
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await expect(selection(app.page)).toContainText('3 of 150');
  const before = await ids(app.page);
  const asked = server.ledger.filter(({ template }) => template !== 'picture').length;

  let { page } = app;
  for (let crashes = 0; crashes < 2; crashes += 1) {
    await crash(page);
    page = await app.attachAgain();
    await expect(selection(page)).toContainText('3 of 150');
    await expect(second(page)).toHaveAttribute('aria-current', 'true');
    expect(await ids(page)).toEqual(before);
  }
  expect(server.ledger.filter(({ template }) => template !== 'picture')).toHaveLength(asked);
  expect(app.output()).toContain('page-gone');
});

/** The second half of the answer comes too slowly for anyone. */
const slowly = { kind: 'drip', bytes: 2_000, ms: 20 } as const;

/** Bytes of the answers that are on their way. */
async function arrived({ folder }: App): Promise<number> {
  const arriving = join(folder, 'library.sqlite.arriving');
  const names = await readdir(arriving).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(arriving, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('kill -9 during a resync: the album is whole as it was before, and can be resynced', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 300 });
  const app = await start();
  await signInTo(app.page, server);
  const [first] = server.world.albums[0]?.images ?? [];
  server.world.edit(first?.id ?? '', { title: 'After the crash' });
  server.setFault({ on: 'GET /image_syncs', ...slowly });
  await app.page.getByRole('button', { name: 'Resync album' }).click();
  await expect.poll(() => arrived(app)).toBeGreaterThan(150_000);
  await app.kill();

  server.clearFaults();
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(selection(page)).toContainText('of 300');
  await expect(cells(page).first()).toHaveAttribute('data-image-id', first?.id ?? '');
  await expect(tile(page, 'After the crash')).toHaveCount(0);
  await cells(page).first().click();
  await page.keyboard.press('Control+End');
  await expect(cells(page).last()).toHaveAttribute('data-image-id', server.world.albums[0]!.images[299]!.id);

  await renew(page, server);
  await cells(page).last().click();
  await page.keyboard.press('Control+Home');
  await expect(tile(page, 'After the crash')).toBeVisible();
  await expect(selection(page)).toContainText('of 300');
});

test('kill -9 during a first sync: nothing broken is shown, and the album comes whole afterwards', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 300 });
  const app = await start();
  server.setFault({ on: 'GET /image_syncs', ...slowly });
  await signInTo(app.page, server);
  await expect(app.page.getByText(/images so far/)).toBeVisible();
  await app.kill();

  server.clearFaults();
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page)).toHaveCount(0);
  expect(await page.getByText(/of 300|images so far/).count()).toBe(0);
  await renew(page, server);
  await expect(selection(page)).toContainText('of 300');
  await expect(cells(page).nth(11)).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});
