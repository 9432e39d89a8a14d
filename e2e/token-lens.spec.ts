import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, filesHolding, test } from './app.ts';
import { signInTo } from './page.ts';

const lens = (page: Page) => page.getByRole('dialog', { name: 'Read a token' });
const reading = (page: Page) => page.getByRole('region', { name: 'What the token says' });
const now = (): number => Math.floor(Date.now() / 1000);

function tokenWith(claims: object): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJlLUNBTkFSWQ`;
}

async function read(page: Page, text: string): Promise<void> {
  await lens(page).getByLabel('Token to read').fill(text);
  await lens(page).getByRole('button', { name: 'Read', exact: true }).click();
  await expect(lens(page).getByLabel('Token to read')).toHaveValue('');
}

/** The page as it is, with all that stands in its fields. */
const everything = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input')].map(({ value }) => value),
    ].join(),
  );

test('before anyone is signed in, a token is read in words, wherever it stands in what is pasted', async ({
  start,
}) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Read a token' }).click();
  await expect(lens(page).getByLabel('Token to read')).toHaveAttribute('type', 'password');
  const token = tokenWith({
    user_id: 'support-7',
    iat: now() - 3600,
    exp: now() + 3 * 3600 + 30,
    abilities: { 'album-9': { Access: { image_list: true, image_upload: true, image_frobnicate: true } } },
  });
  await read(page, `curl -H 'Authorization: Token token="${token}"' https://api.sharinpix.com/api/v1/albums`);
  for (const words of [
    'Nothing is wrong',
    'support-7',
    'A token for 1 album',
    'album-9',
    'list images, upload images, image_frobnicate',
    '3 hours',
    '1 hour ago',
    'HS256',
  ])
    await expect(reading(page)).toContainText(words);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const shown = await everything(page);
  for (const part of [header, payload, signature]) expect(shown).not.toContain(part);
});

test('what is wrong is said worst first, with what to do', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Read a token' }).click();
  const alert = reading(page).getByRole('alert');
  await read(page, tokenWith({ exp: now() - 90_000 }));
  await expect(alert.getByRole('listitem')).toHaveCount(2);
  await expect(alert.getByRole('listitem').first()).toContainText('It has expired');
  await expect(reading(page)).toContainText('1 day, 1 hour ago');
  await read(page, 'hello');
  await expect(alert).toContainText('This is not a token');
  await read(page, 'see sharinpix://id:CANARYSECRET@api.sharinpix.com');
  await expect(alert).toContainText('secret URL');
  expect(await everything(page)).not.toContain('CANARYSECRET');
});

test('the account’s own token is read with one click; no server hears of it and none of it is on the disk', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start();
  const { page } = app;
  await signInTo(page, server);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('button', { name: 'Read a token' }).click();
  const asked = server.ledger.filter(({ template }) => template !== 'picture').length;
  await lens(page).getByRole('button', { name: 'Read this account’s token' }).click();
  await expect(reading(page)).toContainText('The server’s clock and this computer’s agree');
  await expect(reading(page)).toContainText(server.world.albums[0]?.id ?? '');
  const pasted = tokenWith({ user_id: 'CANARYUSER', exp: now() + 60 });
  await read(page, pasted);
  await expect(reading(page)).toContainText('CANARYUSER');
  await page.keyboard.press('Escape');
  await expect(lens(page)).toHaveCount(0);
  expect(await everything(page)).not.toContain('CANARYUSER');
  expect(server.ledger.filter(({ template }) => template !== 'picture')).toHaveLength(asked);
  await app.close();
  expect(await filesHolding(app.folder, 'CANARYUSER')).toEqual([]);
  expect(await filesHolding(app.folder, pasted.split('.')[1] ?? '')).toEqual([]);
});

test('how far the server’s clock is from this computer’s is said', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start([], {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'set-clock.ts')).href}`,
    COMPANION_CLOCK: String(Date.now() + 3 * 3_600_000),
  });
  await signInTo(page, server);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('button', { name: 'Read a token' }).click();
  await lens(page).getByRole('button', { name: 'Read this account’s token' }).click();
  await expect(reading(page)).toContainText(/The server’s clock is (?:2 hours, 59 minutes|3 hours).* behind/);
  await expect(reading(page)).toContainText(/3 hours, 59 minutes/);
});

test('a text that is too long for a token is refused at once, in words, and leaves the field', async ({
  start,
}) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Read a token' }).click();
  await read(page, `eyJ${'a'.repeat(1_200_000)}`);
  await expect(lens(page).getByRole('alert')).toContainText('longer than 1,000,000 characters');
  await read(page, tokenWith({ user_id: 'support-7', exp: now() + 3600 }));
  await expect(reading(page)).toContainText('support-7');
  await expect(lens(page).getByText('longer than')).toHaveCount(0);
});
