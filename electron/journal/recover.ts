import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import { prepare } from '../storage/sqlite.ts';

/**
 * At the app's start: what was being sent is unknown (faults.md 2), and a fence that was measured by another start of the
 * machine, or by a run that died during the request, counts from now. That is later than need be, never earlier.
 */
export function recover(database: DatabaseSync, now: { boot: string; mono: number }): void {
  const { boot, mono } = now;
  const lost: AppErrorData = { code: 'not-confirmed' };
  prepare(
    database,
    `UPDATE attempts SET since = ?, boot = ?
     WHERE key IN (SELECT attempt FROM images WHERE state = 'sending')
        OR (boot <> ? AND (is_open = 1 OR key IN (SELECT attempt FROM images WHERE is_watched = 1)))`,
  ).run(mono, boot, boot);
  prepare(database, `UPDATE images SET state = 'unknown', error = ? WHERE state = 'sending'`).run(
    JSON.stringify(lost),
  );
  prepare(database, 'UPDATE images SET absent_since = NULL WHERE absent_since IS NOT NULL').run();
}
