import type { Locator, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, filesHolding, test, type App } from './app.ts';
import type { ApiServer } from './api-server/server.ts';
import { overwrite } from './disk.ts';
import { launch } from './host/launch.ts';
import { expired, renew } from './page.ts';
import {
  create,
  ends,
  expectOnce,
  expectOnceBy,
  held,
  homepage,
  jobButtons,
  jobs,
  listing,
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

/* What is left of a share, and goes on, after the app ended in the midst of it (faults.md 4 and 7). */

/**
 * The app was ended in the midst of sharing three images; with a new token, since none is kept here, that goes on by
 * itself, and they are there once after so many POSTs.
 */
async function goOnToOnce(app: App, server: ApiServer, attempts: number): Promise<void> {
  const { page } = await app.restart();
  await expect(expired(page)).toBeVisible();
  await expect(jobs(page)).toContainText('Waiting for a new token');
  await renew(page, server);
  await expect(jobs(page)).toContainText('3 images shared');
  expectOnceBy(server, 3, attempts);
}

/** With a new token, so many images are shared, each once, whatever of them was shared before. */
async function expectMoreShared(page: Page, server: ApiServer, count: number): Promise<Locator> {
  await renew(page, server);
  const dialog = await share(page, count);
  await expect(ends(dialog, `${count} images shared`)).toBeVisible();
  expectOnce(server, count);
  return dialog;
}

test('rows 2 and 54: killed with a share queued, and without a kept token: it is there, and sent once after Renew', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([shortFence]);
  const dialog = await signInAndChoose(app.page, server, 3);
  server.setFault({ on: sending, ...tooMany });
  await create(dialog);
  await expect(dialog).toContainText('Waiting for the server');
  await app.kill();
  expect(held(server)).toEqual([]);

  server.clearFaults();
  const before = posts(server).length;
  await goOnToOnce(app, server, before + 1);
});

test('row 4: killed while the server reads, nothing done: the images are not there behind the fence, and sent once', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'silence', times: 1 });
  const app = await start([shortFence]);
  await signInAndShare(app.page, server, 3);
  await untilSent(server);
  await app.kill();
  expect(held(server)).toEqual([]);

  await goOnToOnce(app, server, 2);
});

test('row 5: killed while the server works: the images are found, and not sent again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'commit-later', ms: 3_000, times: 1 });
  const app = await start(['--share-fence-seconds=5']);
  await signInAndShare(app.page, server, 3);
  await untilSent(server);
  await app.kill();

  await goOnToOnce(app, server, 1);
});

test('row 6: killed while the answer is on its way: the images are found, and not sent again', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 600_000, times: 1 });
  const app = await start([shortFence]);
  await signInAndShare(app.page, server, 3);
  await expect.poll(() => held(server)).toHaveLength(3);
  await app.kill();

  await goOnToOnce(app, server, 1);
});

test('row 7: killed while what became of a share is looked up: it is looked up again, to the same end', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([shortFence]);
  const dialog = await signInAndChoose(app.page, server, 3);
  // The dialog has looked: next is the look before sending, and then the one that is not answered.
  await expect.poll(() => server.ledger.filter(({ template }) => template === listing)).toHaveLength(1);
  server.setFault({ on: sending, kind: 'commit-then-drop', times: 1 });
  server.setFault({ on: listing, kind: 'silence', after: 1 });
  await create(dialog);
  await untilSent(server);
  await expect.poll(() => server.ledger.at(-1)?.template).toBe(listing);
  await app.kill();

  server.clearFaults();
  await goOnToOnce(app, server, 1);
});

for (const [what, kind, attempts] of [
  ['done by the server', 'delay', 1],
  ['not done by the server', 'silence', 2],
] as const) {
  test(`row 52: quit while a share is on its way, ${what}: the app ends within ten seconds, and the next start settles it`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    server.setFault({ on: sending, kind, ms: 600_000, times: 1 });
    const app = await start([shortFence]);
    await signInAndShare(app.page, server, 3);
    await untilSent(server);
    const began = performance.now();
    await app.close();
    // The ten of the specification, and what the window itself needs on a slow machine: then it would have been killed.
    expect(performance.now() - began).toBeLessThan(20_000);

    await goOnToOnce(app, server, attempts);
  });
}

