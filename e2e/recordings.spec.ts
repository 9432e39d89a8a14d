import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { cells, tile, alert, signIn } from './page.ts';
import {
  recordedToken,
  recording,
  recordingsAreHere,
  replay,
  type Recording,
  type Sent,
} from './recordings.ts';

/*
 * The app against real answers: what it sends is what was recorded, and what was recorded is what it shows. The
 * recordings are not part of this project; where they are not, these tests are not run.
 */

test.skip(!recordingsAreHere, 'not run: no recordings beside this checkout');

const setClock = pathToFileURL(join(import.meta.dirname, 'set-clock.ts')).href;

/** Starts the app at the moment of a recording, signed in with its token at a server that replays. */
async function at(
  call: Recording,
  start: (flags?: string[], environment?: NodeJS.ProcessEnv) => Promise<App>,
  others: Recording[] = [],
  extra: Record<string, string> = {},
) {
  const { token, at: second } = recordedToken(call);
  const server = await replay([call, ...others], extra);
  const app = await start([], {
    NODE_OPTIONS: `--import=${setClock}`,
    COMPANION_CLOCK: String(second * 1000),
  });
  const user = JSON.stringify({
    public_id: null,
    fullname: 'As recorded',
    email: null,
    admin: false,
    username: null,
  });
  extra['GET /api/v1/user'] ??= user;
  await signIn(app.page, server.origin, token);
  await expect(app.page.getByRole('button', { name: 'Account' })).toBeVisible();
  return { page: app.page, server };
}

function expectAsRecorded(sent: Sent[], call: Recording): void {
  const found = sent.find((one) => one.method === call.request_method && one.path === call.request_path);
  expect(found, `${call.request_method} ${call.request_path} was not sent`).toBeDefined();
  // Sharings are recorded without a token; with one they are asked as everything else is.
  const authorization = call.request_headers['Authorization'];
  if (authorization !== undefined) expect(found?.headers.authorization).toBe(authorization);
  expect(found?.headers['content-type']).toBe(call.request_headers['Content-Type']);
  expect(decodeURIComponent(found?.body ?? '')).toBe(call.request_body ?? '');
  expect(found?.headers.cookie).toBeUndefined();
}

async function openAlbum(page: Page, id: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Open album by id' });
  await field.fill(id);
  await field.press('Enter');
}

test('albums are listed as recorded', async ({ start }) => {
  const call = recording('albums');
  const { page, server } = await at(call, start);
  const albums = JSON.parse(call.response_body ?? '[]') as { id: string; images_count: number }[];
  for (const album of albums) {
    const button = page.getByRole('navigation', { name: 'Albums' }).getByRole('button', { name: album.id });
    await expect(button).toContainText(String(album.images_count));
  }
  expectAsRecorded(server.sent, call);
  await server.close();
});

