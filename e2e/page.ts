import { expect, type Locator, type Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';

/* What a person finds on the app's page, by role and name, and does with it. */

export const grid = (page: Page) => page.getByRole('grid', { name: 'Images' });
export const cells = (page: Page) => grid(page).getByRole('gridcell');
/** The tiles that are selected. */
export const chosen = (page: Page) => grid(page).getByRole('gridcell', { selected: true });
/** The tile of one image. */
export const tile = (page: Page, name: string) => page.getByRole('gridcell', { name, exact: true });
/** How many of its pictures the grid shows. */
export const painted = (page: Page) =>
  cells(page)
    .locator('img')
    .evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);

export const selection = (page: Page) => page.getByRole('status', { name: 'Selection' });
export const alert = (page: Page) => page.getByRole('alert');
/** What is said where the session has expired. */
export const expired = (page: Page) => alert(page).filter({ hasText: 'Session expired' });

/** Signs in as a person does: types address and token, and clicks. */
export async function signIn(page: Page | Locator, server: string, token: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Server address' }).fill(server);
  await page.getByLabel('API token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in and waits for the first screen, and where `images` is given, until the album is there as a whole. */
export async function signInTo(page: Page, server: ApiServer, images?: number): Promise<void> {
  await signIn(page, server.origin, server.token());
  if (images !== undefined) await expect(selection(page)).toContainText(`of ${images}`);
  await expect(cells(page).nth(11)).toBeVisible();
}

/** Pastes a token where the session has expired, whatever comes of it. */
export async function renewWith(page: Page, token: string): Promise<void> {
  await expired(page).getByLabel('API token').fill(token);
  await expired(page).getByRole('button', { name: 'Renew' }).click();
}

/** Goes on with a new token of the same user. */
export async function renew(page: Page, server: ApiServer): Promise<void> {
  await renewWith(page, server.token());
  await expect(expired(page)).toHaveCount(0);
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
}

/** Ends the page's process, as a fault of the browser would. */
export async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
}
