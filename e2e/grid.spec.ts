import type { Page } from '@playwright/test';
import { expect, test as base } from './app.ts';
import { grid, cells, chosen, selection, signIn } from './page.ts';

/* The grid and its selection, by keyboard and mouse, on the demo's first album. */

/** "3 of 1,000 selected" as numbers. */
async function counts(page: Page): Promise<[selected: number, all: number]> {
  const [selected = '', all = ''] = (await selection(page).innerText()).match(/[\d,]+/g) ?? [];
  return [Number(selected.replaceAll(',', '')), Number(all.replaceAll(',', ''))];
}

const expectSelected = (page: Page, count: number) =>
  expect.poll(async () => (await counts(page))[0], { message: 'selected' }).toBe(count);

/** The demo's first album, painted. */
const test = base.extend({
  page: async ({ start }, use) => {
    const { page } = await start(['--demo']);
    await expect(cells(page).nth(11)).toBeVisible();
    await use(page);
  },
});

test('the grid tells its whole size, and each tile its name, id and one picture', async ({ page }) => {
  const [, all] = await counts(page);
  const rows = Number(await grid(page).getAttribute('aria-rowcount'));
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  expect(rows).toBe(Math.ceil(all / columns));
  await expect(grid(page)).toHaveAttribute('aria-multiselectable', 'true');
  const first = cells(page).first();
  await expect(first).toHaveAttribute('data-image-id', /.+/);
  await expect(first).toHaveAttribute('aria-selected', 'false');
  await expect(first).toHaveAccessibleName(/.+/);
  await expect(first.locator('img')).toHaveCount(1);
  expect(await page.evaluate(() => [innerWidth >= 1280, innerHeight >= 800])).toEqual([true, true]);
});

test('pictures are painted, from the page’s own origin', async ({ page }) => {
  const picture = cells(page).first().locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  const addresses = await grid(page)
    .locator('img')
    .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).src));
  const origin = await page.evaluate(() => location.origin);
  // One that waits for its turn has no address yet.
  expect(addresses.filter((address) => address !== '' && !address.startsWith(`${origin}/pictures/`))).toEqual(
    [],
  );
});

test('click selects one, Ctrl-click toggles, Shift-click takes the range', async ({ page }) => {
  await expectSelected(page, 0);
  await cells(page).nth(2).click();
  await expectSelected(page, 1);
  await cells(page)
    .nth(5)
    .click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(page, 2);
  await cells(page)
    .nth(5)
    .click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(page, 1);
  await cells(page).nth(1).click();
  await cells(page)
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await expectSelected(page, 6);
  await cells(page)
    .nth(8)
    .click({ modifiers: ['ControlOrMeta'] });
  await cells(page)
    .nth(10)
    .click({ modifiers: ['ControlOrMeta', 'Shift'] });
  await expectSelected(page, 9);
  await expect(chosen(page)).toHaveCount(9);
});

test('a drag from empty space draws a rectangle', async ({ page }) => {
  const box = await grid(page).boundingBox();
  const target = await cells(page).nth(1).boundingBox();
  if (box === null || target === null) throw new Error('no grid');
  await page.mouse.move(box.x + 3, box.y + 3);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
  await expectSelected(page, 2);
});

