import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import { databaseFiles, prepare, transaction } from '../storage/sqlite.ts';
import type { Numbers } from './database.ts';

/** Damaged journals kept beside the journal: somebody may want to look at them. */
const mostKept = 3;

/** Puts a damaged journal aside as `FILE.damaged-<date>`: it is never thrown away while it is one of the newest three. */
export function putAside(file: string, wall: number): void {
  const date = new Date(wall).toISOString().replace(/[-:.Z]/g, '');
  let aside = `${file}.damaged-${date}`;
  while (databaseFiles.some((part) => existsSync(aside + part))) aside += '+';
  for (const part of databaseFiles) if (existsSync(file + part)) renameSync(file + part, aside + part);

  const folder = dirname(file);
  const isAside = (name: string): boolean => name.startsWith(`${basename(file)}.damaged-`);
  const asides = new Set(
    readdirSync(folder)
      .filter(isAside)
      .map((name) => name.replace(/-(?:wal|shm)$/, '')),
  );
  for (const name of [...asides].sort().slice(0, -mostKept)) {
    for (const part of databaseFiles) rmSync(join(folder, name + part), { force: true });
  }
}

/** What may have been sent since a copy was made, or is being looked up or decided. */
const notFinal = `('queued', 'sending', 'unknown', 'needs-user')`;
const notConfirmed: AppErrorData = { code: 'not-confirmed' };

/**
 * Makes a journal that may be older than what was done honest: whatever is not final may have been sent since, so it is
 * unknown, and behind a fence that counts from now (faults.md 4). What is new is numbered after `numbers`.
 */
export function doubt(
  database: DatabaseSync,
  now: { boot: string; mono: number; wall: number },
  numbers: Numbers,
): void {
  const { boot, mono, wall } = now;
  const run = (sql: string, ...values: (string | number)[]): number => prepare(database, sql).run(...values);
  /** The table that keeps the last number of another has no key of its own. */
  const raise = (table: string, least: number): void => {
    const last = prepare<{ seq: number }>(database, 'SELECT seq FROM sqlite_sequence WHERE name = ?').get(
      table,
    );
    run('DELETE FROM sqlite_sequence WHERE name = ?', table);
    run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, Math.max(least, last?.seq ?? 0));
  };
  transaction(database, () => {
    raise('jobs', numbers.jobs);
    raise('attempts', numbers.attempts);
    run('UPDATE attempts SET since = ?, boot = ? WHERE is_open = 1', mono, boot);
    run(
      `INSERT INTO attempts (job, lane, size, sent_at, since, boot, is_open)
       SELECT number, lane, (SELECT count(*) FROM images WHERE job = number AND state IN ${notFinal}), ?, ?, ?, 1
       FROM jobs
       WHERE number IN (SELECT job FROM images WHERE state IN ${notFinal})`,
      wall,
      mono,
      boot,
    );
    run(
      `UPDATE images SET state = 'unknown', error = ?, settled_at = NULL, absent_since = NULL,
         attempt = (SELECT max(key) FROM attempts WHERE attempts.job = images.job)
       WHERE state IN ${notFinal}`,
      JSON.stringify(notConfirmed),
    );
    run(
      `UPDATE jobs SET ended_at = NULL, summary = NULL WHERE number IN (SELECT job FROM images WHERE state = 'unknown')`,
    );
  });
}
