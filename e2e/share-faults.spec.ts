import { rm } from 'node:fs/promises';
import type { FaultKind } from './api-server/fault.ts';
import type { ApiServer } from './api-server/server.ts';
import { expect } from './app.ts';
import { fill, test } from './disk.ts';
import { crash, expired, renew, signInTo, signOut } from './page.ts';
import {
  chooseTarget,
  create,
  ends,
  expectOnce,
  expectOnceBy,
  firstIds,
  held,
  homepage,
  jobs,
  listing,
  openShare,
  posts,
  sending,
  share,
  shortFence,
  signInAndChoose,
  signInAndHaveShared,
  signInAndShare,
  tooMany,
  untilSent,
} from './sharing.ts';

/* What the user reads where a share goes wrong, and what the server holds in the end (faults.md 5 and 7). */

/** An answer that says nothing certain, and whether the work was done. */
const unclear: [row: string, what: string, fault: FaultKind, isDone: boolean][] = [
  ['row 12', 'a connection that breaks off, nothing done', { kind: 'reset' }, false],
  ['row 14', 'a connection that breaks off, all done', { kind: 'commit-then-drop' }, true],
  ['row 18', 'an answer that ends early', { kind: 'truncated', bytes: 300 }, true],
  ['row 19', 'an answer with rows for other images', { kind: 'other-rows' }, true],
  ['row 20', 'an answer with no rows', { kind: 'capped', rows: 0 }, true],
  ['row 21', 'a 500 after the work', { kind: 'commit-then-status', status: 500 }, true],
  ['row 22', 'a 503 before the work', { kind: 'commit-later', ms: 500, status: 503 }, true],
  ['row 28', 'a redirect', { kind: 'redirect', status: 307, to: 'http://127.0.0.1:9/' }, false],
  ['row 34', 'a page of HTML', { kind: 'page' }, false],
];
for (const [row, what, fault, isDone] of unclear) {
  test(`${row}: after ${what} the images are looked up, and are there once in the end`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    server.setFault({ on: sending, ...fault, times: 1 });
    const { page } = await start([shortFence]);
    const dialog = await signInAndHaveShared(page, server, 3);
    await expect(dialog).not.toContainText(/already shared|more often/);
    expectOnceBy(server, 3, isDone ? 1 : 2);
  });
}

test('a refusal that is carried out all the same is not sent again, and is known for shared', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'commit-later', ms: 1_000, status: 422, times: 1 });
  const { page } = await start(['--share-fence-seconds=3']);
  const dialog = await signInAndShare(page, server, 3);
  await expect(dialog.getByRole('row').nth(1)).toContainText('Refused together with others');
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expectOnceBy(server, 3, 1);
});

test('of images that are refused together the good ones are shared, the bad one says why', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const facts = { 'X-message': 'Image is gone', 'X-Request-Id': 'req-422' };
  server.setFault({ on: sending, kind: 'status', status: 422, headers: facts, times: 2 });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 3);
  await expect(ends(dialog, '2 images shared, 1 failed')).toBeVisible();
  const bad = dialog.getByRole('row').nth(1);
  await expect(bad).toContainText('The server refused the request (status 422).');
  await expect(bad).toContainText('The server says: Image is gone · Request req-422');
  expect(posts(server).map(({ body }) => body.split('&').length)).toEqual([3, 1, 1, 1]);
  expect(held(server)).toEqual(firstIds(server, 3).slice(1));
});

test('row 17: where half was done before the line was cut, only the missing images are sent again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'commit-then-drop', rows: 2, times: 1 });
  const { page } = await start([shortFence]);
  await signInAndHaveShared(page, server, 4);
  expect(posts(server).map(({ body }) => body.split('&').length)).toEqual([4, 2]);
  expectOnce(server, 4);
});

test('while it is uncertain what was done, that is said, and nothing is sent', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'reset', times: 1 });
  const { page } = await start(['--share-fence-seconds=3600']);
  const dialog = await signInAndShare(page, server, 2);
  await expect(dialog).toContainText('Making sure: the server gave no certain answer.');
  await expect(dialog).toContainText('Nothing is sent again until it is certain what is missing');
  await expect(dialog.getByRole('row').filter({ hasText: 'Not certain yet' })).toHaveCount(2);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(jobs(page)).toContainText('Making sure of what was sent');
  await expect(page.locator('[data-shared=uncertain]')).toHaveCount(2);
  await expect(page.getByText(/0 shared · 2 not certain yet · \d+ not shared/)).toBeVisible();

  const second = await share(page, 3);
  await expect(second).toContainText('What was sent to this sharing before is being made sure of first.');
  expect(posts(server)).toHaveLength(1);
});

