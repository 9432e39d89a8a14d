import { expect, test } from 'vitest';

import { status } from './virtual-server.fixture.ts';
import { ids, jobId, VirtualWorld } from './virtual-world.fixture.ts';

/** A list's body that takes time to arrive. */
function slowBody(world: VirtualWorld, ms: number) {
  const { server, time } = world;
  const list = server.list.bind(server);
  server.list = async (id) => {
    const answer = await list(id);
    return {
      ...answer,
      body: (async function* () {
        await new Promise<void>((resolve) => void time.after(ms, resolve, true));
        yield* answer.body;
      })(),
    };
  };
}

test('a share begun while the dialog still reads the list sends nothing that is there', async () => {
  const world = new VirtualWorld();
  world.server.put(ids(3));
  slowBody(world, 5_000);
  void world.app.look({ albumId: 'album', sharingId: 'sharing' });
  await world.time.advance(1_000);
  await world.create(ids(3));
  await world.time.untilQuiet();
  expect(await world.outcomes()).toEqual(ids(3).map((id) => `${id} already-shared`));
  expect(world.server.count('image0')).toBe(1);
});

test('a second job made while the first one reads sends nothing that is there', async () => {
  const world = new VirtualWorld();
  world.server.put(ids(3));
  slowBody(world, 5_000);
  await world.create(['z']);
  await world.time.advance(1_000);
  await world.create(ids(3), { number: 2 });
  await world.time.untilQuiet();
  expect(world.server.count('image0')).toBe(1);
});

test('what is tried again during a read is compared by another read', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_p, n) => (n === 0 ? { workMs: 10_000, answerMs: 0, answer: status(503) } : {});
  world.server.planList = (_s, n) => (n === 1 ? { error: status(404) } : {});
  await world.create(ids(2));
  await world.time.advance(200_000);
  expect(await world.outcomes()).toEqual(ids(2).map((id) => `${id} failed`));
  slowBody(world, 5_000);
  void world.app.look({ albumId: 'album', sharingId: 'sharing' });
  await world.time.advance(1_000);
  await world.app.retry({ jobId: jobId(1) });
  await world.time.untilQuiet();
  expect(world.server.count('image0')).toBe(1);
});

test('a look inside the fence is no comparison for what is sent behind it', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_p, n) => (n === 0 ? { workMs: 110_000, answerMs: 0, answer: status(503) } : {});
  world.server.planList = (_s, n) => (n === 1 ? { error: status(404) } : {});
  await world.create(ids(2));
  await world.time.advance(10_000);
  expect(await world.outcomes()).toEqual(ids(2).map((id) => `${id} failed`));
  await world.app.retry({ jobId: jobId(1) });
  await world.time.advance(90_000);
  void world.app.look({ albumId: 'album', sharingId: 'sharing' });
  await world.time.untilQuiet();
  expect(world.server.count('image0')).toBe(1);
});

test('shared again, failed inside the fence and tried again: its own late rows are its own', async () => {
  const world = new VirtualWorld();
  world.server.put(ids(2));
  world.server.planPost = (_p, n) => (n === 0 ? { workMs: 30_000, answerMs: 0, answer: status(503) } : {});
  world.server.planList = (_s, n) => (n === 1 ? { error: status(404) } : {});
  await world.create(ids(2), { again: true });
  await world.time.advance(10_000);
  expect(await world.outcomes()).toEqual(ids(2).map((id) => `${id} failed`));
  await world.app.retry({ jobId: jobId(1) });
  await world.time.untilQuiet();
  expect(world.server.count('image0')).toBe(2);
});

test('shared again by a part of the list: an old row that turns up is not its own', async () => {
  const world = new VirtualWorld();
  // The list shows 3 rows at most: image0's is the fourth.
  const rows = world.server.put(['x', 'y', 'z', 'image0']);
  world.server.cap = 3;
  world.server.hintsAtMore = true;
  world.server.planPost = () => ({ commits: 0, answer: status(503) });
  await world.create(['image0'], { again: true });
  await world.time.advance(10_000);
  // Somebody takes a row away: image0's comes up.
  world.server.rows.splice(world.server.rows.indexOf(rows[0]!), 1);
  await world.time.untilQuiet();
  expect(await world.outcomes()).not.toEqual(['image0 shared']);
});

test('after a sharing refused everything, one bad image of a later job costs it alone', async () => {
  const world = new VirtualWorld();
  let refusesAll = true;
  world.server.planPost = ({ imageIds }) =>
    refusesAll || imageIds.includes('bad') ? { commits: 0, answer: status(422) } : {};
  await world.share(ids(60));
  refusesAll = false;
  await world.share(['bad', 'good', 'fine'], { number: 2 });
  expect(await world.outcomes(2)).toEqual(['bad failed', 'good shared', 'fine shared']);
});

test('twenty bad images at the front do not cost the good ones, at the latest after a retry', async () => {
  const world = new VirtualWorld();
  world.server.planPost = ({ imageIds }) =>
    imageIds.some((id) => id.startsWith('bad')) ? { commits: 0, answer: status(422) } : {};
  const bad = Array.from({ length: 20 }, (_, n) => `bad${n}`);
  await world.share([...bad, ...ids(100)]);
  for (let n = 0; n < 5; n += 1) {
    await world.app.retry({ jobId: jobId(1) });
    await world.time.untilQuiet();
  }
  expect((await world.counts()).shared).toBe(100);
});

test('what was cancelled while it was on its way is not sent again by itself', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_p, n) => (n === 0 ? { commits: 0, answerMs: 5_000, answer: status(503) } : {});
  await world.create(ids(2));
  await world.time.advance(1_000);
  await world.app.cancel({ jobId: jobId(1) });
  await world.time.untilQuiet();
  expect(world.server.posts).toHaveLength(1);
});

test('what was cancelled while the server refused it for now is not sent again either', async () => {
  const world = new VirtualWorld();
  world.server.planPost = (_p, n) => (n === 0 ? { commits: 0, answerMs: 5_000, answer: status(429) } : {});
  await world.create(ids(2));
  await world.time.advance(1_000);
  await world.app.cancel({ jobId: jobId(1) });
  await world.time.untilQuiet();
  expect(world.server.posts).toHaveLength(1);
});

test('where the journal was restored without the newest job, other jobs are still told of', async () => {
  const world = new VirtualWorld();
  world.server.planPost = () => ({ answerMs: 1_000 });
  await world.create(ids(2));
  await world.time.advance(500);
  world.database.exec('DELETE FROM images; DELETE FROM attempts; DELETE FROM jobs;');
  await world.time.advance(3_000);
  await world.create(ids(3), { number: 2 });
  await world.time.advance(600_000);
  expect(world.app.told.get(jobId(2))?.endedAt).toEqual(expect.any(Number));
  expect(world.app.unexpected.length).toBeLessThan(3);
});
