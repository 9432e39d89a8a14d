import { expect, test } from 'vitest';
import type { CrashPoint } from '../journal/journal.ts';
import { facts, html, notReached, status, type PostPlan } from './virtual-server.fixture.ts';
import { fenceMs, ids, jobId, VirtualWorld } from './virtual-world.fixture.ts';

/*
 * The rows of faults.md that are about one share and one server, in virtual time, on the real journal. What happens on
 * a real wire stands in transport/, what happens to the journal's file in journal/.
 */

const s = 1_000;
const minute = 60 * s;

/** The first POST goes as planned, the others well. */
const firstPost =
  (plan: PostPlan) =>
  (_post: unknown, number: number): PostPlan =>
    number === 0 ? plan : {};

/** The app dies the first time that it comes to this point. */
function diesOnceAt(world: VirtualWorld, where: CrashPoint): void {
  world.diesAt = (point) => {
    if (point !== where) return false;
    world.diesAt = () => false;
    return true;
  };
}

/** Every image is in the sharing once, and the journal, the page and the user's own list agree that it is shared. */
async function expectSharedOnce(world: VirtualWorld, imageIds: readonly string[], number = 1): Promise<void> {
  await world.time.untilQuiet();
  expect(imageIds.map((id) => world.server.count(id))).toEqual(imageIds.map(() => 1));
  expect(await world.counts(number)).toEqual({ shared: imageIds.length });
  const { jobs } = await world.app.list();
  const job = jobs.find(({ id }) => id === jobId(number));
  expect(job?.endedAt).not.toBeNull();
  // What had ended before the app died is in the list that the page asks for.
  expect(world.app.told.get(jobId(number)) ?? job).toEqual(job);
  expect(world.app.unexpected).toEqual([]);
}

/** How long after the first POST the second was sent. */
function secondSentAfter({ server }: VirtualWorld): number {
  expect(server.posts).toHaveLength(2);
  return server.posts[1]!.sentAt - server.posts[0]!.sentAt;
}

test('row 3: killed after `sending` was written and before anything was sent, all of it is sent once', async () => {
  const world = new VirtualWorld();
  diesOnceAt(world, 'after-sending');
  await world.create(ids(3));
  await world.time.until(() => !world.app.isAlive);
  expect(world.server.posts).toEqual([]);
  const died = world.time.now;
  world.start();
  await world.time.advance(minute);
  expect(await world.counts()).toEqual({ unknown: 3 });
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts[0]!.sentAt - died).toBeGreaterThanOrEqual(fenceMs + fenceMs / 8);
  expect(world.server.posts).toHaveLength(1);
});

test('row 4: killed while the body was half written, all of it is sent once', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answerMs: Infinity });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  await world.restart({ afterMs: s });
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
});

test('row 5: killed after the body, with the server still working, nothing is sent again', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 40 * s, answerMs: Infinity });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  await world.restart({ afterMs: 5 * s });
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 5: what an early look finds is settled at once', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 2 * s, answerMs: Infinity });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  const { sentAt } = world.server.posts[0]!;
  await world.restart({ afterMs: 5 * s });
  await expectSharedOnce(world, ids(3));
  expect(world.time.now - sentAt).toBeLessThan(fenceMs / 2);
});

test.each(['before-settled', 'after-settled'] as const)(
  'row 6: killed with the answer in hand, %s, nothing is sent again',
  async (point) => {
    const world = new VirtualWorld();
    diesOnceAt(world, point);
    await world.create(ids(3));
    await world.time.until(() => !world.app.isAlive);
    world.start();
    await expectSharedOnce(world, ids(3));
    expect(world.server.posts).toHaveLength(1);
  },
);

test.each(['while-listing', 'after-listed'] as const)(
  'row 7: killed while it reads back, %s, it ends the same',
  async (point) => {
    const world = new VirtualWorld();
    world.server.planPost = firstPost({
      commits: 2,
      workMs: 30 * s,
      answerMs: s,
      answer: notReached('reset'),
    });
    await world.create(ids(3));
    await world.time.until(() => world.server.posts.length === 1);
    for (let deaths = 0; deaths < 3; deaths += 1) {
      diesOnceAt(world, point);
      await world.time.until(() => !world.app.isAlive);
      world.start();
    }
    await expectSharedOnce(world, ids(3));
    expect(world.server.posts[1]!.imageIds).toEqual(['image2']);
  },
);

