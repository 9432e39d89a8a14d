import { expect, test } from './app.ts';
import { chosen, grid, selection, signInTo, tile } from './page.ts';
import { clipboard, count, idsOf, lines, report, resyncAlbum, resyncIds } from './resyncs.ts';

/* What a report tells of an album that has changed since, and what can be done with it. */

test('edits, turns, removals, additions and a moved block are told apart, each image once', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  const { page } = await start();
  await signInTo(page, server, 60);
  const ids = idsOf(server);
  const albumId = server.world.albums[0]?.id ?? '';
  server.world.edit(ids[0] ?? '', { title: 'A new title', etag: 'f'.repeat(32) });
  server.world.rotate(ids[1] ?? '', 90);
  server.world.setProcessingError(ids[20] ?? '', 'Corrupt JPEG data');
  server.world.moveBlock(ids.slice(40, 52), 3);
  server.world.remove(ids[2] ?? '');
  server.world.add(albumId, { title: 'Just added' });
  await resyncAlbum(page);
  for (const words of ['44 unchanged', '3 changed', '12 moved', '1 added', '1 removed'])
    await expect(report(page)).toContainText(words);
  await expect(report(page)).toContainText('1 with a processing error');

  await count(page, '3 changed').click();
  await expect(count(page, '3 changed')).toHaveAttribute('aria-pressed', 'true');
  await expect(lines(page).filter({ has: page.getByText('Title', { exact: true }) })).toContainText(
    'A new title',
  );
  await expect(lines(page).filter({ hasText: 'File contents' })).toContainText('f'.repeat(32));
  await expect(lines(page).filter({ hasText: 'Rotation' })).toContainText('90°');
  await expect(lines(page).filter({ hasText: 'Corrupt JPEG data' }).first()).toBeVisible();
  await expect(lines(page).filter({ hasText: 'Just added' })).toHaveCount(0);

  await count(page, '3 changed').click();
  await report(page)
    .getByRole('button', { name: /^12 moved/ })
    .click();
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText('12 images from 41–52 to 3–14');
  await report(page).getByRole('button', { name: 'Show all' }).click();
  await expect(lines(page).filter({ hasText: 'Just added' })).toHaveCount(1);
});

test('a moved block is unfolded by key and by its button, and folded again', async ({ start, serve }) => {
  const server = await serve({ images: 60 });
  const { page } = await start();
  await signInTo(page, server, 60);
  server.world.moveBlock(idsOf(server).slice(40, 52), 3);
  await resyncAlbum(page);
  await expect(lines(page)).toHaveCount(1);
  const unfold = report(page).getByRole('button', { name: 'Show the other 11', exact: true });
  await expect(unfold).toHaveAttribute('aria-expanded', 'false');
  await lines(page).getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(lines(page)).toHaveCount(12);
  await expect(unfold).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(lines(page).nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(lines(page)).toHaveCount(1);
  // Behind the image the tab key comes to the button.
  await page.keyboard.press('Tab');
  await expect(unfold).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lines(page)).toHaveCount(12);
});

test('an image of an album that is not held is shown with its picture', async ({ start, serve }) => {
  const server = await serve({ images: 60, albums: 2 });
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 401, times: 1 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const other = server.world.albums[1];
  await resyncIds(page, other?.images[4]?.id ?? '');
  await expect(report(page)).toContainText(`in another album: ${other?.id}`);
  const thumb = lines(page).locator('img');
  await expect(thumb).toHaveCount(1);
  await expect
    .poll(() => thumb.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
});

test('an image that another album has is opened there, fetched first where it must be', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60, albums: 2 });
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 401, times: 1 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const other = server.world.albums[1];
  const image = other?.images[4]?.id ?? '';
  await resyncIds(page, image);
  const line = lines(page).getByRole('button').first();
  await line.click();
  const notices = page.getByRole('status', { name: 'Notices' });
  await expect(notices).toContainText(`This image is in album ${other?.id}`);
  await notices.getByRole('button', { name: 'Open album' }).click();
  const viewer = page.getByRole('dialog', { name: 'Image viewer' });
  await expect(viewer).toContainText(image);
  await expect(selection(page)).toContainText('of 30');

  // Held by now: nothing need be asked.
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Albums' }).getByRole('button').first().click();
  await resyncIds(page, image);
  await line.click();
  await expect(viewer).toContainText(image);
  await page.keyboard.press('Escape');
  await expect(report(page)).toBeVisible();
  await expect(notices).not.toContainText('does not hold');
});

test('where the picture changed both are shown side by side, the former one as it was', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const [first = ''] = idsOf(server);
  await expect(page.locator(`[data-image-id="${first}"] img`)).toBeVisible();
  server.world.rotate(first, 90);
  await resyncAlbum(page);
  const pictures = lines(page).filter({ hasText: 'Picture' }).getByRole('img');
  await expect(pictures).toHaveCount(2);
  const shapes = () =>
    pictures.evaluateAll((all) =>
      all.map((image) => {
        const { naturalWidth, naturalHeight } = image as HTMLImageElement;
        return naturalWidth === 0 ? 'none' : naturalWidth > naturalHeight ? 'wide' : 'tall';
      }),
    );
  await expect.poll(async () => (await shapes()).toSorted()).toEqual(['tall', 'wide']);
});

