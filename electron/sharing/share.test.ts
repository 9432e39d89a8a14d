import { expect, test } from 'vitest';
import { shareItems, shareJob, shareJobs, sharingLook } from '#shared/models/sharing.ts';
import { notReached, status } from './virtual-server.fixture.ts';
import { ids, jobId, origin, VirtualWorld } from './virtual-world.fixture.ts';

const album = { albumId: 'album', sharingId: 'sharing' };
const first = { jobId: jobId(1) };

test('images are shared in their order, each with its name and link', async () => {
  const world = new VirtualWorld();
  await world.share(['b', 'a', 'c']);
  expect(world.server.posts.map(({ imageIds }) => imageIds)).toEqual([['b', 'a', 'c']]);
  const page = await world.app.items({ ...first, from: 0, count: 2 });
  expect(shareItems.parse(page)).toEqual(page);
  expect(page.total).toBe(3);
  expect(page.items[0]).toEqual({
    imageId: 'b',
    name: 'Name of b',
    outcome: 'shared',
    error: null,
    times: null,
    link: `${origin}/sharing_images/row0/image`,
  });
});

test('a large share is sent in parts of at most 90, one after the other', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 800 });
  await world.share(ids(200));
  expect(world.server.posts.map(({ imageIds }) => imageIds.length)).toEqual([90, 90, 20]);
  expect(world.server.rows.map(({ imageId }) => imageId)).toEqual(ids(200));
});

test('the job is there at once, all of it queued, and never shows the id of the sharing', async () => {
  const world = new VirtualWorld();
  const job = await world.create(ids(2), { sharingId: 'secret-sharing-id' });
  expect(job).toMatchObject({ id: jobId(1), endedAt: null, counts: { queued: 2, shared: 0 } });
  await world.time.untilQuiet();
  const items = await world.app.items({ ...first, from: 0, count: 9 });
  const seen = [job, await world.app.list(), items, world.app.notices];
  expect(JSON.stringify(seen)).not.toContain('secret-sharing-id');
  for (const notice of world.app.notices) expect(shareJob.parse(notice)).toEqual(notice);
});

test('row 51: a double click is one job', async () => {
  const world = new VirtualWorld();
  await Promise.all([world.create(ids(3)), world.create(ids(3)), world.create(ids(3))]);
  await world.time.untilQuiet();
  await world.create(ids(3));
  await world.time.untilQuiet();
  expect(world.server.posts).toHaveLength(1);
  expect(shareJobs.parse(await world.app.list()).jobs).toHaveLength(1);
});

test('two jobs of one sharing are sent one after the other, and what the first shared is said so by the second', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 1_000 });
  await world.create(['a', 'b']);
  await world.create(['b', 'c'], { number: 2 });
  await world.time.untilQuiet();
  expect(await world.outcomes(1)).toEqual(['a shared', 'b shared']);
  expect(await world.outcomes(2)).toEqual(['b already-shared', 'c shared']);
  expect(world.server.count('b')).toBe(1);
});

test('an image whose id the app made up fails by itself', async () => {
  const world = new VirtualWorld();
  await world.share(['?1', 'a']);
  expect(await world.outcomes()).toEqual(['?1 failed', 'a shared']);
});

test('one image that the server refuses costs itself alone', async () => {
  const world = new VirtualWorld();
  world.server.planPost = ({ imageIds }) =>
    imageIds.includes('image33') ? { commits: 0, answer: status(422) } : {};
  await world.share(ids(90));
  expect(await world.counts()).toEqual({ shared: 89, failed: 1 });
  expect((await world.items())[33]).toMatchObject({ outcome: 'failed', error: { status: 422 } });
});

test('what is not sent yet can be cancelled, and sent after all', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 1_000 });
  await world.create(ids(200));
  await world.time.until(() => world.server.posts.length === 1);
  await world.app.cancel(first);
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 90, cancelled: 110 });
  expect(world.server.rows).toHaveLength(90);
  expect(world.app.ended).toEqual([jobId(1)]);
  expect(await world.app.retry(first)).toMatchObject({ endedAt: null, counts: { queued: 110 } });
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 200 });
  expect(world.server.rows).toHaveLength(200);
});

test('the page is told at most some ten times a second, and always how it ends', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 20 });
  await world.create(ids(2_700));
  const begun = world.time.now;
  await world.time.untilQuiet();
  const told = world.app.notices.length;
  expect(told).toBeGreaterThan(3);
  expect(told).toBeLessThan((world.time.now - begun) / 100 + 3);
  expect(world.app.notices.at(-1)).toEqual((await world.app.list()).jobs[0]);
  expect(world.app.ended).toEqual([jobId(1)]);
});

test('what ended before the app was started again is not told of as an end', async () => {
  const world = new VirtualWorld();
  await world.share(ids(2));
  await world.restart();
  await world.time.untilQuiet();
  expect(world.app.ended).toEqual([]);
});

test('a look reads the sharing once for all who ask within a moment', async () => {
  const world = new VirtualWorld();
  world.server.put(ids(3));
  const asked = Promise.all([world.app.look(album), world.app.look(album)]);
  await world.time.untilQuiet();
  const [look] = await asked;
  expect(sharingLook.parse(look)).toMatchObject({ error: null, isWhole: true });
  expect(look.readAt).not.toBeNull();
  await world.app.look(album);
  expect(world.server.listsAt).toHaveLength(1);
  await world.time.advance(60_000);
  const later = world.app.look(album);
  await world.time.untilQuiet();
  expect((await later).error).toBeNull();
  expect(world.server.listsAt).toHaveLength(2);
});

