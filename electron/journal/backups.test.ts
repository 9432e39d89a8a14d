import { existsSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Backups } from './backups.ts';
import { openSound } from './database.ts';

const now = 1_750_000_000_000;
let folder: string;
let file: string;
let database: NonNullable<ReturnType<typeof openSound>>;
const onTrouble = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
  file = join(folder, 'journal.sqlite');
  const opened = openSound(file);
  if (opened === null) throw new Error('not sound');
  database = opened;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
  expect(onTrouble).not.toHaveBeenCalled();
});

const open = () => new Backups(database, file, now, onTrouble);
const isThere = () => existsSync(`${file}.backup`);

test('a job’s end is copied soon, however many follow', () => {
  const backups = open();
  for (let n = 0; n < 15; n += 1) {
    backups.due();
    vi.advanceTimersByTime(100);
  }
  expect(isThere()).toBe(true);
});

test('a copy that is due is made before it closes', () => {
  const backups = open();
  backups.due();
  backups.close();
  expect(isThere()).toBe(true);
});

test('nothing is copied where nothing has ended, but daily, also over restarts', () => {
  open().close();
  expect(isThere()).toBe(false);
  open().due();
  vi.advanceTimersByTime(1_000);
  const yesterday = new Date(now - 23 * 3_600_000);
  utimesSync(`${file}.backup`, yesterday, yesterday);
  open();
  vi.advanceTimersByTime(3_600_000 - 1);
  expect(statSync(`${file}.backup`).mtime).toEqual(yesterday);
  vi.advanceTimersByTime(1);
  expect(statSync(`${file}.backup`).mtime).not.toEqual(yesterday);
});
