import type { Page } from '@playwright/test';
import { expect, signIn, test } from './app.ts';

const cells = (page: Page) => page.getByRole('grid', { name: 'Images' }).getByRole('gridcell');
const account = (page: Page) => page.getByRole('button', { name: 'Account' });
const expired = (page: Page) => page.getByRole('alert').filter({ hasText: 'Session expired' });
const pictureWidth = (page: Page) =>
  cells(page)
    .first()
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.naturalWidth);

async function renew(page: Page, token: string): Promise<void> {
  await expired(page).getByLabel('API token').fill(token);
  await expired(page).getByRole('button', { name: 'Renew' }).click();
}

test('Account says where, who, what is allowed and until when', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await account(page).click();
  await expect(page.getByText(server.origin).first()).toBeVisible();
  await expect(page.getByText(server.world.person.fullname).first()).toBeVisible();
  await expect(page.getByText(/expires|until/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(server.origin);
});

test('a token that expires keeps everything on screen; Renew goes on', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: 'any', kind: 'token', as: 'missing' });
  const { page } = await start();
  await signIn(page, server.origin, server.token({ expiresIn: 6 }));
  await cells(page).nth(2).click();
  await expect(expired(page)).toBeVisible({ timeout: 20_000 });
  await expect(cells(page).nth(2)).toHaveAttribute('aria-selected', 'true');
  await renew(page, server.token({ user: 'someone-else' }));
  await expect(expired(page)).toContainText(/user/i);
  await renew(page, server.token());
  await expect(expired(page)).toHaveCount(0);
  await expect(cells(page).nth(2)).toHaveAttribute('aria-selected', 'true');
});

test('at the next start, where the token could not be kept, the album and its pictures are there, and so after Renew', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 24, albums: 2 });
  const app = await start();
  await signIn(app.page, server.origin, server.token());
  const second = app.page.getByRole('navigation', { name: 'Albums' }).getByRole('button').nth(1);
  await second.click();
  await expect.poll(() => pictureWidth(app.page)).toBeGreaterThan(0);
  const id = await cells(app.page).first().getAttribute('data-image-id');
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(cells(page).first()).toHaveAttribute('data-image-id', id ?? '');
  await expect.poll(() => pictureWidth(page)).toBeGreaterThan(0);
  await renew(page, server.token());
  await expect(expired(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Resync album' }).click();
  await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('12 unchanged');
});

test('after a sign-out nothing of the account is left on the disk', async ({ start, serve }) => {
  const { execFileSync } = await import('node:child_process');
  const server = await serve({ images: 12 });
  const app = await start();
  const { page } = app;
  await signIn(page, server.origin, server.token());
  await expect.poll(() => pictureWidth(page)).toBeGreaterThan(0);
  const imageId = (await cells(page).first().getAttribute('data-image-id')) ?? '';
  await account(page).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  const holding = (text: string): string => {
    try {
      return execFileSync('grep', ['-rlaF', text, app.folder], { encoding: 'utf8' });
    } catch {
      return '';
    }
  };
  await expect.poll(() => holding('fit2000').concat(holding(server.world.person.email))).toBe('');
  await app.close();
  expect(holding(imageId)).toBe('');
});

test('no token, no sharing id and no picture’s address is on the disk or in what was printed', async ({
  start,
  serve,
}) => {
  const { execFileSync } = await import('node:child_process');
  const server = await serve({ images: 12 });
  const token = server.token();
  const app = await start();
  const { page } = app;
  await signIn(page, server.origin, token);
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 1 image' });
  await dialog.getByRole('radio', { name: 'Homepage' }).check();
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('1 image shared');
  await app.close();
  const grep = (text: string, where: string): string => {
    try {
      return execFileSync('grep', ['-rlaF', text, where], { encoding: 'utf8' });
    } catch {
      return '';
    }
  };
  const [sharing] = server.world.sharings.values();
  expect(grep(token.split('.')[1] ?? '', app.folder)).toBe('');
  expect(grep(sharing?.id ?? '', `${app.folder}/logs`)).toBe('');
  expect(grep('s--', `${app.folder}/logs`)).toBe('');
  expect(app.output()).not.toContain(sharing?.id ?? '');
});