test.each([notReached('refused'), notReached('dns'), notReached('offline')])(
  'row 11: with no server to be reached (%o) images stay queued, and are sent when it is there again',
  async (error) => {
    const world = new VirtualWorld();
    world.server.planList = () => ({ error });
    world.server.planPost = () => ({ answer: error });
    await world.create(ids(3));
    await world.time.advance(10 * minute);
    expect(await world.counts()).toEqual({ queued: 3 });
    const [job] = (await world.app.list()).jobs;
    expect(job?.waiting).toMatchObject({ why: 'server', error });
    expect(world.server.callsAt.length).toBeLessThan(30);
    world.server.planList = () => ({});
    await world.time.advance(10 * minute);
    expect(await world.counts()).toEqual({ queued: 3 });
    world.server.planPost = () => ({});
    await expectSharedOnce(world, ids(3));
  },
);

test('row 12: after a reset before any answer nothing is sent again until it is certain', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: notReached('reset') });
  await world.create(ids(3));
  await world.time.advance(10 * s);
  expect(await world.counts()).toEqual({ unknown: 3 });
  const [job] = (await world.app.list()).jobs;
  expect(job?.waiting).toMatchObject({ why: 'fence' });
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs + fenceMs / 8);
});

test('row 14: where the answer is lost, what was done is found', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ answer: notReached('reset') });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 15: a server that is done after the app gave up waiting is not asked twice', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 20 * s, answerMs: 10 * s, answer: notReached('timeout') });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 16: a server that is done behind the fence makes a second row, and that is seen and said', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({
    workMs: fenceMs + fenceMs / 4 + 20 * s,
    answerMs: s,
    answer: notReached('timeout'),
  });
  await world.share(['image0']);
  expect(world.server.count('image0')).toBe(2);
  const [job] = (await world.app.list()).jobs;
  expect(job).toMatchObject({ tooOften: 1, counts: { shared: 1 } });
  expect((await world.items())[0]).toMatchObject({ outcome: 'shared', times: 2 });
  expect(world.app.told.get(jobId(1))).toEqual(job);
});

test('row 17: of a batch that was half done only what is missing is sent again', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 40, answer: notReached('reset') });
  await world.create(ids(90));
  await expectSharedOnce(world, ids(90));
  expect(world.server.posts[1]!.imageIds).toEqual(ids(90).slice(40));
});

test.each([
  ['row 18', 'truncated JSON', '[{"id":"row0","image":{"public_'],
  ['row 20', 'an empty array', '[]'],
])('%s: after a 200 with %s what was done is found, and not sent again', async (_row, _what, answer) => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ answer });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 18: a body cut short is looked up', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ answer: { code: 'cut-answer', status: 200, ...facts } });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

const otherRows = JSON.stringify([
  { id: 'r1', url: '/sharing_images/r1/image', image: { public_id: 'image0' } },
  { id: 'r2', url: '/sharing_images/r2/image', image: { public_id: 'stranger' } },
]);

test('row 19: rows of other images are believed in nothing: unknown, said, and looked up', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: otherRows });
  await world.create(ids(2));
  await world.time.advance(10 * s);
  expect(await world.counts()).toEqual({ unknown: 2 });
  expect((await world.items()).map(({ error }) => error)).toEqual([
    { code: 'other-rows' },
    { code: 'other-rows' },
  ]);
  await expectSharedOnce(world, ids(2));
});

test('row 20: after a 200 with an empty array and nothing done, it is sent again behind the fence', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: '[]' });
  await world.create(ids(3));
  await world.time.advance(10 * s);
  expect(await world.counts()).toEqual({ unknown: 3 });
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
});

test('row 21: after a 500 that was carried out nothing is sent again', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ answer: status(500) });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 22: after a 503 that is carried out later nothing is sent again', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 100 * s, answerMs: 30 * s, answer: status(503) });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

