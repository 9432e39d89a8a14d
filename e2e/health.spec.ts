import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { chosen, selection, signInTo } from './page.ts';
import type { ApiServer } from './api-server/server.ts';

const view = (page: Page) => page.getByRole('region', { name: 'Album health' });
const open = (page: Page) => page.getByRole('button', { name: 'Album health', exact: true }).click();
const bar = (page: Page, name: string | RegExp) => view(page).getByRole('button', { name });
const notices = (page: Page) => page.getByRole('status', { name: 'Notices' });
const images = (server: ApiServer) => server.world.albums[0]?.images.map(({ id }) => id) ?? [];

test('findings select their images, and the selection can be undone', async ({ start, serve }) => {
  const server = await serve({ images: 40 });
  const [a = '', b = '', c = ''] = images(server);
  for (const id of images(server)) server.world.edit(id, { processed: true, gps: [46, 6] });
  server.world.setProcessingError(a, 'Timeout');
  server.world.edit(b, { takenAt: null });
  server.world.edit(c, { takenAt: null, gps: null });
  const { page } = await start();
  await signInTo(page, server, 40);
  await open(page);
  await expect(bar(page, 'Processing errors, 1 image')).toBeVisible();
  await expect(view(page).getByText('Odd records', { exact: true })).toBeVisible();
  await expect(bar(page, /^Odd records/)).toHaveCount(0);
  await bar(page, 'No date taken, 2 images').click();
  await expect(view(page)).toBeHidden();
  await expect(selection(page)).toContainText('2 of 40');
  await expect(page.locator(`[data-image-id="${b}"]`)).toHaveAttribute('aria-selected', 'true');
  await expect(notices(page)).toContainText('2 images selected');
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(chosen(page)).toHaveCount(0);
});

test('of images with the same file all but one are selected', async ({ start, serve }) => {
  const server = await serve({ images: 40 });
  const [a = '', b = '', c = '', d = '', e = ''] = images(server);
  for (const id of [a, b, c]) server.world.edit(id, { etag: 'aa'.repeat(16), size: 1_000, bytes: 1_000 });
  for (const id of [d, e]) server.world.edit(id, { etag: 'bb'.repeat(16), size: 2_000, bytes: 2_000 });
  const { page } = await start();
  await signInTo(page, server, 40);
  await open(page);
  const group = view(page).getByRole('listitem').filter({ hasText: '3 images with the same file' });
  await expect(group.locator('img')).toHaveCount(3);
  await group.getByRole('button', { name: 'Select all but one' }).click();
  await expect(selection(page)).toContainText('2 of 40');
  await expect(page.locator(`[data-image-id="${a}"]`)).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Control+z');
  await expect(selection(page)).toContainText('0 of 40');
  await open(page);
  await bar(page, 'Duplicates, all but one of each, 3 images').click();
  await expect(selection(page)).toContainText('3 of 40');
});

