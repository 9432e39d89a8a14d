import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { meter as schema, type Meter as Shown } from '#shared/models/meter.ts';
import { dayOf } from './day.ts';
import { openMeter } from './meter.ts';

let folder: string;
let now: number;
let told: Shown[];
let troubles: unknown[];
const file = (): string => join(folder, 'meter.json');
const open = () =>
  openMeter({
    file: file(),
    now: () => now,
    onChange: (all) => told.push(all),
    onTrouble: (cause) => troubles.push(cause),
  });
const at = (day: number, hour = 12, month = 10): number => new Date(2026, month, day, hour).getTime();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meter-'));
  now = at(22);
  told = [];
  troubles = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

test('calls and pictures are counted an account by itself, failed and kept ones apart', async () => {
  const meter = await open();
  const mine = meter.counted('account1');
  mine.call(false);
  mine.call(true);
  mine.picture(false);
  mine.picture(true);
  mine.picture(true);
  meter.counted('account2').call(false);
  expect(meter.today('account1')).toEqual({
    ...{ accountId: 'account1', day: '2026-11-22', calls: 2, failed: 1, pictures: 1, picturesKept: 2 },
  });
  expect(meter.today('account2').calls).toBe(1);
  expect(meter.today('nobody')).toMatchObject({ day: '2026-11-22', calls: 0, pictures: 0 });
  expect(() => schema.parse(meter.all())).not.toThrow();
});

test('a call is written down within a second: a crash costs the budget few of them', async () => {
  const meter = await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  meter.counted('account1').call(false);
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  // Nobody asks for it to be stored, as nobody does in a crash.
  const written = async () => JSON.parse(await readFile(file(), 'utf8').catch(() => '[]')) as unknown;
  await expect
    .poll(written, { timeout: 20_000 })
    .toEqual([expect.objectContaining({ accountId: 'account1', calls: 1 })]);
});

test('what was kept, and could not be read at first, is added once, whoever reads it', async () => {
  await mkdir(file());
  const meter = await open();
  meter.counted('account1').call(false);
  await rm(file(), { recursive: true });
  const day = {
    accountId: 'account1',
    day: '2026-11-22',
    calls: 100,
    failed: 0,
    pictures: 0,
    picturesKept: 0,
  };
  await writeFile(file(), JSON.stringify([day]));
  await Promise.all([meter.keepOnly(['account1']), meter.stored()]);
  expect(meter.today('account1').calls).toBe(101);
});

test('a new day begins at this computer’s midnight, and the former stays', async () => {
  const meter = await open();
  const counted = meter.counted('account1');
  now = new Date(2026, 10, 22, 23, 59, 59).getTime();
  counted.call(false);
  now = new Date(2026, 10, 23, 0, 0, 0).getTime();
  expect(meter.today('account1').calls).toBe(0);
  counted.call(false);
  counted.call(false);
  expect(meter.all().today).toBe('2026-11-23');
  expect(meter.all().days.map(({ day, calls }) => [day, calls])).toEqual([
    ['2026-11-23', 2],
    ['2026-11-22', 1],
  ]);
});

test('a clock that jumps back and forth counts for the day it says, and loses nothing', async () => {
  const meter = await open();
  const counted = meter.counted('account1');
  for (const day of [22, 3, 22, 29, 3, 22]) {
    now = at(day);
    counted.call(false);
  }
  now = at(22);
  expect(meter.today('account1').calls).toBe(3);
  expect(meter.all().days.map(({ day, calls }) => [day, calls])).toEqual([
    ['2026-11-29', 1],
    ['2026-11-22', 3],
    ['2026-11-03', 2],
  ]);
});

test('31 days of an account are kept, the newest; another account’s stay', async () => {
  const meter = await open();
  meter.counted('account2').call(false);
  for (let day = 1; day <= 60; day += 1) {
    now = at(day, 12, 0);
    meter.counted('account1').call(false);
  }
  const days = meter.all().days.filter(({ accountId }) => accountId === 'account1');
  expect(days).toHaveLength(31);
  expect(days[0]?.day).toBe(dayOf(at(60, 12, 0)));
  expect(days.at(-1)?.day).toBe(dayOf(at(30, 12, 0)));
  expect(meter.all().days.some(({ accountId }) => accountId === 'account2')).toBe(true);
});

test('a clock that was set back for years still counts for today', async () => {
  const meter = await open();
  for (let day = 1; day <= 40; day += 1) {
    now = at(day, 12, 0);
    meter.counted('account1').call(false);
  }
  now = at(1, 12, -600);
  meter.counted('account1').call(false);
  meter.counted('account1').call(false);
  expect(meter.today('account1').calls).toBe(2);
});

test('counts go on after a restart, in a file for the user’s eyes only', async () => {
  const meter = await open();
  meter.counted('account1').call(false);
  await meter.stored();
  const again = await open();
  again.counted('account1').call(false);
  expect(again.today('account1').calls).toBe(2);
  if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test.each(['', '{"torn":', '[{"accountId":"account1"}]', 'null'])(
  'a file that is %j counts as none',
  async (text) => {
    await writeFile(file(), text);
    const meter = await open();
    meter.counted('account1').call(false);
    expect(meter.today('account1').calls).toBe(1);
  },
);

test('of many counts in a row the page is told once a second, with all of them', async () => {
  vi.useFakeTimers();
  const meter = await open();
  const counted = meter.counted('account1');
  for (let call = 0; call < 1_000; call += 1) counted.call(false);
  await vi.advanceTimersByTimeAsync(999);
  expect(told).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(told.map(({ days }) => days[0]?.calls)).toEqual([1_000]);
  counted.call(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toHaveLength(2);
  await meter.stored();
});

test('an account that is forgotten is in no file any more', async () => {
  const meter = await open();
  meter.counted('account1').call(false);
  meter.counted('account2').call(false);
  await meter.stored();
  await meter.keepOnly(['account2']);
  expect(await readFile(file(), 'utf8')).not.toContain('account1');
  expect(meter.all().days.map(({ accountId }) => accountId)).toEqual(['account2']);
  // What was under way ends later.
  meter.counted('account1').call(false);
  meter.counted('account2').call(false);
  await meter.stored();
  expect(await readFile(file(), 'utf8')).not.toContain('account1');
});

test('a disk that refuses costs no count, and is told', async () => {
  await rm(folder, { recursive: true });
  const meter = await open();
  meter.counted('account1').call(false);
  await meter.stored();
  expect(troubles).toHaveLength(1);
  expect(meter.today('account1').calls).toBe(1);
  await expect(meter.keepOnly([])).rejects.toThrow();
  await mkdtemp(join(tmpdir(), 'meter-')).then((made) => (folder = made));
});

test('counts that cannot be read are not written over: those of this run are added as soon as they can', async () => {
  const former = {
    accountId: 'account1',
    day: '2026-11-22',
    calls: 5,
    failed: 1,
    pictures: 2,
    picturesKept: 3,
  };
  await mkdir(file());
  const meter = await open();
  meter.counted('account1').call(false);
  await meter.stored();
  expect(troubles.length).toBeGreaterThan(0);
  await rm(file(), { recursive: true });
  await writeFile(file(), JSON.stringify([former, { ...former, day: '2026-11-21' }]));
  meter.counted('account1').call(true);
  await meter.stored();
  expect(meter.today('account1')).toEqual({ ...former, calls: 7, failed: 2 });
  expect((await open()).all().days.map(({ day, calls }) => [day, calls])).toEqual([
    ['2026-11-22', 7],
    ['2026-11-21', 5],
  ]);
});
