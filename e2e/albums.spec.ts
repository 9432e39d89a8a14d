import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { cells, tile, painted, selection, alert, signIn } from './page.ts';

const album = (page: Page, id: string) =>
  page.getByRole('navigation', { name: 'Albums' }).getByRole('button', { name: id });
const shownIds = (page: Page) =>
  cells(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id')));

test('albums are listed with id and count, the first is open, and another opens by a click', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 45, albums: 3 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  const [first, second] = server.world.albums;
  for (const one of server.world.albums) {
    await expect(album(page, one.id)).toContainText(String(one.images.length));
  }
  await expect(album(page, first?.id ?? '')).toHaveAttribute('aria-current', 'true');
  await album(page, second?.id ?? '').click();
  await expect(album(page, second?.id ?? '')).toHaveAttribute('aria-current', 'true');
  await expect.poll(() => shownIds(page)).toEqual(second?.images.map((image) => image.id).slice(0, 15));
});

test('server order is kept exactly, and asking is done once', async ({ start, serve }) => {
  const server = await serve({ images: 12 });
  const order = server.world.albums[0]?.images.map((image) => image.id) ?? [];
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect.poll(() => shownIds(page)).toEqual(order);
  const asked = (template: string) => server.ledger.filter((entry) => entry.template === template).length;
  expect(asked('GET /image_syncs')).toBe(1);
  expect(asked('GET /albums')).toBe(1);
  expect(asked('GET /albums/:album_id/images')).toBe(0);
});

for (const mode of ['none', 'error'] as const) {
  test(`where image_syncs without ids answers ${mode}, the album’s own route is asked, then tags of what is on screen`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 300 });
    server.world.imageSyncsWithoutIds = mode;
    const { page } = await start();
    await signIn(page, server.origin, server.token());
    await expect(cells(page).nth(11)).toBeVisible();
    const byIds = () => server.ledger.filter((entry) => entry.path.includes('ids'));
    await expect.poll(() => byIds().length).toBeGreaterThan(0);
    for (const entry of byIds()) expect(entry.path.split('ids').length - 1).toBeLessThanOrEqual(80);
    const asked = byIds().flatMap((entry) => entry.path.match(/[\da-f]{8}-[\da-f-]{27}/g) ?? []);
    expect(asked.length).toBeLessThan(300);
    await expect(page.getByText(/of 300/).first()).toBeVisible();
  });
}

test('where GET /albums counts more images than came, the album’s own route is asked', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 50 });
  server.setFault({ on: 'GET /image_syncs', kind: 'capped', rows: 20, times: 1 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 50');
});

test('an album that is not listed opens by its id; one that may not be listed says so', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30, albums: 3 });
  const [, hidden, refused] = server.world.albums;
  server.world.imageSyncsWithoutIds = 'none';
  if (refused !== undefined) refused.denied = 'refused';
  server.setFault({ on: 'GET /albums', kind: 'capped', rows: 1 });
  const { page } = await start();
  await signIn(page, server.origin, server.token({ abilities: null }));
  const open = async (id: string): Promise<void> => {
    const field = page.getByRole('textbox', { name: 'Open album by id' });
    await field.fill(id);
    await field.press('Enter');
  };
  await open(hidden?.id ?? '');
  await expect.poll(() => shownIds(page)).toEqual(hidden?.images.map((image) => image.id));
  await open(refused?.id ?? '');
  await expect(alert(page)).toContainText(/not allowed/i);
  await open('no-such-album');
  await expect(alert(page)).toHaveCount(0);
  await expect(page.getByText('may not list them')).toBeVisible();
});

test('odd and broken records cost themselves: the others are shown, and they are counted', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 60 });
  server.setFault({ on: 'GET /image_syncs', kind: 'broken-records', every: 10, as: 'bad-json' });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 54');
  await expect(page.getByText(/6 records/)).toBeVisible();
});

test('hostile names are shown as literal text, and do nothing', async ({ start, serve }) => {
  const server = await serve({ images: 12 });
  const hostile = [
    '<img src=x onerror="window.pwned=1">',
    '{{constructor}}',
    'javascript:alert(1)',
    '"><svg/onload=window.pwned=1>',
  ];
  hostile.forEach((title, i) => server.world.edit(server.world.albums[0]?.images[i]?.id ?? '', { title }));
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  for (const title of hostile) await expect(tile(page, title)).toBeVisible();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
});

test('a picture that cannot be had is marked, and the others are shown', async ({ start, serve }) => {
  const server = await serve({ images: 12 });
  for (const { id } of server.world.albums[0]!.images.slice(9))
    server.setFault({ on: 'picture', ending: `${id.slice(-6)}.jpg`, kind: 'not-a-picture', as: 'html' });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  const marked = page.locator('[role="gridcell"][aria-description*="could not be loaded"]');
  await expect(marked).toHaveCount(3);
  await expect.poll(() => painted(page)).toBe(9);
});

test('an image host that hangs keeps nothing else waiting: a resync shows at once', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 40 });
  server.setFault({ on: 'picture', kind: 'silence' });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 40');
  server.world.remove(server.world.albums[0]?.images[0]?.id ?? '');
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('1 removed');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toContainText('of 39');
});

test('image hosts get no token, and each picture is asked for once', async ({ start, serve }) => {
  const server = await serve({ images: 12 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  const pictures = () => server.ledger.filter((entry) => entry.template === 'picture');
  await expect.poll(() => pictures().length).toBe(12);
  await page.reload();
  await expect(cells(page).nth(11)).toBeVisible();
  await expect
    .poll(() =>
      cells(page)
        .nth(11)
        .locator('img')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0);
  expect(pictures().length).toBe(12);
  expect(pictures().filter((entry) => 'authorization' in entry.headers || 'cookie' in entry.headers)).toEqual(
    [],
  );
});