test('a look that fails says why, and what was known', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: notReached('offline') });
  const look = world.app.look(album);
  await world.time.untilQuiet();
  expect(await look).toMatchObject({ readAt: null, error: notReached('offline') });
});

test('a look does not wait until a long share is over, and does not fall into its POST', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 900 });
  await world.create(ids(2_000));
  await world.time.until(() => world.server.posts.length === 5);
  await world.time.advance(100);
  const look = world.app.look(album);
  let isAnswered = false;
  void look.then(() => (isAnswered = true));
  await world.time.advance(100);
  expect(isAnswered).toBe(false);
  await world.time.until(() => isAnswered);
  expect(world.server.listsAt.at(-1)).toBe(world.server.posts[4]!.endedAt);
  expect(world.server.posts.length).toBeLessThanOrEqual(6);
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 2_000 });
});

test('a look asks though the host pauses, and what waited goes on where that is well', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: status(503) });
  await world.create(ids(3));
  await world.time.advance(600_000);
  world.server.planList = () => ({});
  const before = world.time.now;
  const look = world.app.look(album);
  await world.time.untilQuiet();
  expect((await look).error).toBeNull();
  expect(await world.counts()).toEqual({ shared: 3 });
  expect(world.time.now - before).toBeLessThan(1_000);
});

test('many sharings take turns: a long share does not keep others from theirs', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 900 });
  for (let number = 1; number <= 3; number += 1)
    await world.create(ids(1_800), { number, sharingId: `long${number}` });
  await world.time.advance(5_000);
  await world.create(['a'], { number: 4, sharingId: 'short' });
  await world.time.advance(4_000);
  expect(await world.counts(4)).toEqual({ shared: 1 });
  expect((await world.app.list()).jobs.filter(({ endedAt }) => endedAt === null)).toHaveLength(3);
});

test('row 52: quitting waits for the POST on its way, writes down what came of it and begins nothing more', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ workMs: 3_000 });
  await world.create(ids(200));
  await world.time.until(() => world.server.posts.length === 1);
  let isStopped = false;
  void world.app.stop().then(() => (isStopped = true));
  await world.time.advance(1_000);
  expect(isStopped).toBe(false);
  await world.time.until(() => isStopped);
  expect(world.app.told.get(jobId(1))?.counts).toMatchObject({ shared: 90, queued: 110 });
  await world.time.advance(60_000);
  expect(world.server.posts).toHaveLength(1);
  await world.restart();
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 200 });
});

test('a disk that fails while the jobs are looked for at the start does not leave them lying', async () => {
  const world = new VirtualWorld();
  await world.create(ids(2));
  world.diskFails = (call) => call === 'lanes';
  await world.restart();
  await world.time.advance(10_000);
  expect(world.server.posts).toEqual([]);
  world.diskFails = () => false;
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 2 });
});

test('a page that could not be told is told later', async () => {
  const world = new VirtualWorld();
  world.diskFails = (call) => call === 'jobsOf';
  await world.create(ids(2));
  await world.time.advance(10_000);
  expect(world.app.notices).toEqual([]);
  world.diskFails = () => false;
  await world.time.untilQuiet();
  expect(world.app.told.get(jobId(1))?.counts).toMatchObject({ shared: 2 });
  expect(world.app.ended).toEqual([jobId(1)]);
});

test('links open and are copied, one or all', async () => {
  const world = new VirtualWorld();
  await world.share(['a', 'b']);
  const links = [`${origin}/sharing_images/row0/image`, `${origin}/sharing_images/row1/image`];
  await world.app.openLink({ ...first, imageId: 'b' });
  await world.app.copyLinks({ ...first, imageId: 'a' });
  await world.app.copyLinks({ ...first, imageId: null });
  expect(world.opened).toEqual([links[1]]);
  expect(world.copied).toEqual([links[0], links.join('\n')]);
});

test('an image without a link has none to open or copy', async () => {
  const world = new VirtualWorld();
  await world.share(['?1']);
  await expect(world.app.openLink({ ...first, imageId: '?1' })).rejects.toThrow('unknown-image');
  await expect(world.app.copyLinks({ ...first, imageId: null })).rejects.toThrow('unknown-image');
  expect([world.opened, world.copied]).toEqual([[], []]);
});

test('a job that is not there has neither items nor links, and is not changed', async () => {
  const { app } = new VirtualWorld();
  const id = { jobId: jobId(9), imageId: 'a' };
  await expect(app.items({ ...id, from: 0, count: 1 })).rejects.toThrow('unknown-job');
  await expect(app.openLink(id)).rejects.toThrow('unknown-job');
  await expect(app.copyLinks(id)).rejects.toThrow('unknown-job');
  await expect(app.retry(id)).rejects.toThrow('unknown-job');
  await expect(app.cancel(id)).rejects.toThrow('unknown-job');
  await expect(app.decide({ ...id, choice: 'send' })).rejects.toThrow('unknown-job');
});
