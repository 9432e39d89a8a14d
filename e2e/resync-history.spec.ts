import type { Locator } from '@playwright/test';
import { z } from '#shared/zod.ts';
import { expect, test } from './app.ts';
import { renew, selection, signInTo } from './page.ts';
import { count, history, idsOf, lines, report, resyncAlbum, resyncIds, save } from './resyncs.ts';

/* What is kept of resyncs: opened again, compared, exported, removed. */

test('every resync is kept over a restart and can be opened again', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const app = await start();
  await signInTo(app.page, server, 30);
  const [first = '', second = ''] = idsOf(server);
  server.world.edit(first, { title: 'First edit' });
  await resyncAlbum(app.page);
  await app.page.keyboard.press('Escape');
  await resyncIds(app.page, `${second} not-an-id`);
  await expect(report(app.page)).toContainText('1 unchanged');

  const { page } = await app.restart();
  await renew(page, server);
  await page.getByRole('button', { name: 'Resync history' }).click();
  const rows = history(page).getByRole('row');
  await expect(rows.filter({ hasText: '1 id (1 call)' })).toContainText('1 unchanged');
  const whole = rows.filter({ hasText: 'the whole album' }).filter({ hasText: '29 unchanged, 1 changed' });
  await whole.getByRole('button').first().click();
  await expect(report(page)).toContainText('29 unchanged');
  await expect(lines(page).filter({ hasText: 'First edit' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(history(page)).toBeVisible();
  await rows.filter({ hasText: '1 id (1 call)' }).getByRole('button').first().click();
  await expect(report(page)).toContainText('“not-an-id”');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toBeVisible();
});

test('two moments of an album are compared, whatever came between them', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const ids = idsOf(server);
  await resyncAlbum(page);
  await page.keyboard.press('Escape');
  server.world.edit(ids[0] ?? '', { title: 'Between' });
  server.world.remove(ids[1] ?? '');
  await resyncAlbum(page);
  await page.keyboard.press('Escape');
  server.world.edit(ids[0] ?? '', { title: 'At last' });
  server.world.moveBlock(ids.slice(20, 25), 0);
  await resyncAlbum(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Resync history' }).click();
  const moments = history(page).getByRole('checkbox');
  await expect(moments.nth(2)).toBeVisible();
  await moments.nth(0).check();
  await moments.nth(2).check();
  const kept = await history(page).getByRole('row').allInnerTexts();
  const asked = server.ledger.length;
  await history(page).getByRole('button', { name: 'Compare' }).click();
  await expect(report(page)).toContainText('1 changed');
  // Of an image that only moved no report tells: the library knows what it is called.
  const moved = lines(page).filter({ has: page.getByText('Moved', { exact: true }) });
  await expect(moved).toHaveCount(1);
  await expect(moved).not.toContainText(ids[20] ?? '');
  await expect(report(page)).toContainText('1 removed');
  await expect(report(page)).toContainText('5 moved');
  await count(page, '1 changed').click();
  await expect(lines(page).filter({ has: page.getByText('Title', { exact: true }) })).toContainText(
    'At last',
  );
  await expect(report(page)).not.toContainText('Between');
  expect(server.ledger.slice(asked).filter(({ template }) => template !== 'picture')).toEqual([]);
  const csv = await save(page, 'Export CSV');
  expect(csv.text).toContain('At last');
  await page.keyboard.press('Escape');
  // It is no moment, and takes the place of none.
  expect(await history(page).getByRole('row').allInnerTexts()).toEqual(kept);
  await expect(history(page)).toContainText(`${kept.length - 1} of at most 2,000 kept`);
});

test('by keys alone: two moments are chosen and compared, and one is removed', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  for (const title of ['One', 'Two']) {
    server.world.edit(idsOf(server)[0] ?? '', { title });
    await resyncAlbum(page);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Resync history' }).press('Enter');
  await expect(history(page)).toBeFocused();
  const moments = history(page).getByRole('checkbox');
  await expect(moments).toHaveCount(3);
  const tabTo = async (wanted: Locator) => {
    for (let key = 0; key < 20; key += 1) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((each) => each.matches(':focus-visible'))) return;
    }
    await expect(wanted).toBeFocused();
  };
  await tabTo(moments.nth(0));
  await page.keyboard.press('Space');
  await tabTo(moments.nth(1));
  await page.keyboard.press('Space');
  await expect(history(page)).toContainText('2 moments chosen');
  const compare = history(page).getByRole('button', { name: 'Compare', exact: true });
  await compare.focus();
  await page.keyboard.press('Enter');
  await expect(report(page)).toBeFocused();
  await expect(report(page)).toContainText('what changed between');
  await page.keyboard.press('Escape');
  await expect(history(page)).toBeFocused();
  const remove = history(page).getByRole('button', { name: /^Remove/ });
  await tabTo(remove.nth(0));
  await page.keyboard.press('Enter');
  await expect(remove).toHaveCount(2);
  // Whoever goes on by keys is still in the table.
  await expect(history(page).getByRole('table')).toBeFocused();
});