const retryAfter = (retryAfterSeconds: number | null) =>
  ({ code: 'rate-limited', retryAfterSeconds, status: 429, ...facts }) as const;

test.each([
  ['row 23: a 429', 2],
  // What `api/retry-after.ts` makes of a date, a past one and 10^9 (its own test has the table).
  ['row 24: a 429 with a past date', 1],
  ['row 24: a 429 that asks for too long', 3_600],
])('%s that asks for %d s is waited for, and then it is sent once', async (_row, seconds) => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: retryAfter(seconds) });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  const after = secondSentAfter(world);
  expect(after).toBeGreaterThanOrEqual(seconds * s);
  expect(after).toBeLessThan(seconds * s + 5 * s);
});

test('row 24: a 429 whose Retry-After is nonsense is waited for a moment', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: retryAfter(null) });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeLessThan(2 * s);
});

test('row 25: a storm of 429 slows down every lane of the host together', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: retryAfter(null) });
  world.server.planPost = () => ({ commits: 0, answer: retryAfter(null) });
  for (let number = 1; number <= 20; number += 1)
    await world.create(ids(2), { number, sharingId: `sharing${number}` });
  await world.time.advance(60 * minute);
  // Full jitter up to 5 minutes: some 24 pauses an hour after the first ten, and three lanes at most a pause.
  expect(world.server.callsAt.length).toBeLessThan(200);
  const lastHalfHour = world.server.callsAt.filter((at) => at > world.time.now - 30 * minute);
  expect(lastHalfHour.length).toBeLessThan(100);
  world.server.planList = () => ({});
  world.server.planPost = () => ({});
  await world.time.untilQuiet();
  for (let number = 1; number <= 20; number += 1) expect(await world.counts(number)).toEqual({ shared: 2 });
});

test('row 26: where the session expires midway the job waits for Renew, and then goes on by itself', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_post, number) => {
    if (number !== 1) return {};
    world.isSignedIn = false;
    return { commits: 0, answer: { code: 'session-expired' } };
  };
  await world.create(ids(200));
  await world.time.untilQuiet();
  const [job] = (await world.app.list()).jobs;
  expect(job).toMatchObject({ endedAt: null, waiting: { why: 'session', until: null, error: null } });
  expect(world.app.told.get(jobId(1))).toEqual(job);
  const calls = world.server.callsAt.length;
  world.app.tryNow();
  await world.time.advance(60 * minute);
  expect(world.server.callsAt).toHaveLength(calls);
  world.isSignedIn = true;
  world.app.wake();
  await expectSharedOnce(world, ids(200));
});

test('row 26: what is not allowed has failed after one look, and Retry sends it once it is', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ commits: 0, answer: status(401) });
  await world.share(ids(3));
  expect(await world.counts()).toEqual({ failed: 3 });
  expect((await world.items())[0]?.error).toMatchObject({ code: 'access-denied' });
  expect(world.server.posts).toHaveLength(1);
  world.server.planPost = () => ({});
  await world.app.retry({ jobId: jobId(1) });
  await expectSharedOnce(world, ids(3));
});

test('row 27: a 401 on a POST that was carried out is looked up first', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ answer: status(401) });
  await world.share(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 28: a redirect proves nothing: unknown, and sent again only behind the fence', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: status(307) });
  await world.create(ids(3));
  await world.time.advance(10 * s);
  expect(await world.counts()).toEqual({ unknown: 3 });
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
});

const day = 24 * 60 * minute;
test.each([
  ['a day ahead', (world: VirtualWorld) => (world.time.wallOff = day)],
  ['a day back', (world: VirtualWorld) => (world.time.wallOff = -day)],
])('row 31: a clock that is set %s does not shorten the fence', async (_what, set) => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answerMs: 5 * s, answer: notReached('timeout') });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  set(world);
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
  expect(secondSentAfter(world)).toBeLessThan(2 * fenceMs);
});

test('row 31: a clock that is set while the app is down does not shorten the fence', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answerMs: Infinity });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  world.time.wallOff = day;
  await world.restart({ afterMs: s, reboots: true });
  await expectSharedOnce(world, ids(3));
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
});

