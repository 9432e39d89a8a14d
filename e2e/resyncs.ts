import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';

/* A resync, from both ends: the report and the history on the page, what the server holds and was asked. */

export const report = (page: Page) => page.getByRole('region', { name: 'Resync report' });
export const history = (page: Page) => page.getByRole('region', { name: 'Resync history' });
/** The images of the report that are in sight, each with its lines; the head left out. */
export const lines = (page: Page) =>
  report(page)
    .getByRole('table', { name: 'What changed' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
/** A count that filters. */
export const count = (page: Page, words: string) =>
  report(page).getByRole('button', { name: words, exact: true });

/** Ids of the first album's images, in its order. */
export const idsOf = (server: ApiServer): string[] =>
  server.world.albums[0]?.images.map((image) => image.id) ?? [];

/** Calls that asked for images by their ids, since so many requests. */
export const askedByIds = (server: ApiServer, since = 0): string[][] =>
  server.ledger
    .slice(since)
    .filter(({ template }) => template === 'GET /image_syncs')
    .map(({ path }) => new URL(path, server.origin).searchParams.getAll('ids[]'))
    .filter((ids) => ids.length > 0);

/** Asks for the whole album and waits until everything is said of it. */
export async function resyncAlbum(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(report(page)).toBeVisible();
  await ended(page);
}

/** Waits until the report that is shown goes on no more. */
export async function ended(page: Page): Promise<void> {
  await expect(report(page).getByRole('button', { name: 'Export CSV' })).toBeVisible();
  await expect(report(page).getByRole('progressbar')).toHaveCount(0);
}

/** Opens the dialog and pastes a text; gives the dialog. */
export async function pasteIds(page: Page, text: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Resync by ids' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync by ids' });
  await dialog.getByRole('textbox', { name: 'Image ids' }).focus();
  // As people do: Chromium takes minutes to have thousands of lines typed, and no time to have them pasted.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('ControlOrMeta+v');
  return dialog;
}

/** Asks for what is in a text. */
export async function resyncIds(page: Page, text: string): Promise<void> {
  const dialog = await pasteIds(page, text);
  await dialog.getByRole('button', { name: /^Resync / }).click();
  await expect(report(page)).toBeVisible();
}

/** Saves an export as a person does; gives its file's name and text. */
export async function save(page: Page, button: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await report(page).getByRole('button', { name: button, exact: true }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

/** What is on the clipboard. */
export async function clipboard(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read']);
  return page.evaluate(() => navigator.clipboard.readText());
}