test('an image of the report opens in the viewer, and back from there is the report', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const [, , third = ''] = idsOf(server);
  server.world.edit(third, { title: 'Look at me' });
  server.world.remove(idsOf(server)[5] ?? '');
  await resyncAlbum(page);
  const table = report(page).getByRole('table', { name: 'What changed' });
  await table.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Image viewer' });
  await expect(viewer).toContainText('Look at me');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(report(page)).toBeVisible();
  await expect(report(page)).toContainText('1 changed');
  await page.keyboard.press('Escape');
  await expect(report(page)).toHaveCount(0);
  await expect(tile(page, 'Look at me')).toBeVisible();
});

test('keys alone go through the report: filter, lines, back', async ({ start, serve }) => {
  const server = await serve({ images: 60 });
  const { page } = await start();
  await signInTo(page, server, 60);
  for (const [n, id] of idsOf(server).entries()) server.world.edit(id, { title: `Title ${n}` });
  await resyncAlbum(page);
  await count(page, '60 changed').focus();
  await page.keyboard.press('Space');
  await expect(count(page, '60 changed')).toHaveAttribute('aria-pressed', 'true');
  const table = report(page).getByRole('table', { name: 'What changed' });
  await table.getByRole('button', { name: 'Title 0', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('button', { name: 'Title 59', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(table.getByRole('button', { name: 'Title 58', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(report(page)).toHaveCount(0);
});

test('the images of a kind are selected in the grid, those that are gone are said', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const ids = idsOf(server);
  server.world.edit(ids[3] ?? '', { title: 'Third' });
  server.world.edit(ids[4] ?? '', { title: 'Fourth' });
  server.world.remove(ids[9] ?? '');
  await resyncAlbum(page);
  await count(page, '2 changed').click();
  await count(page, '1 removed').click();
  await report(page).getByRole('button', { name: 'Select these images' }).click();
  await expect(report(page)).toHaveCount(0);
  await expect(selection(page)).toContainText('2 of 29 selected');
  await expect(chosen(page)).toHaveCount(2);
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('1 is not in the album');
});

test('images that are as they were can be selected too, although nothing is said of them', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  server.world.edit(idsOf(server)[0] ?? '', { title: 'Changed' });
  await resyncAlbum(page);
  await count(page, '29 unchanged').click();
  await expect(lines(page)).toHaveCount(0);
  await report(page).getByRole('button', { name: 'Select these images' }).click();
  await expect(selection(page)).toContainText('29 of 30 selected');
  await expect(grid(page)).toBeVisible();
});

test('what is beside the kind is marked: another album, now processed, known before', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60, albums: 2 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const ids = idsOf(server);
  const other = server.world.albums[1]?.id ?? '';
  for (const id of ids.slice(0, 3)) server.world.edit(id, { processed: false });
  await resyncIds(page, ids.slice(0, 4).join('\n'));
  await expect(report(page)).toContainText('unchanged');
  await page.keyboard.press('Escape');
  server.world.edit(ids[0] ?? '', { processed: true });
  server.world.moveToAlbum(ids[1] ?? '', other);
  server.world.remove(ids[2] ?? '');
  await resyncIds(page, `${ids.slice(0, 4).join('\n')}\n00000000-0000-4000-8000-00000000dead`);
  await expect(report(page)).toContainText('2 not found');
  await expect(report(page)).toContainText('1 now processed');
  await expect(report(page)).toContainText(`in another album: ${other}`);
  await report(page).getByRole('button', { name: '1 known before', exact: true }).click();
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText('Not found');
});

test('a first look at an album is called one', async ({ start, serve }) => {
  const server = await serve({ images: 60, albums: 2 });
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 401 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const other = server.world.albums[1]?.id ?? '';
  await page.getByRole('textbox', { name: 'Open album by id' }).fill(other);
  await page.keyboard.press('Enter');
  await expect(selection(page)).toContainText('of 30');
  await page.getByRole('button', { name: 'Resync history' }).click();
  const opened = page.getByRole('region', { name: 'Resync history' });
  await opened.getByRole('row').filter({ hasText: 'album opened' }).getByRole('button').first().click();
  await expect(report(page)).toContainText('First look at this album: 30 images');
  await expect(report(page)).toContainText('30 added');
});

test('a report is copied as text for a ticket, without a secret', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  const token = server.token();
  await signInTo(page, server, 30);
  const [first = '', second = ''] = idsOf(server);
  server.world.edit(first, { title: 'For the ticket' });
  server.world.remove(second);
  await resyncAlbum(page);
  await report(page).getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('clipboard');
  const text = await clipboard(page);
  expect(text).toContain(`Server: ${new URL(server.origin).host}`);
  expect(text).toContain(`Album: ${server.world.albums[0]?.id}`);
  expect(text).toMatch(/^When: .*GMT/m);
  expect(text).toContain('28 unchanged, 1 changed, 1 removed');
  expect(text).toContain(`For the ticket (${first}): Changed`);
  for (const part of token.split('.')) expect(text).not.toContain(part);
});