test('row 39: what somebody else has shared in the meantime is shared, and not sent again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const ids = firstIds(server, 2);
  server.setFault({ on: sending, kind: 'reset', times: 1 });
  const { page } = await start([shortFence]);
  const dialog = await signInAndChoose(page, server, 2);
  const does = (): void => {
    if (posts(server).length > 0 && held(server).length === 0)
      server.world.share(homepage(server).id, ids, 'someone-else');
  };
  server.setFault({ on: listing, kind: 'meanwhile', does });
  await create(dialog);
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  expectOnceBy(server, 2, 1);
});

test('row 36: a list that lags behind what was shared makes no double', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'commit-then-drop', times: 1 });
  server.setFault({ on: listing, kind: 'stale', ms: 1_500 });
  const { page } = await start(['--share-fence-seconds=3']);
  await signInAndHaveShared(page, server, 3);
  expectOnceBy(server, 3, 1);
});

test('row 11: with the server down a share is written down, says what it waits for, and is sent once it is back', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const { page } = await start([shortFence]);
  const dialog = await signInAndChoose(page, server, 3);
  await server.close();
  await create(dialog);
  await expect(dialog).toContainText('Waiting for the server');
  await expect(dialog).toContainText('it refused the connection');
  await expect(dialog.getByText('Not certain yet')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(jobs(page)).toContainText('Waiting for the server');

  const back = await serve({ port: Number(new URL(server.origin).port) });
  await expect(jobs(page)).toContainText('3 images shared');
  expectOnceBy(back, 3, 1);
});

test('row 23: where the server asks for two seconds, they are waited, and the share is sent once', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'status', status: 429, headers: { 'Retry-After': '2' }, times: 1 });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 3);
  await expect(dialog).toContainText('Waiting for the server. The next try is at');
  await expect(dialog).toContainText('The server asks to wait');
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  const [refused, sent] = posts(server);
  expect((sent?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  expect(posts(server)).toHaveLength(2);
  expectOnce(server, 3);
});

test('Try now asks at once, though the server has asked for an hour', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: sending, ...tooMany });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 2);
  await expect(dialog).toContainText('Waiting for the server');
  server.clearFaults();
  await dialog.getByRole('button', { name: 'Try now' }).click();
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  expectOnce(server, 2);
});

test('row 26: a token that ran out mid-queue: the job waits for Renew, goes on by itself, once', async ({
  start,
  serve,
}) => {
  let ahead = 0;
  const server = await serve({ clock: () => Date.now() + ahead });
  const { page } = await start([shortFence]);
  const dialog = await signInAndChoose(page, server, 3);
  // By the server's clock, which is the one that counts.
  ahead = 10 * 3_600_000;
  await create(dialog);
  await expect(dialog).toContainText('Session expired: waiting for a new token.');
  expect(held(server)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(jobs(page)).toContainText('Waiting for a new token');
  await renew(page, server);
  await expect(jobs(page)).toContainText('3 images shared');
  expectOnce(server, 3);
});

test('row 26: a 401 with time left on the token is said per image as not allowed, and Retry failed sends again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 2);
  await expect(ends(dialog, '0 images shared, 2 failed')).toBeVisible();
  await expect(dialog).toContainText('Not allowed: this token may not add images to this sharing.');
  await expect(expired(page)).toHaveCount(0);
  server.clearFaults();
  await dialog.getByRole('button', { name: 'Retry failed' }).click();
  await expect(ends(dialog, '2 images shared')).toBeVisible();
  expectOnce(server, 2);
});

test('row 41: a sharing that was deleted fails with its reason, and is not tried over and over', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const { page } = await start([shortFence]);
  await signInTo(page, server);
  const dialog = await openShare(page, 2);
  await dialog.getByRole('textbox', { name: 'Other sharing id' }).fill('no-such-sharing');
  await expect(dialog).toContainText('The server does not know that sharing');
  await create(dialog);
  await expect(ends(dialog, '0 images shared, 2 failed')).toBeVisible();
  await expect(dialog).toContainText('not found');
  expect(posts(server).length).toBeLessThanOrEqual(1);
});

