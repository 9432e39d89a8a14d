import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { FakeWorld, denied, failed, limited, offline } from './fake-world.fixture.ts';
import { createAlbumQueue, type AlbumQueueRoom } from './queue.ts';

const folder = mkdtempSync(join(tmpdir(), 'queue-at-random-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const event = fc.record({
  afterMs: fc.nat(2_000),
  kind: fc.constantFrom('pause', 'resume', 'retry', 'restart', 'expire', 'renew', 'leave', 'cancel'),
});
const meets = fc.array(
  fc.option(fc.constantFrom(denied, failed, offline, limited(2), limited(null)), { freq: 3 }),
  { maxLength: 30 },
);

test('whatever befalls it: it ends, each album is done or failed, and Retry asks for nothing that was done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(event, { maxLength: 10 }),
      meets,
      async (count, events, met) => {
        const world = new FakeWorld();
        const faults = [...met];
        world.meets = () => faults.shift() ?? null;
        const file = join(folder, `queues-${(files += 1)}.json`);
        const leftTo = async (account: string) => queue.holds(account);
        let resyncs = world.resyncs(leftTo);
        let queue: AlbumQueueRoom;
        world.heard = (resync) => queue.heard(resync);
        const start = async () => {
          queue = createAlbumQueue({
            file,
            accountId: () => world.account,
            isSignedIn: () => !world.isExpired,
            resyncs,
            clock: world.clock,
            used: () => ({ calls: 0, pictures: 0 }),
            budget: () => 0,
            notify: () => undefined,
            unexpected: (thrown) => world.thrown.push(thrown),
          });
          await queue.get();
          return queue;
        };
        const change = (changes: { account?: string; isExpired?: boolean }) => {
          Object.assign(world, changes);
          if (!world.isExpired) resyncs.resume();
          queue.wake();
        };
        queue = await start();
        const ids = Array.from({ length: count }, (_, i) => `album-${i}`);
        await queue.start(ids);
        for (const { afterMs, kind } of events) {
          await world.time.advance(afterMs);
          if (kind === 'pause') await queue.pause();
          if (kind === 'resume') await queue.resume();
          if (kind === 'retry') await queue.retryFailed();
          if (kind === 'expire') change({ isExpired: true });
          if (kind === 'renew') change({ isExpired: false });
          if (kind === 'leave') {
            change({ account: 'two' });
            await world.time.advance(50);
            change({ account: 'one' });
          }
          if (kind === 'cancel') {
            const [under] = await queue.albums(0, 1);
            const resyncId = under?.resyncId ?? null;
            if (resyncId !== null) void resyncs.cancel(resyncId);
          }
          if (kind === 'restart') {
            await queue.close();
            const resting = resyncs.rest();
            await world.time.advance(0);
            await resting;
            world.time.dropApp();
            resyncs = world.resyncs(leftTo);
            await start();
            change({});
          }
          expect(world.mostUnderWay).toBeLessThanOrEqual(1);
        }
        change({ isExpired: false });
        await queue.resume();
        await world.time.untilQuiet();
        const ended = await queue.get();
        expect(ended).toMatchObject({ status: 'ended', total: count, running: null, counts: { queued: 0 } });
        const { done = 0, failed: lost = 0 } = ended?.counts ?? {};
        expect(done + lost).toBe(count);

        faults.length = 0;
        world.calls.length = 0;
        await queue.retryFailed();
        await world.time.untilQuiet();
        expect(await queue.get()).toMatchObject({ status: 'ended', counts: { done: count, failed: 0 } });
        expect(world.calls.length).toBeLessThanOrEqual(lost);
        expect(world.thrown).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});
