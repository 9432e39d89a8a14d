import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { FakeWorld, denied, failed, limited, offline } from './fake-world.fixture.ts';

const errors: readonly AppErrorData[] = [
  denied,
  failed,
  offline,
  limited(2),
  limited(null),
  {
    code: 'unreadable-answer',
    contentType: 'text/html',
    route: 'GET /x',
    status: 200,
    requestId: null,
    message: null,
  },
];
/** What befalls a resync, some time after what came before it. */
const event = fc.record({
  afterMs: fc.nat(400),
  kind: fc.constantFrom('cancel', 'retry', 'resume', 'restart', 'expire', 'renew', 'leave', 'token'),
});
/** What the calls meet, one after the other, and then none. */
const meets = fc.array(fc.option(fc.constantFrom(...errors), { freq: 3 }), { maxLength: 40 });

test('whatever befalls it: it ends, each id has one outcome, and nothing is asked without need', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(700), fc.array(event, { maxLength: 12 }), meets, async (more, events, met) => {
      const world = new FakeWorld();
      const ids = Array.from({ length: more + 1 }, (_, i) => `img-${i}`);
      const faults = [...met];
      /** Chunks, by their first id: how often asked, and how often that came to nothing. */
      const asked = new Map<string, number>();
      world.meets = () => faults.shift() ?? null;
      let resyncs = world.resyncs();
      const { id } = await resyncs.start({ albumId: 'A', imageIds: ids, noIds: [], repeated: [] });

      for (const { afterMs, kind } of events) {
        await world.time.advance(afterMs);
        // Commands cross each other: nobody waits for them.
        if (kind === 'cancel') void resyncs.cancel(id).catch(() => undefined);
        if (kind === 'retry') void resyncs.retry(id).catch(() => undefined);
        if (kind === 'resume') resyncs.resume();
        if (kind === 'token') {
          // What is under way then is not believed.
          for (const call of world.inFlight) world.cameToNothing(call);
          world.kept.forget();
        }
        if (kind === 'expire') world.isExpired = true;
        if (kind === 'renew') {
          world.isExpired = false;
          resyncs.resume();
        }
        if (kind === 'leave') {
          world.account = 'two';
          resyncs.resume();
          await world.time.advance(50);
          world.account = 'one';
          resyncs.resume();
        }
        if (kind === 'restart') {
          const resting = resyncs.rest();
          await world.time.advance(0);
          await resting;
          world.time.dropApp();
          resyncs = world.resyncs();
          resyncs.resume();
        }
        expect(world.mostUnderWay).toBeLessThanOrEqual(3);
        // Never two calls for one chunk at a time, and never one for what was answered.
        const open = world.inFlight.map((call) => call.ids[0] ?? '');
        expect(new Set(open).size).toBe(open.length);
      }
      world.isExpired = false;
      faults.length = 0;
      resyncs.resume();
      await world.time.untilQuiet();
      const ended = world.history.kept.get(id)?.resync;
      expect(['ended', 'cancelled']).toContain(ended?.status);
      const outcomes = world.history.outcomes(id);
      expect(outcomes.size).toBe(ids.length);
      if (ended?.status === 'ended') expect([...outcomes.values()]).not.toContain('open');

      // One more press of Retry, and all is answered.
      await resyncs.retry(id);
      await world.time.untilQuiet();
      expect(world.history.kept.get(id)?.resync).toMatchObject({
        status: 'ended',
        error: null,
        counts: { unchanged: ids.length, failed: 0 },
      });
      for (const call of world.calls) asked.set(call.ids[0] ?? '', (asked.get(call.ids[0] ?? '') ?? 0) + 1);
      for (const [chunk, times] of asked) {
        expect(times).toBeLessThanOrEqual(1 + (world.vain.get(chunk) ?? 0));
      }
      expect(world.thrown).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
