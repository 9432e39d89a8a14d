import type { Page } from '@playwright/test';
import type { FaultKind } from './api-server/fault.ts';
import { expect, test } from './app.ts';
import { alert, signInTo } from './page.ts';
import { clipboard, count, history, idsOf, report, resyncAlbum, resyncIds, save } from './resyncs.ts';

/* What a resync says that got no answer: why, what to do, and what a ticket needs of it. */

const albumImages = 'GET /albums/:album_id/images';
const notices = (page: Page) => page.getByRole('status', { name: 'Notices' });

const failures: [name: string, fault: FaultKind, said: RegExp, ticket: string[]][] = [
  [
    'too large a request',
    { kind: 'status', status: 413, headers: { 'x-request-id': 'req-413', 'x-message': 'Too big' } },
    /Too large: .*smaller parts/,
    ['Error: refused', 'Status: 413', 'X-message: Too big', 'X-Request-Id: req-413'],
  ],
  [
    'an answer that ends early',
    { kind: 'truncated', bytes: 9_000 },
    /broke off/,
    ['Error: cut-answer', 'Status: 200'],
  ],
  ['a line that breaks', { kind: 'cut', bytes: 9_000 }, /broke off/, ['Error: not-reached', 'Status: 200']],
  [
    'an empty list',
    { kind: 'capped', rows: 0 },
    /listed no images/,
    ['Error: nothing-listed', 'Status: 200'],
  ],
];

for (const [name, fault, said, ticket] of failures) {
  test(`${name}: the report says why, its details can be copied, and no count says that nothing changed`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 30 });
    const { page } = await start();
    await signInTo(page, server, 30);
    for (const on of ['GET /image_syncs', albumImages] as const) server.setFault({ on, ...fault });
    await resyncAlbum(page);
    await expect(report(page).getByRole('alert')).toContainText(said);
    await expect(report(page)).toContainText('Nothing was compared');
    await expect(report(page).getByRole('button', { name: /^0 / })).toHaveCount(0);

    await report(page).getByRole('button', { name: 'Copy details' }).click();
    await expect(notices(page)).toContainText('The details were copied');
    const copied = (await clipboard(page)).split('\n');
    expect(copied).toEqual(expect.arrayContaining([`Route: ${albumImages}`, ...ticket]));
    expect(copied.join('\n')).toMatch(/^Time: 20\d\d-\d\d-\d\dT/m);

    await report(page).getByRole('button', { name: 'Copy as text' }).click();
    await expect.poll(() => clipboard(page)).toContain('Result: nothing was compared');
    expect((await save(page, 'Export CSV')).text).toContain('nothing was compared');
    expect(JSON.parse((await save(page, 'Export JSON')).text)).toMatchObject({ comparedNothing: true });
  });
}

test('a line of the history has the cause in a few words, and its report the whole sentence', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  server.setFault({ on: 'any', kind: 'page' });
  await resyncAlbum(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Resync history' }).click();
  const failed = history(page).getByRole('row').filter({ hasText: 'failed' });
  await expect(failed).toContainText('proxy or sign-in page');
  await expect(failed).not.toContainText('Open a browser');
  await failed.getByRole('button').first().click();
  await expect(report(page).getByRole('alert')).toContainText('Open a browser and sign in to this network');
});

test('a limit of an hour is said in words, and that a waiting resync goes on by itself', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const limit = { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } as const;
  server.setFault({ on: 'any', ...limit });
  await resyncIds(page, idsOf(server).slice(0, 3).join('\n'));
  const note = report(page).getByRole('alert');
  await expect(note).toContainText('asks to wait 1 hour');
  await expect(note).toContainText('Then it goes on by itself');
  await expect(note).not.toContainText('ry again');
  await report(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(report(page)).toContainText('Cancelled before anything had come');
  await page.keyboard.press('Escape');

  // An album that is opened waits for nothing: whoever opened it is to try again.
  await page.getByRole('textbox', { name: 'Open album by id' }).fill('nowhere');
  await page.keyboard.press('Enter');
  await expect(alert(page).first()).toContainText('Try again then: it does not go on by itself');
});

test('ids that got no answer are counted as failed, and nothing beside them', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  server.setFault({ on: 'GET /image_syncs', kind: 'status', status: 413 });
  await resyncIds(page, idsOf(server).slice(0, 3).join('\n'));
  await expect(report(page).getByRole('alert')).toContainText('resync fewer ids at a time');
  await expect(count(page, '3 failed')).toBeVisible();
  await expect(report(page).getByRole('button', { name: /^0 / })).toHaveCount(0);
});

test('a history that fits has no scroll bar', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  for (const title of ['One', 'Two', 'Three']) {
    server.world.edit(idsOf(server)[0] ?? '', { title });
    await resyncAlbum(page);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Resync history' }).click();
  const table = history(page).getByRole('table');
  await expect(table.getByRole('row').nth(3)).toBeVisible();
  // Rows that wrap are no whole pixels high.
  for (const width of [1280, 1180, 1100, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => table.evaluate((all) => all.scrollHeight - all.clientHeight)).toBe(0);
  }
});
