import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

/* What stands for pictures that were seen before, while they are on their way. */

const cells = (page: Page) => page.getByRole('grid', { name: 'Images' }).getByRole('gridcell');
const blurred = (page: Page) => page.locator('[role="gridcell"] [data-likeness]');

/** As one who looks and does not scroll: until the page has nothing to do, and what it made then is told. */
const restAWhile = () =>
  new Promise<void>((done) => setTimeout(() => requestIdleCallback(() => setTimeout(done, 1_500)), 500));

/** How a tile looks with its likeness, and without. */
async function looks(page: Page): Promise<[Buffer, Buffer]> {
  const tile = blurred(page).first();
  const shown = await tile.screenshot({ animations: 'disabled' });
  await page.evaluate(() => document.querySelectorAll('canvas').forEach((canvas) => (canvas.hidden = true)));
  return [shown, await tile.screenshot({ animations: 'disabled' })];
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`what was seen before is blurred, not blank, until its picture comes: ${colorScheme}`, async ({
    start,
  }) => {
    const { page } = await start(['--demo']);
    await page.emulateMedia({ colorScheme });
    const pictures = '**/pictures/**';
    // Likenesses are made and told while nothing else is to be done: seen again until they are there.
    await expect(async () => {
      await page.unroute(pictures);
      await page.reload();
      await expect(cells(page).nth(11).locator('img')).toHaveJSProperty('complete', true);
      await page.evaluate(restAWhile);
      await page.route(pictures, () => new Promise(() => undefined));
      await page.reload();
      await expect(cells(page).nth(11)).toBeVisible();
      expect(await blurred(page).count()).toBeGreaterThan(11);
    }).toPass();
    const [shown, plain] = await looks(page);
    expect(shown.equals(plain)).toBe(false);
  });
