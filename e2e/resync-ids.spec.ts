import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { alert, selection, signInTo } from './page.ts';
import { askedByIds, count, ended, idsOf, lines, pasteIds, report, resyncIds } from './resyncs.ts';

/* Ids out of any text, asked in calls of 80 of which some fail, are cut short, or outlive the app. */

/** One way each in which people's texts spoil an id; some of them for good. */
const messes: ((id: string) => string)[] = [
  (id) => `"${id}";"Beach, at dawn"`,
  (id) => `> > ${id}`,
  (id) => `https://example.com/images/${id}/edit?tab=1#top`,
  (id) => id.toUpperCase(),
  (id) => `{"id":"${id}"},`,
  (id) => `\u200b${id.replaceAll('-', '\u2011')}\u00a0`,
  (id) => `id: ${id}`,
  (id) => `ids%5B%5D%3D${id}`,
  (id) => `${id.slice(0, 9)}\u00ad${id.slice(9)}`,
  (id) => `('${id}'),`,
];

test('5,000 lines of every mess are asked in calls of 80, each id once, and all else is quoted', async ({
  start,
  serve,
}) => {
  test.slow();
  const server = await serve({ images: 4_000 });
  const { page } = await start();
  await signInTo(page, server);
  await expect(selection(page)).toContainText('of 4,000');
  const ids = idsOf(server);
  const good = ids.map((id, n) => messes[n % messes.length]?.(id) ?? id);
  const bad = Array.from({ length: 990 }, (_, n) =>
    n % 2 === 0 ? `half ${ids[n]?.slice(0, 23)}` : 'Regards',
  );
  const twice = ids.slice(0, 10).map((id) => id.toUpperCase());
  const text = `\ufeffImage id;Name\r\n${[...good, ...bad, ...twice].join('\r\n')}`;
  expect(text.split('\r\n')).toHaveLength(5_001);
  server.world.edit(ids[1_234] ?? '', { title: 'The needle' });
  const before = server.ledger.length;

  const dialog = await pasteIds(page, text);
  await expect(dialog).toContainText('4,000 ids found');
  await expect(dialog).toContainText('50 calls');
  await expect(dialog).toContainText('10 ids were there more than once');
  await expect(dialog).toContainText('“Regards”');
  await dialog.getByRole('button', { name: 'Resync 4,000 images' }).click();

  await expect(report(page)).toContainText('3,999 unchanged');
  await ended(page);
  await expect(report(page)).toContainText('1 changed');
  await expect(lines(page).first()).toContainText('The needle');
  const asked = askedByIds(server, before);
  expect(asked.flat().toSorted()).toEqual(ids.toSorted());
  for (const call of asked) expect(call.length).toBeLessThanOrEqual(80);
  await expect(report(page)).toContainText('“Regards”');
  await expect(report(page)).toContainText('4,000 ids (50 calls)');
  await expect(report(page)).toContainText('10 ids were there more than once');
});

test('a file is loaded where text is pasted, as spreadsheets write it', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const app = await start();
  await signInTo(app.page, server, 30);
  const ids = idsOf(server).slice(0, 3);
  const file = join(app.folder, 'ids.csv');
  await writeFile(file, Buffer.from(`\ufeffImage id\tName\r\n${ids.join('\tBeach\r\n')}`, 'utf16le'));
  const dialog = await pasteIds(app.page, '');
  const chooser = app.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Load file…' }).click();
  await (await chooser).setFiles(file);
  await expect(dialog).toContainText('3 ids found');
  await dialog.getByRole('button', { name: 'Resync 3 images' }).click();
  await expect(report(app.page)).toContainText('3 unchanged');
});

test('what failed says why, is asked again alone, and takes its place in the same report', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 400 });
  const { page } = await start();
  await signInTo(page, server, 400);
  const ids = idsOf(server);
  const [failing = ''] = ids.slice(80);
  server.world.edit(failing, { title: 'Changed meanwhile' });
  // The second of five calls fails for good.
  server.setFault({
    on: 'GET /image_syncs',
    ending: '',
    after: 1,
    times: 1,
    kind: 'status',
    status: 422,
    headers: { 'X-message': 'Too many ids', 'X-Request-Id': 'request-of-the-ticket' },
  });
  await resyncIds(page, ids.join('\n'));
  await ended(page);
  await expect(report(page)).toContainText('80 failed');
  await expect(alert(page).first()).toContainText('80 images got no answer');
  await expect(alert(page).first()).toContainText('request-of-the-ticket');
  await expect(alert(page).first()).toContainText('Too many ids');
  const before = server.ledger.length;
  await report(page).getByRole('button', { name: 'Ask again for what failed (80 images)' }).click();
  await expect(count(page, '80 failed')).toHaveCount(0);
  await ended(page);
  await expect(alert(page)).toHaveCount(0);
  expect(askedByIds(server, before).map((call) => call.length)).toEqual([80]);
  await expect(report(page)).toContainText('399 unchanged');
  await expect(report(page)).toContainText('1 changed');
});

test('a cancelled resync keeps what had come, and asks for the rest when told to', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 800 });
  const { page } = await start();
  await signInTo(page, server, 800);
  server.setFault({ on: 'GET /image_syncs', after: 3, kind: 'silence' });
  await resyncIds(page, idsOf(server).join('\n'));
  await expect(report(page)).toContainText('240 unchanged');
  await expect(report(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '240');
  await report(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(report(page)).toContainText('Cancelled');
  server.clearFaults();
  const before = server.ledger.length;
  await report(page).getByRole('button', { name: 'Ask for what is left (560 images)' }).click();
  await expect(report(page)).toContainText('800 unchanged');
  expect(askedByIds(server, before).flat()).toHaveLength(560);
});

test('a resync goes on after a restart, asks nothing twice, and is announced where it is not seen', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 800 });
  const app = await start();
  await signInTo(app.page, server, 800);
  server.setFault({ on: 'GET /image_syncs', after: 3, kind: 'silence' });
  await resyncIds(app.page, idsOf(server).join('\n'));
  await expect(report(app.page)).toContainText('240 unchanged');
  const { page } = await app.restart();
  server.clearFaults();
  const before = server.ledger.length;
  // The token was in memory alone.
  await page.getByLabel('API token').fill(server.token());
  await page.getByRole('button', { name: 'Renew' }).click();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('800 unchanged');
  expect(askedByIds(server, before).flat()).toHaveLength(560);
  await page.getByRole('button', { name: 'Show report' }).click();
  await expect(report(page)).toContainText('800 unchanged');
});

test('a megabyte of text is searched without holding up who types in it', async ({ start, serve }) => {
  const server = await serve({ images: 30 });
  const { page } = await start();
  await signInTo(page, server, 30);
  const line = `some words of a long mail; ${idsOf(server)[0]}\n`;
  const dialog = await pasteIds(page, '');
  const buffer = Buffer.from(line.repeat(15_000));
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'mail.txt', mimeType: 'text/plain', buffer });
  await expect(dialog).toContainText('1 id found');
  const box = dialog.getByRole('textbox', { name: 'Image ids' });
  await box.press('ControlOrMeta+End');
  await box.pressSequentially('not-an-id');
  await expect(dialog).toContainText('“not-an-id”');
});
