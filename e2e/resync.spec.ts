import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { cells, tile, selection, alert, signInTo } from './page.ts';
import type { ApiServer } from './api-server/server.ts';

const report = (page: Page) => page.getByRole('region', { name: 'Resync report' });
const idsOf = (server: ApiServer) => server.world.albums[0]?.images.map((image) => image.id) ?? [];

test('an album’s resync says what is unchanged, changed, added and removed, and shows it', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server);
  const [a = '', b = '', c = ''] = idsOf(server);
  const albumId = server.world.albums[0]?.id ?? '';
  server.world.edit(a, { title: 'A new title' });
  server.world.rotate(b, 90);
  server.world.remove(c);
  server.world.add(albumId, { title: 'Just added' });
  const before = server.ledger.length;
  await page.getByRole('button', { name: 'Resync album' }).click();
  for (const words of ['27 unchanged', '2 changed', '1 added', '1 removed'])
    await expect(report(page)).toContainText(words);
  expect(server.ledger.slice(before).filter((entry) => entry.template !== 'picture')).toHaveLength(1);
  await expect(report(page)).toContainText('A new title');
  await page.keyboard.press('Escape');
  await expect(report(page)).toBeHidden();
  await expect(tile(page, 'A new title')).toBeVisible();
  await expect(selection(page)).toContainText('of 30');
});

test('a resync moves no selection', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server);
  const [first = '', , third = ''] = idsOf(server);
  await page.locator(`[data-image-id="${third}"]`).click();
  server.world.remove(first);
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(report(page)).toContainText('1 removed');
  await page.keyboard.press('Escape');
  await expect(page.locator(`[data-image-id="${third}"]`)).toHaveAttribute('aria-selected', 'true');
});

test('selected images are asked for by id', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server);
  await cells(page).nth(0).click();
  await cells(page)
    .nth(4)
    .click({ modifiers: ['Shift'] });
  server.world.edit(idsOf(server)[1] ?? '', { tags: ['fresh'] });
  await page.getByRole('button', { name: 'Resync selected' }).click();
  await expect(report(page)).toContainText('4 unchanged');
  await expect(report(page)).toContainText('1 changed');
  await expect(report(page)).not.toContainText('removed');
});

test('a selection that costs many calls is asked about first, a small one says its calls', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 2_100 });
  const { page } = await start();
  await signInTo(page, server);
  await expect(selection(page)).toContainText('of 2,100');
  const button = page.getByRole('button', { name: 'Resync selected' });
  await cells(page).nth(0).click();
  await expect(button).toHaveAttribute('title', 'Resync selected: 1 call');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(button).toHaveAttribute('title', 'Resync selected: 27 calls');
  const before = server.ledger.length;
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Resync 2,100 images?' });
  await expect(dialog).toContainText('27 calls');
  expect(server.ledger.slice(before).filter(({ template }) => template !== 'picture')).toEqual([]);
  await dialog.getByRole('button', { name: 'Resync album' }).click();
  await expect(report(page)).toContainText('2,100 unchanged');
  expect(server.ledger.slice(before).filter(({ template }) => template !== 'picture')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await button.click();
  await dialog.getByRole('button', { name: 'Resync 2,100 images' }).click();
  await expect(report(page)).toContainText('2,100 ids (27 calls)');
});

test('pasted text is searched for ids; what is missing and what is no id is named', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server);
  const [a = '', b = ''] = idsOf(server);
  const gone = '00000000-0000-4000-8000-00000000dead';
  await page.getByRole('button', { name: 'Resync by ids' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync by ids' });
  await dialog
    .getByRole('textbox', { name: 'Image ids' })
    .fill(`image_id;comment\n"${a}";ok\n"${b}";ok\n${a}\n${gone}\nnot an id`);
  await dialog.getByRole('button', { name: /^Resync/ }).click();
  await expect(report(page)).toContainText('2 unchanged');
  await expect(report(page)).toContainText('1 not found');
  await expect(report(page)).toContainText('not an id');
  const asked = server.ledger.at(-1)?.path.match(/[\da-f]{8}-[\da-f-]{27}/g);
  expect(asked).toEqual([a, b, gone]);
});

test('a refused resync is said, and what was shown stays', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server);
  server.setFault({ on: 'any', kind: 'status', status: 503, body: '<h1>Application error</h1>' });
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(alert(page).first()).toBeVisible();
  server.clearFaults();
  await page.keyboard.press('Escape');
  await expect(cells(page).nth(11)).toBeVisible();
});