test('row 32: asleep for five hours between send and answer, and signed out by it, it ends once', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({
    commits: 2,
    workMs: 20 * s,
    answerMs: 30 * s,
    answer: notReached('reset'),
  });
  await world.create(ids(3));
  await world.time.until(() => world.server.posts.length === 1);
  await world.time.suspend(5 * 60 * minute);
  world.isSignedIn = false;
  world.app.tryNow();
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ unknown: 3 });
  world.isSignedIn = true;
  world.app.wake();
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts[1]!.imageIds).toEqual(['image2']);
});

test('row 33: after an hour without network 500 images are sent, one POST at a time in each sharing', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: notReached('offline') });
  for (let number = 1; number <= 5; number += 1)
    await world.create(ids(100), { number, sharingId: `sharing${number}` });
  await world.time.advance(60 * minute);
  expect(world.server.posts).toEqual([]);
  let most = 0;
  world.server.planList = () => ({});
  world.server.planPost = () => ({ workMs: 900 });
  world.server.onPost = ({ sharingId }) => {
    const underWay = world.server.posts.filter(({ endedAt }) => endedAt === null);
    most = Math.max(most, underWay.length + 1);
    expect(underWay.some((post) => post.sharingId === sharingId)).toBe(false);
  };
  world.app.tryNow();
  await world.time.untilQuiet();
  for (let number = 1; number <= 5; number += 1) expect(await world.counts(number)).toEqual({ shared: 100 });
  expect(world.server.rows).toHaveLength(500);
  expect(most).toBe(3);
});

test('row 34: behind a captive portal nothing is called shared', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: html });
  await world.create(ids(3));
  await world.time.advance(5 * minute);
  expect(await world.counts()).toEqual({ queued: 3 });
  // The portal comes between the look and the POST.
  world.server.planList = () => {
    world.server.planList = () => ({ error: html });
    return {};
  };
  world.server.planPost = () => ({ commits: 0, answer: html });
  await world.time.until(() => world.server.posts.length === 1);
  await world.time.advance(10 * minute);
  expect(await world.counts()).toEqual({ unknown: 3 });
  expect(world.server.posts).toHaveLength(1);
  world.server.planList = () => ({});
  world.server.planPost = () => ({});
  await expectSharedOnce(world, ids(3));
});

test.each([
  ['fails', { error: status(500) }],
  ['is cut', { isCut: true }],
  ['is an error page', { error: html }],
])('row 35: while the list %s for ten minutes, what is unknown stays so', async (_what, plan) => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 1, answer: notReached('reset') });
  world.server.planList = (_sharing, number) => (number === 0 ? {} : plan);
  await world.create(ids(3));
  await world.time.advance(10 * minute);
  expect(await world.counts()).toEqual({ unknown: 3 });
  expect(world.server.posts).toHaveLength(1);
  expect(world.server.listsAt.length).toBeLessThan(40);
  const [job] = (await world.app.list()).jobs;
  expect(job?.waiting).toMatchObject({ why: 'server' });
  world.server.planList = () => ({});
  await expectSharedOnce(world, ids(3));
});

test('row 36: a list that lags behind makes no second row', async () => {
  const world = new VirtualWorld();
  world.server.lagMs = 5 * s;
  world.server.planPost = firstPost({
    workMs: fenceMs - s,
    answerMs: s,
    answer: notReached('timeout'),
  });
  await world.create(ids(3));
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts).toHaveLength(1);
});

test('row 36: a second job right after the first shares nothing twice, however much the list lags', async () => {
  const world = new VirtualWorld();
  world.server.lagMs = 5 * s;
  await world.create(ids(3));
  await world.create(ids(4), { number: 2 });
  await world.time.untilQuiet();
  expect(await world.counts(2)).toEqual({ shared: 1, 'already-shared': 3 });
  expect(ids(4).map((id) => world.server.count(id))).toEqual([1, 1, 1, 1]);
});