test('an album’s own route shows its images in recorded order, with their names', async ({ start }) => {
  const call = recording('album-images');
  const { page, server } = await at(call, start);
  await openAlbum(page, call.request_path.split('/')[4] ?? '');
  const images = JSON.parse(call.response_body ?? '[]') as { id: string; filename: string }[];
  await expect(cells(page)).toHaveCount(images.length);
  expect(
    await cells(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id'))),
  ).toEqual(images.map((image) => image.id));
  expectAsRecorded(server.sent, call);
  await server.close();
});

test('an album that answers an empty list is not called empty', async ({ start }) => {
  const call = recording('album-images-empty');
  const { page, server } = await at(call, start);
  await openAlbum(page, call.request_path.split('/')[4] ?? '');
  await expect(page.getByText('may not list them')).toBeVisible();
  await server.close();
});

for (const name of ['image-syncs-by-ids', 'image-syncs-by-ids-with-position']) {
  test(`${name}: asked in the order typed, compared with what came`, async ({ start }) => {
    const call = recording(name);
    const ids = [...call.request_path.matchAll(/ids\[\]=([^&]+)/g)].map((match) => match[1] ?? '');
    const images = JSON.parse(call.response_body ?? '[]') as { id: string; album_id: string }[];
    const { page, server } = await at(call, start);
    await openAlbum(page, images[0]?.album_id ?? '');
    await page.getByRole('button', { name: 'Resync by ids' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resync by ids' });
    await dialog.getByRole('textbox', { name: 'Image ids' }).fill(ids.join('\n'));
    await dialog.getByRole('button', { name: /^Resync/ }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText(`${images.length} added`);
    expectAsRecorded(server.sent, call);
    await server.close();
  });
}

test('a sharing is shown by the label of the list, not of the token', async ({ start }) => {
  const call = recording('album-sharings');
  const albumId = call.request_path.split('/')[4] ?? '';
  const one = JSON.stringify([
    { id: '11111111-2222-4333-8444-555555555555', album_id: albumId, filename: 'One' },
  ]);
  const { page, server } = await at(call, start, [], { [`GET /api/v1/albums/${albumId}/images`]: one });
  await tile(page, 'One').click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const label = JSON.parse(
    (JSON.parse(call.response_body ?? '[]') as { label: string }[])[0]?.label ?? '{}',
  ) as { en: string };
  await expect(
    page.getByRole('dialog', { name: 'Share 1 image' }).getByRole('radio', { name: label.en }),
  ).toBeVisible();
  expectAsRecorded(server.sent, call);
  await server.close();
});

test('a share sends the recorded form and reads the recorded rows', async ({ start }) => {
  const call = recording('create-sharing-images');
  const rows = JSON.parse(call.response_body ?? '[]') as { image: { public_id: string; album_id: string } }[];
  const albumId = rows[0]?.image.album_id ?? '';
  const sharingId = call.request_path.split('/')[4] ?? '';
  const images = rows.map(({ image }, i) => ({
    id: image.public_id,
    album_id: albumId,
    filename: `Image ${i + 1}`,
  }));
  const { page, server } = await at(call, start, [], {
    [`GET /api/v1/albums/${albumId}/images`]: JSON.stringify(images),
    [`GET /api/v1/sharings/${sharingId}/sharing_images`]: '[]',
  });
  await tile(page, 'Image 1').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 3 images' });
  await dialog.getByRole('textbox', { name: 'Other sharing id' }).fill(sharingId);
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('3 images shared');
  expectAsRecorded(server.sent, call);
  await server.close();
});

test('what a sharing holds already, as recorded, is not sent again', async ({ start }) => {
  const call = recording('sharing-images');
  const rows = JSON.parse(call.response_body ?? '[]') as { image: { public_id: string; album_id: string } }[];
  const held = rows[0]?.image ?? { public_id: '', album_id: '' };
  const sharingId = call.request_path.split('/')[4] ?? '';
  const session = recording('create-sharing-images');
  const { page, server } = await at(session, start, [{ ...call, request_path: call.request_path }], {
    [`GET /api/v1/albums/${held.album_id}/images`]: JSON.stringify([
      { id: held.public_id, album_id: held.album_id, filename: 'Held' },
    ]),
  });
  await tile(page, 'Held').click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share 1 image' });
  await dialog.getByRole('textbox', { name: 'Other sharing id' }).fill(sharingId);
  await dialog.getByRole('button', { name: 'Create sharing' }).click();
  await expect(dialog).toContainText('1 image shared');
  await expect(dialog).toContainText('already shared');
  expect(server.sent.filter((one) => one.method === 'POST')).toEqual([]);
  await server.close();
});

test('the organisation is asked for as recorded', async ({ start }) => {
  const call = recording('organization');
  const { server } = await at(call, start);
  await expect.poll(() => server.sent.map((one) => one.path)).toContain(call.request_path);
  expectAsRecorded(server.sent, call);
  await server.close();
});

test('a recorded 401 is one missing right, with the server’s own words, and signs nobody out', async ({
  start,
}) => {
  const refusal = recording('unauthorized');
  const albums = recording('albums');
  const albumId = 'an-album-of-others';
  const refused = { ...refusal, request_method: 'GET', request_path: `/api/v1/albums/${albumId}/images` };
  const { page, server } = await at(albums, start, [refused]);
  await openAlbum(page, albumId);
  await expect(alert(page)).toContainText(/not allowed/i);
  await expect(alert(page)).toContainText('Access denied');
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  await server.close();
});
