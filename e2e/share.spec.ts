import { expect, test } from './app.ts';
import { signInTo } from './page.ts';
import {
  alreadyShared,
  chooseTarget,
  create,
  ends,
  expectOnce,
  expectOnceBy,
  firstIds,
  held,
  homepage,
  jobButtons,
  jobs,
  openShare,
  openShareOfAll,
  posts,
  sending,
  share,
  signInAndChoose,
  signInAndHaveShared,
  signInAndShare,
  tooMany,
} from './sharing.ts';

/* Sharing as it goes where nothing goes wrong. */

test('images are shared in order, each with its outcome and a link that opens', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  const dialog = await signInAndHaveShared(page, server, 3);
  expect(held(server)).toEqual(firstIds(server, 3));
  expect(posts(server)).toHaveLength(1);
  expect(posts(server)[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  const opened = page.context().waitForEvent('page');
  await dialog.getByRole('button', { name: /^Open/ }).first().click();
  expect((await opened).url()).toContain(`${server.origin}/sharing_images/`);
  await dialog.getByRole('button', { name: 'Copy links' }).click();
  await expect(page.getByText('3 links copied')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
});

test('before anything is sent, the dialog says how many, to where, and how many are there or not processed', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const [first = '', second = ''] = firstIds(server, 2);
  server.world.share(homepage(server).id, [first], null);
  server.world.setProcessingError(second, 'Corrupt');
  const { page } = await start();
  const dialog = await signInAndChoose(page, server, 3);
  await expect(dialog).toContainText('3 images, to Homepage');
  await expect(dialog).toContainText('1 of these is there already: it is not sent again.');
  await expect(dialog).toContainText('1 of these could not be processed by SharinPix');
  await chooseTarget(dialog, 'Archive');
  await expect(dialog).toContainText('3 images, to Archive');
  await expect(dialog).toContainText('None of these is there yet.');
  expect(posts(server)).toEqual([]);
});

test('row 51: a double click and Enter, pressed and held, are one share', async ({ start, serve }) => {
  const server = await serve();
  const { page } = await start();
  const dialog = await signInAndChoose(page, server, 2);
  await dialog.getByRole('button', { name: 'Create sharing' }).dblclick();
  for (let n = 0; n < 5; n++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  // Where the share has ended by then, Enter has pressed Done.
  await expect(page.getByRole('region', { name: 'Jobs', includeHidden: true })).toContainText(
    '2 images shared',
  );
  expectOnceBy(server, 2, 1);
});

test('row 51: a page that is loaded again in the midst of a share shows it, and it is one share', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 1_500 });
  const { page } = await start();
  await signInAndShare(page, server, 3);
  await page.reload();
  await expect(jobs(page)).toContainText('3 images shared');
  await expect(jobButtons(page)).toHaveCount(1);
  expectOnceBy(server, 3, 1);
});

test('what is there already is said and not sent', async ({ start, serve }) => {
  const server = await serve();
  alreadyShared(server, 1);
  const { page } = await start();
  const dialog = await signInAndHaveShared(page, server, 3);
  await expect(dialog).toContainText('1 of them was already shared');
  expectOnce(server, 3);
  expect(posts(server)[0]?.body.split('&')).toHaveLength(2);
});

test('row 38: shared again is one more row each, and the second is counted as meant', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const ids = firstIds(server, 2);
  alreadyShared(server, 2);
  const { page } = await start();
  const dialog = await signInAndChoose(page, server, 2);
  await dialog.getByRole('checkbox', { name: 'Share again what is there already' }).check();
  await expect(dialog).toContainText('2 of these are there already: they are sent once more.');
  await create(dialog);
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  await expect(dialog).not.toContainText(/already shared|more often/);
  expect(held(server)).toEqual([...ids, ...ids]);
  expect(posts(server)).toHaveLength(1);
});

test('an address that holds a sharing’s id can be pasted; one that holds none is refused in so many words', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const { page } = await start();
  await signInTo(page, server);
  const dialog = await openShare(page, 2);
  const typed = dialog.getByRole('textbox', { name: 'Other sharing id' });
  await typed.fill(`${server.origin}/albums/${homepage(server).id}`);
  await create(dialog);
  await expect(dialog.getByRole('alert')).toContainText('in an address it follows “/sharings/”');
  await typed.fill(`${server.origin}/sharings/${homepage(server).id}/`);
  await create(dialog);
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  expectOnce(server, 2);
});

test('a sharing’s id can be typed in', async ({ start, serve }) => {
  const server = await serve();
  const other = [...server.world.sharings.values()][1];
  const { page } = await start();
  await signInTo(page, server);
  const dialog = await openShare(page, 2);
  await dialog.getByRole('textbox', { name: 'Other sharing id' }).fill(other?.id ?? '');
  await create(dialog);
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  expect(other?.rows).toHaveLength(2);
});

test('200 images go in parts of at most 90, one after the other', async ({ start, serve }) => {
  const server = await serve({ images: 200 });
  const { page } = await start();
  await signInTo(page, server, 200);
  const dialog = await openShareOfAll(page, 200);
  await chooseTarget(dialog, 'Archive');
  await create(dialog);
  await expect(ends(dialog, '200 images shared')).toBeVisible();
  expect(posts(server).map((entry) => entry.body.split('&').length)).toEqual([90, 90, 20]);
});

test('a job goes on when the dialog is closed, is found under Jobs, and opens again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 1_500 });
  const { page } = await start();
  const dialog = await signInAndShare(page, server, 3);
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect(dialog).toContainText('You can close this: it goes on');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(jobs(page)).toContainText('Sending 3, waiting for the answer');
  await expect(jobs(page)).toContainText('3 images shared');
  await jobButtons(page).click();
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: 'Shared' })).toHaveCount(3);
});

test('a cancelled job gives up what is not sent yet, and Retry failed sends it after all', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 120 });
  server.setFault({ on: sending, ...tooMany, after: 1 });
  const { page } = await start();
  await signInTo(page, server, 120);
  const dialog = await openShareOfAll(page, 120);
  await chooseTarget(dialog);
  await create(dialog);
  await expect(dialog).toContainText('Waiting for the server');
  await expect(dialog).toContainText('“Cancel” gives up 30 images that are not sent yet');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(ends(dialog, '90 images shared, 30 not sent')).toBeVisible();
  await expect(dialog.getByRole('row').nth(1)).toContainText('Not sent');
  expect(held(server)).toEqual(firstIds(server, 90));

  server.clearFaults();
  await dialog.getByRole('button', { name: 'Retry failed' }).click();
  await dialog.getByRole('button', { name: 'Try now' }).click();
  await expect(ends(dialog, '120 images shared')).toBeVisible();
  expectOnce(server, 120);
});

test('two shares to one sharing, made one after the other, are one after the other on the line', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 1_000 });
  const { page } = await start();
  await signInAndShare(page, server, 2);
  await page.keyboard.press('Escape');
  const dialog = await share(page, 4);
  await expect(ends(dialog, '4 images shared')).toBeVisible();
  await expect(dialog).toContainText('2 of them were already shared');
  expectOnceBy(server, 4, 2);
});
