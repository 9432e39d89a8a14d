import type { Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, test } from './app.ts';
import { cells, chosen, selection, signInTo } from './page.ts';
import { alreadyShared, ends, firstIds, homepage, listing, share } from './sharing.ts';

/* What tiles wear of a sharing, and what can be selected by it. */

/** The tiles that wear a mark; found behind a dialog too. */
const worn = (page: Page, mark: 'shared' | 'changed' | 'none') => page.locator(`[data-shared=${mark}]`);
const comparing = (page: Page) => page.getByRole('combobox', { name: 'Compare with sharing' });
const selectRest = (page: Page) => page.getByRole('button', { name: 'Select what is not yet shared' });
const asked = (server: ApiServer, template: string) =>
  server.ledger.filter((entry) => entry.template === template).length;

/** Compares the album with one of its sharings. */
async function compareWith(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Compare with sharing' }).click();
  await comparing(page).selectOption(label);
}

test('tiles wear what is shared, what changed since and what is not; a click selects what is left', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 20 });
  const { page } = await start();
  await signInTo(page, server, 20);
  await expect(page.locator('[data-shared]')).toHaveCount(0);

  const dialog = await share(page, 3);
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(worn(page, 'shared')).toHaveCount(3);
  const first = cells(page).first();
  const name = (await first.getAttribute('aria-label')) ?? '';
  await expect(first).toHaveAttribute('data-shared', 'shared');
  await expect(first).toHaveAccessibleName(name);
  await expect(first).toHaveAccessibleDescription('Shared');
  await expect(cells(page).nth(3)).toHaveAttribute('data-shared', 'none');
  await expect(cells(page).nth(3)).toHaveAccessibleDescription('Not shared yet');
  await expect(comparing(page)).toHaveValue(homepage(server).id);
  await expect(page.getByText('3 shared · 17 not shared')).toBeVisible();

  await selectRest(page).click();
  await expect(selection(page)).toContainText('17 of 20 selected');
  await expect(first).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(selection(page)).toContainText('3 of 20 selected');
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(selection(page)).toContainText('17 of 20 selected');

  server.world.edit(firstIds(server, 1)[0] ?? '', { title: 'A new title' });
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('1 changed');
  await page.keyboard.press('Escape');
  await expect(first).toHaveAttribute('data-shared', 'changed');
  await expect(first).toHaveAccessibleName('A new title');
  await expect(first).toHaveAccessibleDescription('Changed since shared');
  await page.getByRole('button', { name: 'Select what changed since shared' }).click();
  await expect(selection(page)).toContainText('1 of 20 selected');
  await expect(chosen(page)).toHaveAccessibleName('A new title');
});

test('the sharing that is compared with stays over a reload, and a job that goes on is seen on the tiles', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 20 });
  alreadyShared(server, 2);
  const { page } = await start();
  await signInTo(page, server, 20);
  await compareWith(page, 'Homepage');
  await expect(worn(page, 'shared')).toHaveCount(2);
  await page.reload();
  await expect(worn(page, 'shared')).toHaveCount(2);
  await expect(comparing(page)).toHaveValue(homepage(server).id);
  const dialog = await share(page, 6);
  await expect(worn(page, 'shared')).toHaveCount(6);
  await expect(ends(dialog, '6 images shared')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await comparing(page).selectOption('None');
  await expect(page.locator('[data-shared]')).toHaveCount(0);
});

test('an album is opened without asking for its sharings; looking at one costs one call', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 20 });
  const { page } = await start();
  await signInTo(page, server, 20);
  const sharings = 'GET /albums/:album_id/sharings';
  const [before, looks] = [asked(server, sharings), asked(server, listing)];
  await expect(page.getByRole('button', { name: 'Compare with sharing' })).toBeVisible();
  expect(before).toBe(0);
  await compareWith(page, 'Homepage');
  await expect(worn(page, 'none').first()).toBeVisible();
  await comparing(page).selectOption('None');
  await comparing(page).selectOption('Homepage');
  await expect(worn(page, 'none').first()).toBeVisible();
  expect([asked(server, sharings), asked(server, listing)]).toEqual([before + 1, looks + 1]);
});

test('what is not yet shared is of what a search shows', async ({ start, serve }) => {
  const server = await serve({ images: 20 });
  const [one = '', two = '', three = ''] = firstIds(server, 3);
  for (const id of [one, two, three]) server.world.edit(id, { title: 'Sunflower' });
  server.world.share(homepage(server).id, [one], null);
  const { page } = await start();
  await signInTo(page, server, 20);
  await cells(page).nth(10).click();
  await compareWith(page, 'Homepage');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('Sunflower');
  await expect(cells(page)).toHaveCount(3);
  await selectRest(page).click();
  await expect(selection(page)).toContainText('2 of 20 selected');
  await expect(selection(page)).not.toContainText('not shown');
});

test('the button alone asks which sharing is meant, and selects once it is told', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 20 });
  alreadyShared(server, 5);
  const { page } = await start();
  await signInTo(page, server, 20);
  await selectRest(page).click();
  await expect(comparing(page)).toBeFocused();
  await comparing(page).selectOption('Homepage');
  await expect(selection(page)).toContainText('15 of 20 selected');
});

test('a sharing that cannot be read is said, and no image is called missing from it', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 20 });
  server.setFault({ on: listing, kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } });
  const { page } = await start();
  await signInTo(page, server, 20);
  await compareWith(page, 'Homepage');
  await expect(
    page.getByText(/could not be looked up, so what is not yet shared is not known/),
  ).toBeVisible();
  // Asked to select, it looks once more.
  await selectRest(page).click();
  await expect.poll(() => asked(server, listing)).toBe(2);
  await expect(selection(page)).toContainText('0 of 20 selected');
  await expect(page.locator('[data-shared]')).toHaveCount(0);
  server.clearFaults();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(worn(page, 'none').first()).toBeVisible();
});

test('in French the marks are French', async ({ start, serve }) => {
  const server = await serve({ images: 20 });
  alreadyShared(server, 1);
  const { page } = await start(['--lang=fr']);
  await page.getByRole('textbox', { name: 'Adresse du serveur' }).waitFor();
  await page.getByRole('textbox', { name: 'Adresse du serveur' }).fill(server.origin);
  await page.getByLabel('Jeton d’API').fill(server.token());
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await page.getByRole('button', { name: 'Comparer avec le partage' }).click();
  await page.getByRole('combobox', { name: 'Comparer avec le partage' }).selectOption('Page d’accueil');
  await expect(page.getByRole('gridcell').first()).toHaveAccessibleDescription('Partagée');
  await page.getByRole('button', { name: 'Sélectionner ce qui n’est pas encore partagé' }).click();
  await expect(page.getByRole('status', { name: /sélection/i })).toContainText('19 sur 20');
});