test('row 37: what a list of exactly 100 rows lacks needs the user, and is not sent by itself', async () => {
  const world = new VirtualWorld();
  const others = Array.from({ length: 99 }, (_, index) => `other${index}`);
  world.server.put(others);
  world.server.cap = 100;
  world.server.planPost = firstPost({ commits: 2, answer: notReached('reset') });
  await world.share(ids(3));
  expect(await world.counts()).toEqual({ shared: 1, 'needs-user': 2 });
  expect(world.server.posts).toHaveLength(1);
  expect(world.app.told.get(jobId(1))?.endedAt).not.toBeNull();
  // The user knows: one of them is there, and says so of both; or sends them.
  await world.app.decide({ jobId: jobId(1), choice: 'shared' });
  await world.time.untilQuiet();
  expect(await world.counts()).toEqual({ shared: 3 });
  expect(world.server.posts).toHaveLength(1);
});

test('row 37: what needs the user is sent where the user says so', async () => {
  const world = new VirtualWorld();
  world.server.hintsAtMore = true;
  world.server.planPost = firstPost({ commits: 0, answer: notReached('reset') });
  await world.share(ids(3));
  expect(await world.counts()).toEqual({ 'needs-user': 3 });
  await world.app.decide({ jobId: jobId(1), choice: 'send' });
  await expectSharedOnce(world, ids(3));
});

test('row 38: what is there already is said so and not sent', async () => {
  const world = new VirtualWorld();
  world.server.put(['image0', 'image1']);
  await world.share(ids(3));
  expect(await world.outcomes()).toEqual(['image0 already-shared', 'image1 already-shared', 'image2 shared']);
  expect(world.server.posts.map(({ imageIds }) => imageIds)).toEqual([['image2']]);
});

test('row 38: shared again there is one row more, even where the answer is lost', async () => {
  const world = new VirtualWorld();
  world.server.put(['image0']);
  world.server.planPost = firstPost({ answer: notReached('reset') });
  await world.share(ids(2), { again: true });
  expect(await world.counts()).toEqual({ shared: 2 });
  expect(ids(2).map((id) => world.server.count(id))).toEqual([2, 1]);
  expect((await world.items()).map(({ times }) => times)).toEqual([null, null]);
});

test('row 38: shared again and not done, it is sent again behind the fence, for one row more', async () => {
  const world = new VirtualWorld();
  world.server.put(ids(2));
  world.server.planPost = firstPost({ commits: 1, answer: notReached('reset') });
  await world.share(ids(2), { again: true });
  expect(ids(2).map((id) => world.server.count(id))).toEqual([2, 2]);
  expect(await world.counts()).toEqual({ shared: 2 });
});

test('row 40: what the same user shares from the web while the job waits is not sent by it', async () => {
  const world = new VirtualWorld();
  // Compared once, refused for now, and sent a minute later: by then it is there.
  world.server.planPost = firstPost({ commits: 0, answer: notReached('dns') });
  await world.create(ids(3));
  world.server.planList = () => ({ error: notReached('dns') });
  await world.time.advance(minute);
  expect(await world.counts()).toEqual({ queued: 3 });
  world.server.put(['image1']);
  world.server.planList = () => ({});
  await world.time.untilQuiet();
  expect(await world.outcomes()).toEqual(['image0 shared', 'image1 already-shared', 'image2 shared']);
  expect(ids(3).map((id) => world.server.count(id))).toEqual([1, 1, 1]);
});

test('row 39: what another user has put there meanwhile is shared, and not sent again', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ commits: 0, answer: notReached('reset') });
  await world.create(ids(3));
  await world.time.advance(30 * s);
  world.server.put(['image1']);
  await expectSharedOnce(world, ids(3));
  expect(world.server.posts[1]!.imageIds).toEqual(['image0', 'image2']);
});

test('row 41: a sharing that is gone fails all, with the reason, and is not asked for ever', async () => {
  const world = new VirtualWorld();
  world.server.planList = () => ({ error: status(404) });
  world.server.planPost = () => ({ commits: 0, answer: status(404) });
  await world.share(ids(200));
  expect(await world.counts()).toEqual({ failed: 200 });
  expect((await world.items())[0]?.error).toMatchObject({ code: 'not-found' });
  expect(world.server.callsAt.length).toBeLessThan(3);
});

