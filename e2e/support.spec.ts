import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from '../shared/zod.ts';
import { expect, test } from './app.ts';
import { alert, cells, selection, signIn, signInTo } from './page.ts';
import { clipboard } from './resyncs.ts';

/* What support needs: why it failed, how much was asked for, and one file to attach to a ticket. */

const albumImages = 'GET /albums/:album_id/images';

/** Opens the account's dialog. */
async function openAccount(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  return page.getByRole('dialog', { name: 'Account' });
}

test('a refused album: the right is named, and the details are copied as text for a ticket', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const album = server.world.albums[0]?.id ?? '';
  const { page } = await start();
  server.setFault({
    ...{ on: albumImages, kind: 'status', status: 401 },
    headers: { 'x-message': 'Access denied', 'x-request-id': 'ticket-request-1' },
  });
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 401 });
  const token = server.token({ abilities: { [album]: { Access: { see: true } } } });
  await signIn(page, server.origin, token);
  await expect(alert(page).first()).toContainText('does not name the right “image_list” on this album');
  await expect(alert(page).first()).toContainText('Access denied');
  await expect(alert(page).first()).toContainText('ticket-request-1');

  await alert(page).first().getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('The details were copied');
  const ticket = await clipboard(page);
  expect(ticket).toMatch(/^Not allowed: this token may not list the images of this album/);
  for (const fact of [
    'Error: access-denied',
    `Route: ${albumImages}`,
    'Status: 401',
    'X-message: Access denied',
  ])
    expect(ticket.split('\n')).toContain(fact);
  expect(ticket).toContain('X-Request-Id: ticket-request-1');
  expect(ticket).toMatch(/^Time: 20\d\d-\d\d-\d\dT/m);
  expect(ticket).not.toContain(token.split('.')[1] ?? token);
});

test('each cause is said for what it is', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const causes = [
    [{ kind: 'page' }, 'A proxy or sign-in page answered instead of SharinPix (status 200, text/html)'],
    [
      { kind: 'redirect', status: 302, to: 'https://login.example/in?secret=1' },
      'another host, login.example',
    ],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '90' } }, 'asks to wait 1 minute, 30 seconds'],
    [{ kind: 'status', status: 401 }, 'Not allowed'],
    [{ kind: 'reset' }, 'The connection to 127.0.0.1 broke off'],
  ] as const;
  for (const [n, [fault, said]] of causes.entries()) {
    server.clearFaults();
    server.setFault({ on: 'any', ...fault });
    await page.getByRole('textbox', { name: 'Open album by id' }).fill(`nowhere-${n}`);
    await page.keyboard.press('Enter');
    await expect(alert(page).filter({ hasText: said }).first()).toBeVisible();
    await expect(page.getByText('secret=1')).toHaveCount(0);
  }
});

test('calls and pictures are counted, the network’s apart from this computer’s, over a restart', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const app = await start();
  await signInTo(app.page, server, 30);
  const words = /Today: (\d+) calls?, (\d+) pictures? fetched, (\d+) pictures? from this computer \(saved\)/;
  const counts = async (page: Page): Promise<number[]> => {
    const text = await page.getByRole('dialog', { name: 'Account' }).innerText();
    return (words.exec(text.replace(/\s+/g, ' ')) ?? []).slice(1).map(Number);
  };
  const asked = (): number => server.ledger.filter(({ template }) => template.startsWith('GET /')).length;

  await openAccount(app.page);
  await expect.poll(async () => (await counts(app.page))[1]).toBeGreaterThan(11);
  const [calls = 0, fetched = 0] = await counts(app.page);
  expect(calls).toBeLessThanOrEqual(asked());
  expect(calls).toBeGreaterThan(0);
  await app.page.keyboard.press('Escape');

  const { page } = await app.restart();
  await expect(cells(page).nth(11)).toBeVisible();
  await openAccount(page);
  await expect.poll(async () => (await counts(page))[2]).toBeGreaterThan(11);
  expect((await counts(page))[1]).toBeGreaterThanOrEqual(fetched);
});

test('the daily budget is set by a number, and what is none is said', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const dialog = await openAccount(page);
  const field = dialog.getByRole('textbox', { name: 'Daily budget of calls' });
  await expect(field).toHaveValue('5,000');
  await field.fill('many');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('A number from 0 to 1,000,000');
  await field.fill('1200');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await openAccount(page);
  await expect(field).toHaveValue('1,200');
});

const bundle = z.object({
  format: z.literal('sharinpix-companion-support'),
  versions: z.object({ app: z.string(), node: z.string() }),
  settings: z.object({ language: z.literal('en') }),
  account: z.object({ serverHost: z.string(), kind: z.string() }),
  calls: z.array(
    z.object({ method: z.string(), route: z.string(), status: z.int().nullable(), at: z.iso.datetime() }),
  ),
  meter: z.array(z.object({ day: z.string(), calls: z.int() })),
  shares: z.object({ jobs: z.int() }),
  reports: z.object({ newest: z.array(z.object({ status: z.string() })) }),
  log: z.array(z.string()),
});

/** Saves the bundle as a person does; gives its file's name and text. */
async function saveBundle(page: Page): Promise<{ name: string; text: string }> {
  const dialog = await openAccount(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save support bundle' }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

/** All that stands in files of the user's data that are text. */
async function logOf(folder: string): Promise<string> {
  const files = await readdir(join(folder, 'logs'));
  return (await Promise.all(files.map((file) => readFile(join(folder, 'logs', file), 'utf8')))).join('\n');
}

test('the support bundle holds what was done and what failed, and no token, sharing or address', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page, folder } = await start();
  const token = server.token();
  await signIn(page, server.origin, token);
  await expect(selection(page)).toContainText('of 30');
  await expect(cells(page).nth(11)).toBeVisible();
  await cells(page).first().click();
  await expect(selection(page)).toContainText('1 of 30');
  const sharing = `sharing.canary-${Date.now().toString(36)}`;
  // The server repeats what it was sent, and refuses everything else too.
  server.setFault({
    ...{ on: 'GET /sharings/:sharing_id/sharing_images', kind: 'status', status: 422 },
    headers: {
      'x-message': `no ${sharing} for Token token="${token}" at https://res.cloudinary.com/x/s--CANARY--/a.jpg`,
      'x-request-id': sharing,
    },
  });
  server.setFault({ on: 'any', kind: 'status', status: 422, headers: { 'x-message': token } });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('textbox', { name: 'Other sharing id' }).fill(sharing);
  await page.getByRole('button', { name: 'Create sharing' }).click();
  await expect(page.getByText(/1 failed|The server refused/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(alert(page).first()).toBeVisible();
  await page.keyboard.press('Escape');

  const { name, text } = await saveBundle(page);
  expect(name).toMatch(/^sharinpix-companion-support-\d{4}-\d\d-\d\d\.json$/);
  const read = bundle.parse(JSON.parse(text));
  expect(read.calls.some(({ status }) => status === 422)).toBe(true);
  expect(read.calls.some(({ route }) => route === '/sharings/:sharing_id/sharing_images')).toBe(true);
  expect(read.shares.jobs).toBe(1);
  expect(read.reports.newest.length).toBeGreaterThan(0);
  expect(read.log.join('\n')).toContain('api');
  const secrets = [sharing, 'sharing.canary', 'CANARY', ...token.split('.').slice(1), 's--'];
  for (const said of [text, await logOf(folder)])
    for (const secret of secrets) expect(said.replaceAll('s--[…]', '')).not.toContain(secret);
});
