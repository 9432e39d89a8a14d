import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, filesHolding, test, type Fixtures } from './app.ts';
import { alert, cells, chosen, expired, renewWith, selection, signIn, signInTo, signOut } from './page.ts';

/* Several accounts side by side: each with its own albums, jobs and token, a click apart. */

const account = (page: Page) => page.getByRole('button', { name: 'Account', exact: true });
const others = (page: Page) => page.getByRole('list', { name: 'Other accounts' }).getByRole('button');
const other = (page: Page, name: string) => others(page).filter({ hasText: name });
const firstImage = (page: Page) => cells(page).first().getAttribute('data-image-id');
const jobs = (page: Page) => page.getByRole('region', { name: 'Jobs' });

/** Adds an account by the dialog, as a person does. */
async function add(page: Page, server: ApiServer, token = server.token()): Promise<void> {
  await account(page).click();
  await page.getByRole('button', { name: 'Add account' }).click();
  await signIn(page.getByRole('dialog', { name: 'Add account' }), server.origin, token);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Gives the open account a name of its own. */
async function call(page: Page, name: string): Promise<void> {
  await account(page).click();
  const field = page.getByRole('textbox', { name: 'Name of this account' });
  await field.fill(name);
  await field.press('Enter');
  await page.keyboard.press('Escape');
  await expect(account(page)).toContainText(name);
}

/** Two servers with an album of 24 images each, and the app signed in to both: Paris, then Lyon, which is open. */
async function two({ start, serve }: Pick<Fixtures, 'start' | 'serve'>) {
  const paris = await serve({ images: 24, seed: 1 });
  const lyon = await serve({ images: 24, seed: 2 });
  lyon.world.organization.sandbox = true;
  const app = await start();
  const { page } = app;
  await signInTo(page, paris, 24);
  await call(page, 'Paris');
  const inParis = await firstImage(page);
  await add(page, lyon);
  await expect(cells(page).first()).not.toHaveAttribute('data-image-id', inParis ?? '');
  await expect(selection(page)).toContainText('of 24');
  await call(page, 'Lyon');
  return { paris, lyon, app, page, inParis: inParis ?? '', inLyon: (await firstImage(page)) ?? '' };
}

test('one click opens another account, with its own album and selection, also without a network', async ({
  start,
  serve,
}) => {
  const { paris, lyon, page, inParis, inLyon } = await two({ start, serve });
  expect(inParis).not.toBe(inLyon);
  await cells(page).nth(3).click();
  await other(page, 'Paris').click();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inParis);
  await expect(chosen(page)).toHaveCount(0);
  await expect(account(page)).toContainText('Paris');
  await cells(page).nth(5).click();

  await paris.close();
  await lyon.close();
  await other(page, 'Lyon').click();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inLyon);
  await expect(cells(page).nth(3)).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inParis);
  await expect(cells(page).nth(5)).toHaveAttribute('aria-selected', 'true');
});

test('no server ever sees the other’s token, however often one switches', async ({ start, serve }) => {
  const { paris, lyon, page } = await two({ start, serve });
  for (let i = 0; i < 6; i += 1) {
    const [name, there] = i % 2 === 0 ? ['Paris', paris] : ['Lyon', lyon];
    await other(page, name).click();
    await expect(account(page)).toContainText(name);
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('24 unchanged');
    expect(there.ledger.length).toBeGreaterThan(0);
  }
  const albumsOf = ({ world }: ApiServer) => world.albums.map(({ id }) => id);
  const pathsOf = ({ ledger }: ApiServer) => ledger.map(({ path }) => path).join('\n');
  for (const [here, elsewhere] of [
    [paris, lyon],
    [lyon, paris],
  ] as const) {
    for (const id of albumsOf(elsewhere)) expect(pathsOf(here)).not.toContain(id);
    expect(here.ledger.filter(({ template }) => template === 'unknown')).toEqual([]);
  }
});

test('each account has its own jobs', async ({ start, serve }) => {
  const { page } = await two({ start, serve });
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 1 image' });
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('1 image shared');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(jobs(page)).toContainText('1 image shared');
  await other(page, 'Paris').click();
  await expect(account(page)).toContainText('Paris');
  await expect(cells(page).first()).toBeVisible();
  await expect(jobs(page)).toHaveCount(0);
  await other(page, 'Lyon').click();
  await expect(jobs(page)).toContainText('1 image shared');
});

test('what waits until an account is opened is said beside it and in the queue, and goes on by itself', async ({
  start,
  serve,
}) => {
  const { paris, page } = await two({ start, serve });
  const queue = page.getByRole('region', { name: 'Album queue' });
  const entry = page.getByRole('button', { name: 'Album queue', exact: true });
  await other(page, 'Paris').click();
  await expect(account(page)).toContainText('Paris');
  await expect(other(page, 'Lyon')).not.toContainText('wait');
  paris.setFault({ on: 'GET /albums/:album_id/images', kind: 'delay', ms: 3_000 });
  await entry.click();
  await queue.getByRole('textbox', { name: 'Album ids' }).fill('Album id\nhouse-1\nhouse-2\nhouse-3');
  await queue.getByRole('button', { name: 'Start queue of 3 albums' }).click();
  await expect(queue).toContainText('Under way');
  await page.keyboard.press('Escape');
  await other(page, 'Lyon').click();
  await expect(other(page, 'Paris')).toContainText('3 albums wait');
  await entry.click();
  await expect(queue).toContainText('Paris: 3 albums wait. It goes on by itself when you open this account.');
  paris.clearFaults();
  await page.keyboard.press('Escape');
  await other(page, 'Paris').click();
  await expect(entry).toContainText('3 failed');
  await other(page, 'Lyon').click();
  await expect(account(page)).toContainText('Lyon');
  await expect(other(page, 'Paris')).not.toContainText('wait');
});