test('days are walked with the arrow keys, and a day selects its images', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const day = Date.UTC(2026, 3, 8, 12);
  images(server).forEach((id, i) => server.world.edit(id, { takenAt: day + (i % 3) * 86_400_000 }));
  const { page } = await start();
  await signInTo(page, server, 30);
  await open(page);
  const days = view(page).getByRole('toolbar', { name: 'Days of taking' });
  await expect(days.getByRole('button')).toHaveCount(3);
  await days.getByRole('button', { name: 'Apr 8, 2026: 10 images' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(days.getByRole('button', { name: 'Apr 9, 2026: 10 images' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(selection(page)).toContainText('10 of 30');
});

test('images without a format, a tag or a day are a bar of their own, so that the bars add up', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const [a = '', b = ''] = images(server);
  for (const id of images(server))
    server.world.edit(id, { format: 'jpg', takenAt: Date.UTC(2026, 3, 8), tags: ['roof'] });
  for (const id of [a, b]) server.world.edit(id, { format: '' });
  server.world.edit(a, { takenAt: null, tags: [] });
  const { page } = await start();
  await signInTo(page, server, 30);
  await open(page);
  await expect(bar(page, 'JPG, 28 images')).toBeVisible();
  await expect(bar(page, 'No tag, 1 image')).toBeVisible();
  const days = view(page).getByRole('region', { name: 'Days of taking' });
  await expect(days.getByRole('button', { name: 'No day, 1 image' })).toBeVisible();
  await bar(page, 'No format, 2 images').click();
  await expect(selection(page)).toContainText('2 of 30');
});

test('what is counted follows the album', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  for (const id of images(server)) server.world.edit(id, { processed: true });
  const { page } = await start();
  await signInTo(page, server, 30);
  await open(page);
  await expect(bar(page, /^Not processed yet/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  server.world.edit(images(server)[0] ?? '', { processed: false });
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('1 changed');
  await page.keyboard.press('Escape');
  await open(page);
  await expect(bar(page, 'Not processed yet, 1 image')).toBeVisible();
  await view(page).getByRole('button', { name: 'Wait for processing' }).click();
  await expect(page.getByRole('region', { name: 'Waiting for processing' })).toContainText(
    '0 of 1 processed',
  );
});

test('notices lie over nothing; older ones are folded, and all are closed at once', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  for (const id of images(server).slice(0, 2)) server.world.edit(id, { takenAt: null, gps: null });
  const { page } = await start();
  await signInTo(page, server, 30);
  for (const name of [/^No date taken/, /^No place/]) {
    await open(page);
    await bar(page, name).click();
  }
  const undo = notices(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toHaveCount(1);
  const notice = await notices(page).boundingBox();
  const main = await page.getByRole('main').boundingBox();
  expect((notice?.x ?? 0) + (notice?.width ?? 0)).toBeLessThanOrEqual(main?.x ?? 0);
  await notices(page).getByRole('button', { name: 'Show 1 earlier' }).click();
  await expect(undo).toHaveCount(2);
  await notices(page).getByRole('button', { name: 'Close all' }).press('Enter');
  await expect(notices(page).getByRole('button')).toHaveCount(0);
  await expect(notices(page)).toBeFocused();
});

test('a long list shows its first ten and the rest when asked; everything is in one scroll', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  const { page } = await start();
  await signInTo(page, server, 60);
  await open(page);
  const files = view(page).getByRole('list', { name: 'Biggest files' }).getByRole('listitem');
  await expect(files).toHaveCount(10);
  await view(page)
    .getByRole('region', { name: 'Biggest files' })
    .getByRole('button', { name: /^Show all/ })
    .press('Enter');
  await expect.poll(() => files.count()).toBeGreaterThan(10);
  const nested = await view(page).evaluate(
    (region) =>
      [...region.querySelectorAll('*')].filter(
        (each) =>
          each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY),
      ).length,
  );
  expect(nested).toBe(0);
});

test('by keys alone: into the health, to a bar, and back to where one came from', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  server.world.edit(images(server)[0] ?? '', { takenAt: null });
  const { page } = await start();
  await signInTo(page, server, 30);
  const entry = page.getByRole('button', { name: 'Album health', exact: true });
  await entry.press('Enter');
  await expect(view(page)).toBeFocused();
  await expect(bar(page, /^No date taken/)).toBeVisible();
  for (let i = 0; i < 9; i += 1) {
    await page.keyboard.press('Tab');
    if (await bar(page, /^No date taken/).evaluate((each) => each.matches(':focus-visible'))) break;
  }
  await expect(bar(page, /^No date taken/)).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Enter');
  await expect(selection(page)).toContainText('of 30');
  await expect(entry).toBeFocused();
  await entry.press('Enter');
  await page.getByRole('button', { name: 'Account', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Read a token' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(view(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(view(page)).toBeHidden();
  await expect(entry).toBeFocused();
});