test('arrows, Home, End and Page keys move; Shift extends from the anchor in reading order', async ({
  page,
}) => {
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  await cells(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await expectSelected(page, columns + 1);
  await page.keyboard.press('Shift+ArrowUp');
  await expectSelected(page, 1);
  await page.keyboard.press('Shift+End');
  await expectSelected(page, columns);
  const [, all] = await counts(page);
  await page.keyboard.press('ControlOrMeta+Shift+End');
  await expectSelected(page, all);
  await page.keyboard.press('Escape');
  await expectSelected(page, 0);
});

test('Space toggles, Ctrl+A takes all, undo and redo go back and forth, Escape clears', async ({ page }) => {
  const [, all] = await counts(page);
  await cells(page).nth(3).click();
  await page.keyboard.press('Space');
  await expectSelected(page, 0);
  await page.keyboard.press('ControlOrMeta+a');
  await expectSelected(page, all);
  await page.keyboard.press('ControlOrMeta+z');
  await expectSelected(page, 0);
  await page.keyboard.press('ControlOrMeta+z');
  await expectSelected(page, 1);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expectSelected(page, all);
  await page.getByRole('button', { name: 'Invert selection' }).click();
  await expectSelected(page, 0);
  await page.getByRole('button', { name: 'Invert selection' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await expectSelected(page, 0);
});

test('what a search hides stays selected, and Ctrl+A adds only what is shown', async ({ page }) => {
  const [, all] = await counts(page);
  await cells(page).nth(4).click();
  const search = page.getByRole('searchbox', { name: 'Search images' });
  const name = (await cells(page).first().getAttribute('aria-label')) ?? '';
  await search.fill(name);
  await expect(cells(page).first()).toHaveAccessibleName(name);
  const shown = await cells(page).count();
  expect(shown).toBeLessThan(all);
  await grid(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expectSelected(page, shown + 1);
  await search.fill('');
  await page.getByRole('button', { name: 'Show only selected' }).click();
  await expect(cells(page)).toHaveCount(shown + 1);
});

test('search ignores case and accents, and no text is a pattern', async ({ page }) => {
  const search = page.getByRole('searchbox', { name: 'Search images' });
  for (const nothing of ['(a+)+$', '.*', '[', '\\', 'zzzzzzzz']) {
    await search.fill(nothing);
    await expect(cells(page)).toHaveCount(0);
  }
  await search.fill('  FORET brume ');
  await expect(cells(page).first()).toHaveAccessibleName('Forêt dans la brume');
  await search.fill('');
  await expect(cells(page).nth(11)).toBeVisible();
});

test('sorting changes the order and Position is the server’s again', async ({ page }) => {
  const ids = () =>
    cells(page).evaluateAll((all) => all.slice(0, 8).map((cell) => cell.getAttribute('data-image-id')));
  const server = await ids();
  const sort = page.getByRole('combobox', { name: 'Sort by' });
  const options = await sort.locator('option').allTextContents();
  expect(options.length).toBe(5);
  await sort.selectOption({ index: 3 });
  await expect.poll(ids).not.toEqual(server);
  await sort.selectOption({ index: 0 });
  await expect.poll(ids).toEqual(server);
});

test('a reload reopens the album with its selection', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Albums' }).getByRole('button').nth(1).click();
  await expect(page.getByRole('navigation', { name: 'Albums' }).getByRole('button').nth(1)).toHaveAttribute(
    'aria-current',
    'true',
  );
  await cells(page).nth(2).click();
  await cells(page)
    .nth(4)
    .click({ modifiers: ['Shift'] });
  const ids = await chosen(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id')));
  await page.reload();
  await expectSelected(page, 3);
  expect(
    await chosen(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id'))),
  ).toEqual(ids);
});

test('the tile size changes how many columns there are, and keeps the first image in sight', async ({
  page,
}) => {
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  const slider = page.getByRole('slider', { name: 'Tile size' });
  await slider.focus();
  for (let i = 0; i < 12; i += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await grid(page).getAttribute('aria-colcount'))).toBeLessThan(columns);
  await expect(cells(page).first()).toBeInViewport();
});

test('the viewer shows image and details, goes on, selects, and goes back to the same tile', async ({
  page,
}) => {
  const name = (await cells(page).nth(1).getAttribute('aria-label')) ?? '';
  const next = (await cells(page).nth(2).getAttribute('aria-label')) ?? '';
  await cells(page).nth(1).click();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Image viewer' });
  await expect(viewer.getByRole('img').first()).toBeVisible();
  await expect(viewer).toContainText(name);
  await expect(viewer.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText(next);
  await page.keyboard.press('Space');
  await expectSelected(page, 2);
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await page.keyboard.press('Space');
  await expectSelected(page, 1);
  await cells(page).nth(3).dblclick();
  await expect(viewer).toBeVisible();
});

base(
  'an album higher than an element can be is gone through to its end and back, to the pixel',
  async ({ start, serve }) => {
    const server = await serve({ images: 24_000, albums: 1 });
    const { page } = await start();
    await signIn(page, server.origin, server.token());
    await expect(cells(page).nth(5)).toBeVisible();
    const devtools = await page.context().newCDPSession(page);
    const metrics = { width: 1_280, height: 800, deviceScaleFactor: 2, mobile: false };
    await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
    await page.getByRole('slider', { name: 'Tile size' }).focus();
    await page.keyboard.press('End');
    await expect(grid(page)).toHaveAttribute('aria-colcount', '2');
    await expect.poll(async () => (await counts(page))[1]).toBe(24_000);

    /** The images in sight and where each is. */
    const inSight = () =>
      grid(page).evaluate((element) => {
        const view = element.getBoundingClientRect();
        return [...element.querySelectorAll('[role=gridcell]')]
          .map((cell) => ({ id: cell.getAttribute('data-image-id'), box: cell.getBoundingClientRect() }))
          .filter(({ box }) => box.bottom > view.top && box.top < view.bottom)
          .map(({ id, box }) => `${id} ${Math.round(box.left)} ${Math.round(box.top)}`);
      });
    await grid(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    const top = await inSight();
    await page.keyboard.press('ControlOrMeta+End');
    await expect(grid(page).locator('[role=row][aria-rowindex="12000"]')).toBeInViewport();
    const end = await inSight();
    await grid(page).hover();
    await page.mouse.wheel(0, -2_000);
    await expect.poll(inSight).not.toEqual(end);
    await page.mouse.wheel(0, 3_000);
    await expect.poll(inSight).toEqual(end);

    // The thumb dragged to the middle: the album's middle, and pixel by pixel from there.
    await grid(page).evaluate((element) =>
      element.scrollTo(0, (element.scrollHeight - element.clientHeight) / 2),
    );
    await expect(grid(page).locator('[role=row][aria-rowindex="6000"]')).toBeInViewport();
    const middle = await inSight();
    await page.mouse.wheel(0, 1_500);
    await expect.poll(inSight).not.toEqual(middle);
    await page.mouse.wheel(0, -1_500);
    await expect.poll(inSight).toEqual(middle);
    await page.keyboard.press('ControlOrMeta+Home');
    await expect.poll(inSight).toEqual(top);
  },
);
