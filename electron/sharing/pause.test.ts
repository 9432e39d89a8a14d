import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, createPause } from './pause.ts';
import { facts, notReached, status } from './virtual-server.fixture.ts';

function start() {
  const world = { now: 1_000, lifted: 0 };
  const clock = { mono: () => world.now, random: () => 1 };
  return { world, pause: createPause(clock, () => (world.lifted += 1)) };
}
const limited = (retryAfterSeconds: number | null) =>
  ({ code: 'rate-limited', retryAfterSeconds, status: 429, ...facts }) as const;

test('the backoff is anything up to a bound that doubles from 1 s to 5 minutes', () => {
  const bounds = [1, 2, 3, 4, 9, 10, 1_000].map((failures) => backoffMs(failures, 1));
  expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const ms = backoffMs(failures, random);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('failures of calls that were under way together are one', () => {
  const { world, pause } = start();
  for (let call = 0; call < 3; call += 1) pause.failed('list', status(503));
  expect(pause.notBefore()).toBe(2_000);
  world.now = 2_000;
  pause.failed('list', status(503));
  expect(pause.notBefore()).toBe(4_000);
});

test('what the server asks for is waited for, though a shorter pause is under way', () => {
  const { pause } = start();
  pause.failed('list', notReached('timeout'));
  pause.failed('add', limited(60));
  pause.failed('add', limited(2));
  expect(pause.notBefore()).toBe(61_000);
  expect(pause.reason()).toEqual(limited(60));
});

test('a server that lists well and refuses every POST is pressed less and less', () => {
  const { world, pause } = start();
  const pauses = Array.from({ length: 4 }, () => {
    pause.succeeded('list');
    pause.failed('add', limited(null));
    const ms = pause.notBefore() - world.now;
    world.now = pause.notBefore();
    return ms;
  });
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test.each([status(401), status(404), status(422)])('%o is an answer of a host that is well', (error) => {
  const { pause } = start();
  pause.failed('add', status(503));
  pause.failed('add', error);
  expect(pause.notBefore()).toBe(0);
  expect(pause.reason()).toBeNull();
});

test('a pause that ends early is told of, one that is over is not', () => {
  const { world, pause } = start();
  pause.failed('list', status(503));
  pause.succeeded('list');
  expect(world.lifted).toBe(1);
  pause.failed('list', status(503));
  pause.reset();
  expect(world.lifted).toBe(2);
  pause.failed('list', status(503));
  world.now += 1_000;
  pause.succeeded('list');
  expect(world.lifted).toBe(2);
});