test('row 10: a second app on the same data ends at once, and the share of the first is one', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: sending, kind: 'delay', ms: 3_000 });
  const app = await start([shortFence]);
  const dialog = await signInAndShare(app.page, server, 3);
  await untilSent(server);
  const second = launch({ flags: [`--user-data-dir=${app.folder}`, '--headless', shortFence] });
  await expect(second).rejects.toThrow('The app ended with 0 before its window was shown');
  await expect(ends(dialog, '3 images shared')).toBeVisible();
  expectOnceBy(server, 3, 1);
});

test('after a restart past shares are under Jobs, and open with their images and links', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([shortFence]);
  const dialog = await signInAndHaveShared(app.page, server, 3);
  server.setFault({ on: sending, kind: 'status', status: 422 });
  await dialog.getByRole('button', { name: 'Done' }).click();
  const failed = await share(app.page, 4);
  await expect(ends(failed, '3 images shared, 1 failed')).toBeVisible();

  const { page } = await app.restart();
  await expect(jobs(page).getByRole('list', { name: 'Ended' }).getByRole('listitem')).toHaveText([
    /3 images shared, 1 failed$/,
    /3 images shared$/,
  ]);
  await jobButtons(page).first().click();
  const opened = page.getByRole('dialog', { name: 'Share 4 images' });
  await expect(opened.getByRole('row').nth(1)).toContainText('The server refused the request (status 422)');
  const link = page.context().waitForEvent('page');
  await opened.getByRole('button', { name: /^Open/ }).first().click();
  expect((await link).url()).toContain(`${server.origin}/sharing_images/`);
});

/** The journal's copy is made a moment after a job has ended. */
const copied = ({ folder }: App) =>
  expect.poll(() => existsSync(join(folder, 'journal.sqlite.backup'))).toBe(true);

/** What a crash of the machine, or another program, can make of the journal. */
const harms: [string, (file: string) => Promise<void>][] = [
  ['0 bytes long', (file) => truncate(file, 0)],
  ['cut in half', async (file) => truncate(file, Math.floor((await stat(file)).size / 2))],
  ['without its header', (file) => overwrite(file, 0, 100)],
  ['noise behind its header', async (file) => overwrite(file, 4_096, (await stat(file)).size)],
  ['gone', (file) => rm(file)],
];
for (const [how, harm] of harms) {
  test(`row 44: a journal that is ${how}: its copy takes its place, which is said, and what was shared is not shared again`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    const app = await start([shortFence]);
    await signInAndHaveShared(app.page, server, 3);
    await copied(app);
    await app.close();
    await harm(join(app.folder, 'journal.sqlite'));

    const again = await app.restart();
    const { page } = again;
    const note = page.getByText('The list of shares on this computer was damaged.');
    await expect(note).toContainText('brought back from a copy');
    await expect(jobs(page)).toContainText('3 images shared');
    const second = await expectMoreShared(page, server, 4);
    await second.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Understood' }).click();
    await expect(note).toHaveCount(0);

    const third = await again.restart();
    await expect(jobs(third.page).getByRole('listitem')).toHaveCount(2);
    await expect(third.page.getByText('was damaged')).toHaveCount(0);
  });
}

test('row 44: a journal that is gone with its copy is said to be lost, and sharing goes on', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([shortFence]);
  await signInAndHaveShared(app.page, server, 2);
  await copied(app);
  await app.close();
  for (const name of ['journal.sqlite', 'journal.sqlite.backup']) await rm(join(app.folder, name));
  const { page } = await app.restart();
  await expect(page.getByText('there was no copy of it')).toBeVisible();
  await expectMoreShared(page, server, 3);
});

test('row 45: killed, and the journal’s log deleted: it is noticed, and nothing is shared twice', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([shortFence]);
  await signInAndHaveShared(app.page, server, 3);
  await app.kill();
  await rm(join(app.folder, 'journal.sqlite-wal'));
  const { page } = await app.restart();
  await expect(page.getByText('The list of shares on this computer was damaged')).toBeVisible();
  await expectMoreShared(page, server, 4);
});

test('no token and no sharing’s id is in the log or was printed, whatever happened to a share', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const token = server.token();
  server.setFault({ on: sending, kind: 'reset', times: 1 });
  server.setFault({ on: listing, kind: 'status', status: 500, after: 2, times: 2 });
  const app = await start([shortFence]);
  await signInAndHaveShared(app.page, server, 3);
  await app.close();
  const logs = join(app.folder, 'logs');
  expect(await filesHolding(logs, 'POST')).not.toEqual([]);
  expect(await filesHolding(logs, homepage(server).id)).toEqual([]);
  expect(app.output()).not.toContain(homepage(server).id);
  expect(await filesHolding(app.folder, token.split('.')[1] ?? '')).toEqual([]);
});
