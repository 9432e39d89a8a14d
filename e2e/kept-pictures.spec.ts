import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { painted, signIn } from './page.ts';

/* What the account says of the pictures on this computer, and what becomes of them. */

const openAccount = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Account' }).click();
  return page.getByRole('region', { name: 'Pictures kept on this computer' });
};

/** Files in the cache now; null where a folder went while they were counted. */
async function keptFiles({ folder }: App): Promise<number | null> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(join(folder, 'pictures'), options).catch(() => null);
  return entries === null ? null : entries.filter((entry) => entry.isFile()).length;
}

/** The first screen's pictures are there, painted. */
async function expectPictures(page: Page): Promise<void> {
  await expect.poll(() => painted(page)).toBeGreaterThanOrEqual(12);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the account says what is kept, caps it and deletes it, by keyboard too, ${colorScheme}`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    const app = await start();
    await app.page.emulateMedia({ colorScheme });
    await signIn(app.page, server.origin, server.token());
    await expectPictures(app.page);

    const region = await openAccount(app.page);
    await expect(region).toContainText(/\d MB of 2 GB used/);
    await expect(region).not.toContainText('0 MB of');
    const { violations } = await new AxeBuilder({ page: app.page })
      .withTags(['wcag2a', 'wcag2aa'])
      .setLegacyMode()
      .analyze();
    expect(violations).toEqual([]);

    const most = region.getByRole('combobox', { name: 'Keep at most' });
    await most.focus();
    await most.press('ArrowUp');
    await expect(region).toContainText('of 1 GB used');
    await app.page.keyboard.press('Tab');
    await app.page.keyboard.press('Enter');
    await expect.poll(() => keptFiles(app)).toBe(0);
    await expect(region).toContainText('0 MB of 1 GB used');

    const again = await app.restart();
    const set = await openAccount(again.page);
    await expect(set.getByRole('combobox', { name: 'Keep at most' })).toHaveValue(String(2 ** 30));
    await set.getByRole('combobox').selectOption('None');
    await expect(set).toContainText('None are kept.');
    await expect.poll(() => keptFiles(again)).toBe(0);
  });
}

test('where the disk refuses to keep pictures they are shown, and the account says so (faults row 43)', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start();
  await rm(join(app.folder, 'pictures'), { recursive: true });
  await writeFile(join(app.folder, 'pictures'), 'no folder');
  await signIn(app.page, server.origin, server.token());
  await expectPictures(app.page);
  const region = await openAccount(app.page);
  await expect(region.getByRole('alert')).toContainText('The disk refuses to keep pictures');
});

test('signing out leaves no picture (attacks A28)', async ({ start, serve }) => {
  const server = await serve();
  const app = await start();
  await signIn(app.page, server.origin, server.token());
  await expectPictures(app.page);
  await expect.poll(() => keptFiles(app)).toBeGreaterThan(0);
  await openAccount(app.page);
  await app.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  await expect.poll(() => keptFiles(app)).toBe(0);
});
