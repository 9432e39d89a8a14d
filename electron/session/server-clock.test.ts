import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 0, 2, 12);

/** A 2xx that renewed the token. */
const proved = (until: number | null) => ({ until, isProof: true });

function machine(wallAhead = 0) {
  const machine = { real: noon, ahead: wallAhead, slept: 0 };
  const clock = createServerClock({
    wall: () => machine.real + machine.ahead,
    monotonic: () => machine.real - machine.slept,
  });
  const answer = (acceptedUntil: number | null = null): void =>
    clock.observe(new Date(machine.real).toUTCString(), proved(acceptedUntil));
  return { machine, clock, answer };
}

test('before any answer it is this machine’s clock', () => {
  expect(machine(5).clock.now()).toBe(noon + 5);
});

test.each([day, -day, 0])('row 31: a local clock that is %d ms off is corrected', (off) => {
  const { machine: of, clock, answer } = machine(off);
  answer();
  of.real += hour;
  expect(clock.now()).toBe(noon + hour);
});

test.each([
  ['ahead', day, noon],
  // It may have been put right since: what is too early is mended by the next answer.
  ['behind', -day, noon - day],
])(
  'row 31: before any answer a clock known to be a day %s is corrected where that makes it earlier',
  (_, off, now) => {
    const clock = createServerClock({ wall: () => noon + off, monotonic: () => 0 }, -off);
    expect(clock.now()).toBe(now);
    expect(clock.isSet()).toBe(false);
    clock.observe(new Date(noon).toUTCString(), null);
    expect(clock.now()).toBe(noon);
    expect(clock.isSet()).toBe(true);
  },
);

test('row 31: a skew is told when it is another one, and a minute is none', () => {
  const told: number[] = [];
  let wall = noon;
  const clock = createServerClock({ wall: () => wall, monotonic: () => 0 }, 0, () => told.push(clock.skew()));
  for (const off of [0, 59_000, day, day + 1_000, 0]) {
    wall = noon + off;
    clock.observe(new Date(noon).toUTCString(), null);
  }
  expect(told).toEqual([-day, 0]);
  const years = new Date(noon + 3_000 * day).toUTCString();
  clock.observe(years, proved(noon / 1000));
  expect(clock.skew()).toBe(0);
});

test('row 31: a local clock set a day ahead in flight ends no session, and one set back never does', () => {
  const { machine: of, clock, answer } = machine();
  answer();
  of.ahead = day;
  expect(clock.now()).toBe(noon);
  of.ahead = -day;
  expect(clock.now()).toBeLessThanOrEqual(noon);
  answer();
  expect(clock.now()).toBe(noon);
});

test('after a sleep the next answer tells the time', () => {
  const { machine: of, clock, answer } = machine();
  answer();
  of.real += 5 * hour;
  of.slept = 5 * hour;
  expect(clock.now()).toBeLessThanOrEqual(of.real);
  answer();
  expect(clock.now()).toBe(of.real);
});

test('a `Date` by which an accepted token had long expired is not believed, then or later', () => {
  const { clock } = machine();
  const exp = noon / 1000 + 60;
  const years = new Date(noon + 3_000 * day).toUTCString();
  clock.observe(years, proved(exp));
  expect(clock.now()).toBe(noon);
  clock.observe(years, null);
  expect(clock.now()).toBe(noon);
});

test('row 32: where it was told to anyone, such a `Date` says nothing, and a later 401 tells the time', () => {
  const { clock } = machine();
  const exp = noon / 1000 + 60;
  const later = new Date(noon + 5 * hour).toUTCString();
  clock.observe(later, { until: exp, isProof: false });
  expect(clock.now()).toBe(noon);
  clock.observe(later, null);
  expect(clock.now()).toBe(noon + 5 * hour);
});

test.each([undefined, '', 'yesterday', '-1', '2026-01-02'])('the Date %j tells nothing', (date) => {
  const { clock } = machine();
  clock.observe(date, null);
  expect(clock.now()).toBe(noon);
});