test('row 34: in a network that answers every call with its own page nothing is sent, and behind it the share goes on', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const { page } = await start([shortFence]);
  const dialog = await signInAndChoose(page, server, 3);
  server.setFault({ on: 'any', kind: 'page' });
  await create(dialog);
  await expect(dialog).toContainText('Waiting for the server');
  await expect(dialog).toContainText('A proxy or sign-in page answered instead of SharinPix');
  expect(posts(server)).toEqual([]);
  server.clearFaults();
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expectOnceBy(server, 3, 1);
});

/** A sharing of 130 images whose list ends at 100, and a share whose answer was lost. */
function loseInLongList(server: ApiServer, fault: FaultKind): void {
  const others = server.world.albums[0]!.images.slice(20, 150).map(({ id }) => id);
  server.world.share(homepage(server).id, others, 'someone-else');
  server.setFault({ on: listing, kind: 'capped', rows: 100 });
  server.setFault({ on: sending, ...fault, times: 1 });
}
/** Of the album's first images those that Homepage holds, in the order they came. */
const heldOf = (server: ApiServer, count: number): string[] => {
  const ours = new Set(firstIds(server, count));
  return held(server).filter((id) => ours.has(id));
};

test('row 37: what a list that may not be whole lacks needs the user, who says that it is there', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 200 });
  loseInLongList(server, { kind: 'commit-then-drop' });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 3);
  await expect(ends(dialog, '0 images shared, 3 need you')).toBeVisible();
  await expect(dialog).toContainText('The app cannot tell whether these images were shared');
  expect(posts(server)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'They are there' }).click();
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expect(heldOf(server, 3)).toEqual(firstIds(server, 3));
  expect(posts(server)).toHaveLength(1);
});

test('row 37: what a list that may not be whole lacks needs the user, who has it sent again', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 200 });
  loseInLongList(server, { kind: 'reset' });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 3);
  await expect(ends(dialog, '0 images shared, 3 need you')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(jobs(page)).toContainText('0 images shared, 3 need you');
  await jobs(page).getByRole('button').click();
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expect(heldOf(server, 3)).toEqual(firstIds(server, 3));
  expect(posts(server)).toHaveLength(2);
});

test('row 50: a page that crashes in the midst of a share comes back with what is true of it', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 4_000 });
  const app = await start([shortFence]);
  await signInAndShare(app.page, server, 3);
  await untilSent(server);
  await crash(app.page);
  const page = await app.attachAgain();
  await expect(jobs(page)).toContainText('3 images shared');
  expectOnceBy(server, 3, 1);
});

test('row 55: what one user has queued is not sent as another, and goes on when that user is back', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'status', status: 429, headers: { 'Retry-After': '5' } });
  const { page } = await start([shortFence]);
  const dialog = await signInAndShare(page, server, 3);
  await expect(dialog).toContainText('Waiting for the server');
  await page.keyboard.press('Escape');
  await signOut(page);
  server.clearFaults();
  const before = posts(server).length;

  await page.getByLabel('API token').fill(server.token({ user: 'someone-else' }));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const theirs = await openShare(page, 1);
  await expect(jobs(page)).toHaveCount(0);
  await chooseTarget(theirs, 'Archive');
  await create(theirs);
  await expect(ends(theirs, '1 image shared')).toBeVisible();
  await theirs.getByRole('button', { name: 'Done' }).click();
  expect(posts(server)).toHaveLength(before + 1);
  expect(held(server)).toEqual([]);
  await signOut(page);

  await signInTo(page, server);
  await expect(jobs(page)).toContainText('3 images shared');
  await expect(jobs(page).getByRole('button')).toHaveCount(1);
  expectOnce(server, 3);
  expect(homepage(server).rows.map(({ userId }) => userId)).not.toContain('someone-else');
});

test('row 42: on a full disk nothing is sent, which is said, and with room again the same dialog shares', async ({
  disk,
  serve,
}) => {
  const server = await serve();
  const app = await disk.startOn(60);
  const { page } = app;
  await signInTo(page, server, 60);
  const dialog = await openShare(page, 3);
  await chooseTarget(dialog);
  const filler = await fill(app.folder, 0);
  await create(dialog);
  const said = dialog.getByRole('alert');
  await expect(said).toContainText('Nothing was sent: a share is written down on this computer first');
  await expect(said).toContainText('the disk is full');
  expect(posts(server)).toEqual([]);
  await expect(page.getByRole('region', { name: 'Jobs', includeHidden: true })).toHaveCount(0);

  await rm(filler);
  await create(dialog);
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expectOnce(server, 3);
  await app.close();
});