test('row 41: a sharing that goes while it is sent to fails the rest', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_post, number) => {
    if (number === 0) return {};
    world.server.planList = () => ({ error: status(404) });
    return { commits: 0, answer: status(404) };
  };
  await world.share(ids(200));
  expect(await world.counts()).toEqual({ shared: 90, failed: 110 });
  expect(world.server.posts).toHaveLength(2);
});

test('row 42: where the journal cannot be written nothing is sent, and who asked is told', async () => {
  const world = new VirtualWorld();
  world.diskFails = () => true;
  await expect(world.create(ids(3))).rejects.toThrow('storage-failed');
  await world.time.advance(10 * minute);
  expect(world.server.callsAt).toEqual([]);
  world.diskFails = () => false;
  await world.time.untilQuiet();
  expect((await world.app.list()).jobs).toEqual([]);
});

test('row 42: a disk that is full midway stops the job, which says so and goes on by itself', async () => {
  const world = new VirtualWorld();
  const full = { code: 'storage-failed', detail: 'full' };
  world.server.planPost = () => ({ workMs: s });
  await world.create(ids(200));
  await world.time.until(() => world.server.posts.length === 1);
  world.diskFails = (call) => ['next', 'posted', 'listed', 'notListed'].includes(call);
  await world.time.advance(30 * minute);
  expect(world.server.posts).toHaveLength(1);
  const [job] = (await world.app.list()).jobs;
  expect(job?.waiting).toMatchObject({ why: 'server', error: full });
  expect(world.app.told.get(jobId(1))?.waiting).toMatchObject({ error: full });
  world.diskFails = () => false;
  await expectSharedOnce(world, ids(200));
  expect(world.server.posts).toHaveLength(3);
});

test('row 55: the jobs of one account are frozen while another is there', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({
    commits: 1,
    workMs: 10 * s,
    answerMs: 20 * s,
    answer: notReached('reset'),
  });
  await world.create(ids(200));
  await world.time.until(() => world.server.posts.length === 1);
  const appOfA = world.app;
  world.isSignedIn = false;
  // What is under way as A signs out is settled, and no more.
  const stopped = appOfA.stop();
  await world.time.untilQuiet();
  await stopped;
  world.accountId = 'another account';
  world.isSignedIn = true;
  world.start();
  await world.time.advance(60 * minute);
  expect(world.server.posts).toHaveLength(1);
  expect((await world.app.list()).jobs).toEqual([]);
  await expect(world.app.items({ jobId: jobId(1), from: 0, count: 1 })).rejects.toThrow('unknown-job');
  await expect(world.app.retry({ jobId: jobId(1) })).rejects.toThrow('unknown-job');
  await expect(world.app.copyLinks({ jobId: jobId(1), imageId: null })).rejects.toThrow('unknown-job');
  await world.app.stop();
  world.accountId = 'account';
  world.start();
  expect((await world.app.list()).jobs[0]?.id).toBe(jobId(1));
  await expectSharedOnce(world, ids(200));
});

test('row 55: what A left unclear in a sharing keeps B from sending there, until it is certain', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 60 * s, answerMs: s, answer: notReached('timeout') });
  await world.create(['image0']);
  await world.time.until(() => typeof world.server.posts[0]?.endedAt === 'number');
  await world.time.advance(s);
  await world.app.stop();
  world.accountId = 'another account';
  world.start();
  await world.share(['image0'], { number: 2 });
  expect(world.server.count('image0')).toBe(1);
  expect(await world.counts(2)).toEqual({ 'already-shared': 1 });
});

test('row 55: what A was sending when the app died keeps B from sending there too', async () => {
  const world = new VirtualWorld();
  world.server.planPost = firstPost({ workMs: 100 * s, answerMs: Infinity });
  await world.create(['image0']);
  await world.time.until(() => world.server.posts.length === 1);
  world.kill();
  world.accountId = 'another account';
  world.start();
  await world.share(['image0', 'image1'], { number: 2 });
  expect(ids(2).map((id) => world.server.count(id))).toEqual([1, 1]);
  expect(secondSentAfter(world)).toBeGreaterThanOrEqual(fenceMs);
});
