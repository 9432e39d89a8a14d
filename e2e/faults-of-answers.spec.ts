import type { Page } from '@playwright/test';
import type { FaultKind } from './api-server/fault.ts';
import type { ApiServer } from './api-server/server.ts';
import { expect, test } from './app.ts';
import { cells, tile, selection, alert, signIn } from './page.ts';

/* What is seen where the answer with an album's images is not what it should be (faults.md 48, attacks A1 to A5). */

const lists = ['GET /image_syncs', 'GET /albums/:album_id/images'] as const;

/** How many images the window says there are. */
async function count(page: Page): Promise<number> {
  const [, all = ''] = (await selection(page).innerText()).match(/[\d,]+/g) ?? [];
  return Number(all.replaceAll(',', ''));
}

/** Whichever route is asked for a list, this is what comes. */
function spoil(server: ApiServer, fault: FaultKind): void {
  for (const on of lists) server.setFault({ on, ...fault });
}

async function expectSound(page: Page): Promise<void> {
  await cells(page).nth(3).click();
  await expect(selection(page)).toContainText('1 of');
  expect(await page.getByText(/undefined|NaN|\[object/).count()).toBe(0);
}

for (const kind of ['cut', 'truncated'] as const) {
  test(`an answer that is ${kind} half way: of a new album what came stays and can be used, and Try again brings the rest`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 300 });
    spoil(server, { kind, bytes: 400_000 });
    const { page } = await start();
    await signIn(page, server.origin, server.token());
    await expect(alert(page)).toContainText('The download broke off');
    await expect.poll(() => count(page)).toBeGreaterThan(60);
    expect(await count(page)).toBeLessThan(300);
    await expectSound(page);

    server.clearFaults();
    await alert(page).getByRole('button', { name: 'Try again' }).click();
    await expect(selection(page)).toContainText('1 of 300');
    await expect(alert(page)).toHaveCount(0);
  });

  test(`an answer that is ${kind} half way: an album that is held stays whole`, async ({ start, serve }) => {
    const server = await serve({ images: 300 });
    const { page } = await start();
    await signIn(page, server.origin, server.token());
    await expect(selection(page)).toContainText('of 300');
    server.world.edit(server.world.albums[0]?.images[0]?.id ?? '', { title: 'Half an answer' });
    spoil(server, { kind, bytes: 400_000 });
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(alert(page).first()).toContainText(/broke off/);
    await page.keyboard.press('Escape');
    await expect(selection(page)).toContainText('of 300');
    await expect(tile(page, 'Half an answer')).toHaveCount(0);
    await expectSound(page);
  });
}

test('one broken record in a thousand costs itself and is counted', async ({ start, serve }) => {
  const server = await serve({ images: 1_000 });
  spoil(server, { kind: 'broken-records', every: 1_000, as: 'bad-json' });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 999');
  await expect(page.getByText('1 record could not be read')).toBeVisible();
  await expectSound(page);
});

test('A4: records 64 brackets deep are shown, deeper ones cost themselves', async ({ start, serve }) => {
  const server = await serve({ images: 60 });
  spoil(server, { kind: 'deep-records', every: 30, brackets: 64 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 60');
  for (const brackets of [65, 10_000, 1_000_000]) {
    server.clearFaults();
    spoil(server, { kind: 'deep-records', every: 30, brackets });
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(selection(page)).toContainText('of 58');
    await expect(page.getByText('2 records could not be read')).toBeVisible();
    server.clearFaults();
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('2 added');
    await page.keyboard.press('Escape');
    await expect(selection(page)).toContainText('of 60');
  }
  await expectSound(page);
});

test('A1: a record of nearly 5 MB is shown, with what fits of its title; one of 6 MB costs itself', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  spoil(server, { kind: 'large-records', every: 30, bytes: 4_990_000 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 60');
  server.clearFaults();
  spoil(server, { kind: 'large-records', every: 30, bytes: 6_000_000 });
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('2 removed');
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 records could not be read')).toBeVisible();
  await expectSound(page);
});

test('A1: 200,000 records: the grid is there at once and scrolls to the last one', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 12 });
  server.world.imageSyncsWithoutIds = 'error';
  spoil(server, { kind: 'small-records', count: 200_000 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(tile(page, 'Small 0')).toBeVisible();
  await expect(selection(page)).toContainText('of 200,000');
  await cells(page).first().click();
  await page.keyboard.press('Control+End');
  await expect(tile(page, 'Small 199999')).toBeInViewport();
  await page.keyboard.press('Control+a');
  await expect(selection(page)).toContainText('200,000 of 200,000');
});

test('A2, row 48: of 204 kB that grow to 210 MB one record is lost, and the right ones are shown', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  spoil(server, { kind: 'bomb', bytes: 210_000_000 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 60');
  await expect(page.getByText('1 record could not be read')).toBeVisible();
  await expectSound(page);
});

test('A1, A2, row 48: a packed list that never ends is ended, which is said, and what came of it can be used', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  server.world.imageSyncsWithoutIds = 'error';
  spoil(server, { kind: 'endless', as: 'blanks', packed: true });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(alert(page)).toContainText('larger than');
  server.clearFaults();
  await alert(page).getByRole('button', { name: 'Try again' }).click();
  await expect(selection(page)).toContainText('of 60');
  await expect(alert(page)).toHaveCount(0);
});