test('what is chosen to be compared stays chosen while a report is looked at', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  for (const title of ['One', 'Two']) {
    server.world.edit(idsOf(server)[0] ?? '', { title });
    await resyncAlbum(page);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Resync history' }).click();
  const moments = history(page).getByRole('checkbox');
  await moments.nth(0).check();
  await moments.nth(1).check();
  await history(page).getByRole('row').nth(1).getByRole('button').first().click();
  await expect(report(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(history(page)).toContainText('2 moments chosen');
  await expect(moments.nth(0)).toBeChecked();
  await history(page).getByRole('button', { name: 'Compare' }).click();
  await expect(report(page)).toContainText('what changed between');
  await page.keyboard.press('Escape');
  await expect(history(page)).toContainText('2 moments chosen');
});

const exported = z.object({
  rows: z.array(
    z.object({
      imageId: z.string(),
      kind: z.string(),
      changes: z.array(
        z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
});

test('exports hold every image and every change, and nothing secret', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  const token = server.token();
  await signInTo(page, server, 30);
  const ids = idsOf(server);
  server.world.edit(ids[0] ?? '', { title: '=HYPERLINK("http://127.0.0.1:9/"), "quoted"' });
  server.world.rotate(ids[1] ?? '', 90);
  server.world.remove(ids[2] ?? '');
  await resyncAlbum(page);

  const json = await save(page, 'Export JSON');
  expect(json.name).toMatch(/\.json$/);
  const { rows } = exported.parse(JSON.parse(json.text));
  expect(rows.map(({ imageId, kind }) => [imageId, kind])).toEqual(
    expect.arrayContaining([
      [ids[0], 'changed'],
      [ids[1], 'changed'],
      [ids[2], 'removed'],
    ]),
  );
  const turned = rows
    .find(({ imageId }) => imageId === ids[1])
    ?.changes.find(({ field }) => field === 'rotation');
  expect((Number(turned?.after) - Number(turned?.before) + 360) % 360).toBe(90);

  const csv = await save(page, 'Export CSV');
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.text).not.toMatch(/(?:^|[,"\n])=/);
  for (const id of ids.slice(0, 3)) expect(csv.text).toContain(id);
  for (const { text } of [json, csv]) {
    for (const part of token.split('.')) expect(text).not.toContain(part);
    expect(text).not.toContain('s--');
  }
});

test('one report is removed, then all, and what is kept is said', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  for (const title of ['One', 'Two']) {
    server.world.edit(idsOf(server)[0] ?? '', { title });
    await resyncAlbum(page);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Resync history' }).click();
  const removes = history(page).getByRole('button', { name: /^Remove/ });
  await expect(removes.nth(1)).toBeVisible();
  const kept = await removes.count();
  await expect(history(page)).toContainText(`${kept} of at most 2,000 kept`);
  await removes.first().click();
  await expect(removes).toHaveCount(kept - 1);
  await history(page).getByRole('button', { name: 'Clear history…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear the history?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(removes).toHaveCount(kept - 1);
  await history(page).getByRole('button', { name: 'Clear history…' }).click();
  await dialog.getByRole('button', { name: 'Clear history' }).click();
  await expect(history(page)).toContainText('No resync is kept yet');
  await page.keyboard.press('Escape');
  await expect(history(page)).toHaveCount(0);
});
