import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { z } from '#shared/zod.ts';
import { expect, test } from './app.ts';
import {
  ends,
  firstIds,
  homepage,
  sending,
  shortFence,
  signInAndHaveShared,
  signInAndShare,
} from './sharing.ts';

/* What a receipt holds once it is on the user's disk, and what it must not hold. */

/** Saves a receipt as a person does; gives its file's name and text. */
async function save(page: Page, dialog: Locator, button: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

const receipt = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  server: z.string(),
  album: z.string(),
  label: z.string(),
  images: z.array(
    z.object({
      position: z.int(),
      imageId: z.string(),
      name: z.string(),
      outcome: z.string(),
      link: z.string().nullable(),
      requestId: z.string().nullable(),
      sentAt: z.iso.datetime().nullable(),
    }),
  ),
});

test('a receipt tells what was shared, where, when, in which order and by which requests, and no secret', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 120 });
  const token = server.token();
  const ids = firstIds(server, 4);
  const [first = ''] = ids;
  server.world.edit(ids[1] ?? '', { title: '=HYPERLINK("http://127.0.0.1:9/"), "quoted"' });
  server.world.share(homepage(server).id, [first], null);
  server.setFault({ on: sending, kind: 'reset', times: 1 });
  const { page } = await start([shortFence]);
  const dialog = await signInAndHaveShared(page, server, 4);

  const json = await save(page, dialog, 'Receipt as JSON');
  expect(json.name).toMatch(/^[\w-]+\.json$/);
  const told = receipt.parse(JSON.parse(json.text));
  expect(told).toMatchObject({ server: server.origin, album: server.world.albums[0]?.id, label: 'Homepage' });
  expect(told.images.map(({ imageId }) => imageId)).toEqual(ids);
  expect(told.images.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  expect(told.images.map(({ outcome }) => outcome)).toEqual(['already-shared', 'shared', 'shared', 'shared']);
  for (const { link } of told.images) expect(link).toContain(`${server.origin}/sharing_images/`);
  expect(told.images[0]?.requestId).toBeNull();
  const requests = new Set(told.images.slice(1).map(({ requestId }) => requestId));
  expect(requests.size).toBe(1);
  expect([...requests][0]).toMatch(/^[\da-f-]{36}$/);

  const csv = await save(page, dialog, 'Save receipt');
  expect(csv.name).toMatch(/^[\w-]+\.csv$/);
  expect(csv.text).not.toMatch(/(?:^|[,"\n])=/);
  const places = ids.map((id) => csv.text.indexOf(id));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(csv.text).toContain([...requests][0]);

  for (const { text } of [json, csv]) {
    expect(text).not.toContain(homepage(server).id);
    for (const part of token.split('.')) expect(text).not.toContain(part);
  }
});

test('a receipt of a share that went wrong tells of each image why', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 2);
  await expect(ends(dialog, '0 images shared, 2 failed')).toBeVisible();
  const { text } = await save(page, dialog, 'Receipt as JSON');
  const { images } = z
    .object({ images: z.array(z.object({ outcome: z.string(), reason: z.string(), link: z.null() })) })
    .parse(JSON.parse(text));
  expect(images).toHaveLength(2);
  for (const image of images)
    expect(image).toEqual({ outcome: 'failed', reason: 'access-denied', link: null });
});
