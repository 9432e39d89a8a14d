import { z } from '#shared/zod.ts';
import type { World } from '../electron/demo/world.ts';
import { expect, test } from './app.ts';
import { selection, signInTo } from './page.ts';
import { pastedText } from './pasted-text.ts';
import { askedByIds, count, ended, idsOf, lines, pasteIds, report, resyncAlbum, save } from './resyncs.ts';

/* A bad day: 5,000 pasted lines, and a server that changes before, between and after, and fails in the midst. */

const exported = z.object({
  counts: z.record(z.string(), z.int()),
  pasted: z.object({ noIds: z.array(z.string()), repeated: z.array(z.string()) }),
  rows: z.array(
    z.object({
      imageId: z.string(),
      kind: z.string(),
      marks: z.array(z.string()),
      changes: z.array(
        z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
});

/** What a report says of an edit: the fields that change by it. */
const edits: [fields: string[], edit: Parameters<World['edit']>[1]][] = [
  [['title'], { title: 'Roof, north side' }],
  [['description'], { description: 'After the storm' }],
  [['tagNames'], { tags: ['storm', 'roof'] }],
  [['width', 'height', 'crop'], { crop: { x: 10, y: 20, w: 300, h: 200 } }],
  [['gps'], { gps: [46.5, 6.6] }],
  [['takenAt'], { takenAt: Date.UTC(2020, 1, 2, 3, 4, 5) }],
  [['etag'], { etag: 'e'.repeat(32) }],
  [['bytes'], { bytes: 1_234_567, size: 1_234_567 }],
];

test('of 5,000 lines each id is asked once, all else is named, and each image is counted once, whatever changed and failed', async ({
  start,
  serve,
}) => {
  test.slow();
  const server = await serve({ images: 2_400 });
  const { world } = server;
  const { page } = await start();
  await signInTo(page, server);
  await expect(selection(page)).toContainText('of 2,400');
  const ids = idsOf(server);
  const at = (n: number): string => ids[n] ?? '';
  const pasted = pastedText(ids, 1_500, 1_000);
  expect(pasted.lines).toBeGreaterThanOrEqual(5_000);

  for (const [n, [, edit]] of edits.entries()) world.edit(at(100 + n), edit);
  for (const n of [200, 201, 202]) world.rotate(at(n), 90);
  for (const n of [300, 301]) world.setProcessingError(at(n), 'Corrupt JPEG data');
  for (const n of [400, 900, 1_400, 1_900, 2_399]) world.remove(at(n));
  server.setFault({ on: 'GET /image_syncs', ending: '', after: 3, times: 1, kind: 'status', status: 422 });
  const before = server.ledger.length;

  const dialog = await pasteIds(page, pasted.text);
  await expect(dialog).toContainText('2,400 ids found');
  await expect(dialog).toContainText('The first line is a header');
  await expect(dialog).toContainText('1,500 ids were there more than once');
  await expect(dialog).toContainText(`${pasted.noIds.length} pieces of the text were no ids`);
  await dialog.getByRole('button', { name: 'Resync 2,400 images' }).click();
  await ended(page);
  await expect(count(page, '80 failed')).toBeVisible();
  await report(page).getByRole('button', { name: 'Ask again for what failed (80 images)' }).click();
  await expect(count(page, '80 failed')).toHaveCount(0);
  await ended(page);

  const asked = askedByIds(server, before);
  expect(asked).toHaveLength(31);
  for (const call of asked) expect(call.length).toBeLessThanOrEqual(80);
  expect([...new Set(asked.flat())].toSorted()).toEqual(ids.toSorted());
  for (const words of ['2,382 unchanged', '13 changed', '5 not found', '5 known before'])
    await expect(count(page, words)).toBeVisible();
  await expect(report(page)).toContainText('2 with a processing error');
  const byIds = exported.parse(JSON.parse((await save(page, 'Export JSON')).text));
  expect(byIds.counts).toMatchObject({ unchanged: 2_382, changed: 13, 'not-found': 5, failed: 0 });
  expect(byIds.pasted.noIds.toSorted()).toEqual(pasted.noIds.toSorted());
  expect(byIds.pasted.repeated.toSorted()).toEqual(pasted.repeated.toSorted());
  await expect(report(page)).toContainText(`“${byIds.pasted.noIds[0]}”`);
  await expect(report(page)).toContainText('2,400 ids (30 calls)');
  for (const [n, [fields]] of edits.entries()) {
    const changes = byIds.rows.find(({ imageId }) => imageId === at(100 + n))?.changes ?? [];
    expect(changes.map((change) => change.field).filter((each) => each !== 'updatedAt')).toEqual(fields);
  }

  // The server goes on changing: what was told is not told again, and all else is.
  for (const n of [401, 402]) world.remove(at(n));
  world.setProcessingError(at(300), null);
  world.rotate(at(200), 90);
  world.moveBlock(ids.slice(1_000, 1_012), 50);
  for (const title of ['New 1', 'New 2', 'New 3']) world.add(world.albums[0]?.id ?? '', { title });
  await page.keyboard.press('Escape');
  await resyncAlbum(page);
  for (const words of ['2,379 unchanged', '2 changed', '3 added', '7 removed'])
    await expect(count(page, words)).toBeVisible();
  await expect(report(page).getByRole('button', { name: /^12 moved/ })).toContainText('in 1 move');
  await count(page, '2 changed').click();
  for (const words of ['Corrupt JPEG data', 'Rotation'])
    await expect(lines(page).filter({ hasText: words })).toHaveCount(1);
  await count(page, '2 changed').click();
  await count(page, '7 removed').click();
  await expect(lines(page)).toHaveCount(7);

  await page.keyboard.press('Escape');
  await resyncAlbum(page);
  await expect(count(page, '2,396 unchanged')).toBeVisible();
  await expect(report(page)).toContainText('Nothing differs');
});
