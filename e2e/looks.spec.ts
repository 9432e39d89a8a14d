import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { alert, signIn } from './page.ts';

/* What everyone must be able to read: names and contrast on every screen, in both colours, and French. */

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Who speaks to the page says what stands on a button: axe asks for it only when told. */
const saidAsRead = { rules: { 'label-content-name-mismatch': { enabled: true } } };

async function expectAccessible(page: Page, where: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options(saidAsRead).withTags(rules);
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  expect(found, where).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen can be read and named, ${colorScheme}`, async ({ start, serve }) => {
    test.slow();
    const server = await serve();
    const { page } = await start();
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, 'sign in');
    await signIn(page, server.origin, 'hello');
    await expect(alert(page)).toBeVisible();
    await expectAccessible(page, 'a mistake at sign in');
    await signIn(page, server.origin, server.token());
    const cells = page.getByRole('gridcell');
    await expect(cells.nth(11)).toBeVisible();
    await cells.nth(1).click();
    await cells.nth(5).click({ modifiers: ['Shift'] });
    await expectAccessible(page, 'album');
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('dialog', { name: 'Image viewer' }).getByRole('complementary', { name: 'Details' }),
    ).toBeVisible();
    await expectAccessible(page, 'viewer');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share 5 images' });
    await dialog.getByRole('radio', { name: 'Homepage' }).check();
    await expectAccessible(page, 'share');
    await dialog.getByRole('button', { name: 'Create sharing' }).click();
    await expect(dialog).toContainText('5 images shared');
    await expectAccessible(page, 'shared');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Resync by ids' }).click();
    await expectAccessible(page, 'resync by ids');
    await page.keyboard.press('Escape');
    const { albums } = server.world;
    const [one = '', other = '', third = ''] = albums[0]?.images.map(({ id }) => id) ?? [];
    server.world.edit(one, { title: 'Other', processed: false });
    for (const id of [other, third])
      server.world.edit(id, { etag: 'aa'.repeat(16), size: 1_000, bytes: 1_000 });
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('3 changed');
    await expectAccessible(page, 'report');
    await page.getByRole('button', { name: 'History of this album' }).click();
    const moments = page.getByRole('region', { name: 'Resync history' }).getByRole('checkbox');
    await moments.nth(0).check();
    await moments.nth(1).check();
    await expectAccessible(page, 'history');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('3 changed');
    await expectAccessible(page, 'comparison');
    for (let view = 0; view < 3; view += 1) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Album health' }).click();
    await page.getByRole('button', { name: 'Wait for processing' }).click();
    await expect(page.getByRole('region', { name: 'Waiting for processing' })).toBeVisible();
    await expectAccessible(page, 'health, waiting and a notice');
    await page.getByRole('button', { name: 'Album queue' }).click();
    const queue = page.getByRole('region', { name: 'Album queue' });
    await queue.getByRole('textbox', { name: 'Album ids' }).fill(`Hello, "${albums[0]?.id ?? ''}"`);
    await expect(queue).toContainText('1 album id found');
    await expectAccessible(page, 'queue, before it begins');
    await queue.getByRole('button', { name: /^Start queue/ }).click();
    await expect(queue).toContainText('1 done');
    await expectAccessible(page, 'queue, at its end');
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Save support bundle' })).toBeVisible();
    await expectAccessible(page, 'account');
    await page.getByRole('button', { name: 'Read a token' }).click();
    await page.getByRole('button', { name: 'Read this account’s token' }).click();
    await expect(page.getByRole('region', { name: 'What the token says' })).toBeVisible();
    await expectAccessible(page, 'token lens');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('button', { name: 'Add account' }).click();
    await expectAccessible(page, 'add account');
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(page.getByRole('list', { name: 'Other accounts' })).toBeVisible();
    await expectAccessible(page, 'two accounts');
  });
}

test('reports, history, health and queue are heard in French as they are read', async ({ start, serve }) => {
  test.slow();
  const server = await serve({ images: 30 });
  const { page } = await start(['--lang=fr']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('textbox', { name: 'Adresse du serveur' }).fill(server.origin);
  await page.getByLabel('Jeton d’API').fill(server.token());
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await expect(page.getByRole('gridcell').nth(11)).toBeVisible();
  const [one = '', other = ''] = server.world.albums[0]?.images.map(({ id }) => id) ?? [];
  server.world.edit(one, { title: 'Autre', takenAt: null, format: '' });
  server.world.setProcessingError(other, 'Timeout');
  const isRight = async (where: string) => {
    await expectAccessible(page, where);
    const main = page.getByRole('main');
    expect(await main.ariaSnapshot(), where).not.toMatch(
      /\b(?:images?|ids?) (?:found|changed)|\b(?:Resync|History|Compare|Choose|Remove|Health|Queue|Start|Select|Before|After|Album queue|Close|more|with)\b/,
    );
  };
  await page.getByRole('button', { name: 'Resynchroniser l’album' }).click();
  await expect(page.getByRole('main')).toContainText('2 modifiées');
  await isRight('report');
  await page.getByRole('button', { name: 'Historique de cet album' }).click();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
  await isRight('history');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Santé de l’album' }).click();
  await expect(page.getByRole('button', { name: /^Erreurs de traitement/ })).toBeVisible();
  await isRight('health');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'File d’albums' }).click();
  await page
    .getByRole('main')
    .getByRole('textbox')
    .first()
    .fill(server.world.albums[0]?.id ?? '');
  await isRight('queue');
});

test('in French every name is French', async ({ start }) => {
  const { page } = await start(['--demo', '--lang=fr']);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('grid', { name: 'Images' }).getByRole('gridcell').nth(11)).toBeVisible();
  await page.getByRole('gridcell').nth(1).click();
  await expect(page.getByRole('status', { name: /sélection/i })).toContainText(/1 sur/);
  for (const name of [/^Partager$/, /^Inverser/, /^Resynchroniser l.album$/, /^Compte/]) {
    await expect(page.getByRole('button', { name }).first()).toBeVisible();
  }
  await page.getByRole('button', { name: /^Partager$/ }).click();
  await expect(
    page
      .getByRole('dialog', { name: /^Partager 1 image$/ })
      .getByRole('radio')
      .first(),
  ).toBeVisible();
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/\b(?:Share|Selection|Resync|Album by id|Sign out|Search)\b/);
});
