import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Channel } from '#shared/contract.ts';
import { allowanceOf, createRateLimit } from './rate-limit.ts';

/** A limiter on a clock that stands until it is moved. */
function limited() {
  let time = 0;
  const mayPass = createRateLimit(() => time);
  return {
    pass: (channel: Channel, calls: number) =>
      Array.from({ length: calls }, () => mayPass(channel)).filter(Boolean).length,
    wait: (ms: number) => void (time += ms),
  };
}

test('of 100,000 calls at once only a burst passes', () => {
  expect(limited().pass('albums.list', 100_000)).toBe(allowanceOf('albums.list').burst);
});

test('of 1,000 shares at once few pass', () => {
  expect(limited().pass('shares.create', 1_000)).toBeLessThanOrEqual(20);
});

test('a flood on one channel leaves the others alone', () => {
  const limiter = limited();
  limiter.pass('albums.list', 100_000);
  expect(limiter.pass('session.get', 1)).toBe(1);
});

test('a channel that was flooded answers again after a while', () => {
  const limiter = limited();
  limiter.pass('shares.create', 1_000);
  expect(limiter.pass('shares.create', 1)).toBe(0);
  limiter.wait(2_000);
  expect(limiter.pass('shares.create', 1_000)).toBe(2);
});

test('over any pattern of calls no more pass than the burst and the rate allow', () => {
  const allowance = { burst: 5, perSecond: 2 };
  fc.assert(
    fc.property(fc.array(fc.nat(5_000), { maxLength: 200 }), (waits) => {
      let time = 0;
      const mayPass = createRateLimit(
        () => time,
        () => allowance,
      );
      let passed = 0;
      for (const wait of waits) {
        time += wait;
        if (mayPass('albums.list')) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(allowance.burst + (time / 1_000) * allowance.perSecond);
    }),
  );
});