test('production is plain to see, in the account’s own colour, and so is what is not', async ({
  start,
  serve,
}) => {
  const { page } = await two({ start, serve });
  await expect(account(page)).toContainText('Sandbox');
  await expect(other(page, 'Paris')).toContainText('Production');
  await other(page, 'Paris').click();
  await expect(account(page)).toContainText('Production');
  await expect(other(page, 'Lyon')).toContainText('Sandbox');
  const colors = () =>
    page
      .locator('aside [data-color]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-color')));
  expect(await colors()).toContain('red');
  await account(page).click();
  await page.getByRole('radio', { name: 'Violet' }).check();
  await page.keyboard.press('Escape');
  await expect.poll(colors).toContain('violet');
  expect(await colors()).not.toContain('red');
});

test('at the next start all accounts are there with their albums, the open one first; each goes on with a token of its own', async ({
  start,
  serve,
}) => {
  const { paris, lyon, app, inParis, inLyon } = await two({ start, serve });
  await expect.poll(() => filesHolding(app.folder, '"label":"Lyon"')).not.toEqual([]);
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inLyon);
  await renewWith(page, paris.token({ user: 'somebody-else' }));
  await expect(expired(page)).toContainText(/user/i);
  await renewWith(page, lyon.token());
  await expect(expired(page)).toHaveCount(0);
  await expect(other(page, 'Paris').getByRole('img', { name: 'Session expired' })).toBeVisible();
  await other(page, 'Paris').click();
  await expect(expired(page)).toBeVisible();
  await expect(expired(page)).not.toContainText(/other user/i);
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inParis);
  await renewWith(page, paris.token());
  await expect(expired(page)).toHaveCount(0);
});

test('signing out of one says which, removes all that is kept of it, and opens the other', async ({
  start,
  serve,
}) => {
  const { paris, app, page, inParis, inLyon } = await two({ start, serve });
  await account(page).click();
  const dialog = page.getByRole('dialog', { name: 'Account' });
  await expect(dialog).toContainText(/Signing out removes Lyon.*Paris stays/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inParis);
  await expect(account(page)).toContainText('Paris');
  await expect(others(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('24 unchanged');
  await expect.poll(() => filesHolding(app.folder, '"Lyon"')).toEqual([]);
  await page.keyboard.press('Escape');
  const again = await app.restart();
  expect(await filesHolding(app.folder, inLyon)).toEqual([]);
  expect(await filesHolding(app.folder, inParis)).not.toEqual([]);
  await renewWith(again.page, paris.token());
  await expect(expired(again.page)).toHaveCount(0);
  await signOut(again.page);
});

test('a sign-in that was given up opens nothing later, and one that fails leaves the account as it was', async ({
  start,
  serve,
}) => {
  const paris = await serve({ images: 24, seed: 1 });
  const lyon = await serve({ images: 24, seed: 2 });
  const { page } = await start();
  await signInTo(page, paris, 24);
  await account(page).click();
  await page.getByRole('button', { name: 'Add account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add account' });
  await expect(dialog.getByRole('textbox', { name: 'Server address' })).toHaveValue(paris.origin);
  await signIn(dialog, lyon.origin, 'hello');
  await expect(alert(page)).toContainText(/token/i);
  lyon.setFault({ on: 'any', kind: 'silence' });
  await signIn(dialog, lyon.origin, lyon.token());
  await expect.poll(() => lyon.ledger.length).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await lyon.close();
  await expect(selection(page)).toContainText('of 24');
  await expect(others(page)).toHaveCount(0);
});

test('the same user once more is the same account; the demo is one beside it', async ({ start, serve }) => {
  const paris = await serve({ images: 24, seed: 1 });
  const { page } = await start();
  await signInTo(page, paris, 24);
  await add(page, paris);
  await expect(others(page)).toHaveCount(0);
  await account(page).click();
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(page.getByRole('navigation', { name: 'Albums' }).getByRole('button')).toHaveCount(3);
  await expect(account(page)).toContainText('Demo');
  await expect(others(page)).toHaveCount(1);
});

test('what was kept by a version with one account is taken up as that account', async ({ start, serve }) => {
  const paris = await serve({ images: 24, seed: 1 });
  const app = await start();
  await signInTo(app.page, paris, 24);
  const inParis = (await firstImage(app.page)) ?? '';
  await expect.poll(() => filesHolding(app.folder, '"lastAlbumId":"')).not.toEqual([]);
  await app.close();
  const [file = ''] = await filesHolding(app.folder, '"lastAlbumId":"');
  const { accounts } = JSON.parse(await readFile(file, 'utf8')) as { accounts: Record<string, unknown>[] };
  const before = { ...accounts[0], label: undefined, color: undefined, sandbox: undefined };
  await writeFile(file, JSON.stringify(before));
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', inParis);
  await renewWith(page, paris.token());
  await expect(expired(page)).toHaveCount(0);
});
