import { expect, type Locator, type Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { cells, signInTo } from './page.ts';

/* A share, from both ends: the dialog and the jobs on the page, what was asked of the server and what it holds. */

/** The call that shares. */
export const sending = 'POST /sharings/:sharing_id/sharing_images';
/** The call that reads what a sharing holds. */
export const listing = 'GET /sharings/:sharing_id/sharing_images';

/** Starts the app with a fence longer than these servers work, and short. */
export const shortFence = '--share-fence-seconds=1';
/** The server asks to be left alone for an hour: what is to be sent waits. */
export const tooMany = { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } } as const;

/** The shares that the server was asked for, oldest first. */
export const posts = ({ ledger }: ApiServer) => ledger.filter(({ template }) => template === sending);

/** The album's first sharing, Homepage. */
export function homepage({ world }: ApiServer) {
  const [sharing] = world.sharings.values();
  if (sharing === undefined) throw new Error('The album has no sharing');
  return sharing;
}

/** The ids of the album's first images. */
export const firstIds = ({ world }: ApiServer, count: number): string[] =>
  world.albums[0]?.images.slice(0, count).map(({ id }) => id) ?? [];

/** Somebody else has put the album's first images into Homepage. */
export const alreadyShared = (server: ApiServer, count: number): void =>
  void server.world.share(homepage(server).id, firstIds(server, count), null);

/** The images that Homepage holds, in the order they came. */
export const held = (server: ApiServer): string[] => homepage(server).rows.map(({ imageId }) => imageId);

/** The promise: the album's first images are in Homepage, each once, and nothing else is. */
export function expectOnce(server: ApiServer, count: number): void {
  expect(held(server).toSorted()).toEqual(firstIds(server, count).toSorted());
}

/** Waits until Homepage was sent to once: the share is on its way. */
export const untilSent = (server: ApiServer): Promise<void> =>
  expect.poll(() => posts(server)).toHaveLength(1);

/** What a share has come to on the server: the album's first images are in Homepage once, after so many POSTs. */
export function expectOnceBy(server: ApiServer, count: number, attempts: number): void {
  expectOnce(server, count);
  expect(posts(server)).toHaveLength(attempts);
}

/** Selects the album's first images and opens the dialog. */
export async function openShare(page: Page, count: number): Promise<Locator> {
  await cells(page).first().click();
  if (count > 1)
    await cells(page)
      .nth(count - 1)
      .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return page.getByRole('dialog', { name: `Share ${count} image${count === 1 ? '' : 's'}`, exact: true });
}

/** Selects the whole album and opens the dialog. */
export async function openShareOfAll(page: Page, count: number): Promise<Locator> {
  await cells(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return page.getByRole('dialog', { name: `Share ${count} images` });
}

/** Chooses where to, and waits until the dialog has looked up what is there already. */
export async function chooseTarget(dialog: Locator, label = 'Homepage'): Promise<void> {
  await dialog.getByRole('radio', { name: label }).check();
  await expect(dialog.getByRole('status')).toContainText(/there (?:yet|already)/);
}

export const create = (dialog: Locator): Promise<void> =>
  dialog.getByRole('button', { name: 'Create sharing' }).click();

/** Shares the album's first images to Homepage; gives the dialog, which is open. */
export async function share(page: Page, count: number): Promise<Locator> {
  const dialog = await openShare(page, count);
  await chooseTarget(dialog);
  await create(dialog);
  return dialog;
}

/** Signs in and opens the dialog for the album's first images, with Homepage chosen. */
export async function signInAndChoose(page: Page, server: ApiServer, count: number): Promise<Locator> {
  await signInTo(page, server);
  const dialog = await openShare(page, count);
  await chooseTarget(dialog);
  return dialog;
}

/** Signs in and shares the album's first images to Homepage. */
export async function signInAndShare(page: Page, server: ApiServer, count: number): Promise<Locator> {
  await signInTo(page, server);
  return share(page, count);
}

/** Signs in, shares the album's first images to Homepage and waits until they are shared. */
export async function signInAndHaveShared(page: Page, server: ApiServer, count: number): Promise<Locator> {
  const dialog = await signInAndShare(page, server, count);
  await expect(ends(dialog, `${count} images shared`)).toBeVisible();
  return dialog;
}

/** What the dialog says in the end, as a whole. */
export const ends = (dialog: Locator, words: string) => dialog.getByText(words, { exact: true });

export const jobs = (page: Page) => page.getByRole('region', { name: 'Jobs' });
/** The jobs' buttons: those under way, then the others, the newest first. */
export const jobButtons = (page: Page) => jobs(page).getByRole('button');
