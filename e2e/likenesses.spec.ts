import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { likenessSlot } from '#shared/columns/layout.ts';
import { expect, test, type App } from './app.ts';

/* What stands for pictures that were seen before, while they are on their way. */

const blurred = (page: Page) => page.locator('[role="gridcell"] [data-likeness]');

/** How many images of the library have a likeness: made while the page rests, told when it goes. */
function kept({ folder }: App): number {
  const library = new DatabaseSync(join(folder, 'library.sqlite'), { readOnly: true });
  const parts = library.prepare('SELECT slots FROM likenesses').all() as { slots: Uint8Array }[];
  library.close();
  const isThere = (slots: Uint8Array) =>
    slots.filter((byte, at) => at % likenessSlot === 0 && byte > 0).length;
  return parts.reduce((sum, { slots }) => sum + isThere(slots), 0);
}

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
    const app = await start(['--demo']);
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => kept(app)).toBeGreaterThan(11);
    await page.route('**/pictures/**', () => new Promise(() => undefined));
    await page.reload();
    await expect(blurred(page).nth(11)).toBeVisible();
    const [shown, plain] = await looks(page);
    expect(shown.equals(plain)).toBe(false);
  });
