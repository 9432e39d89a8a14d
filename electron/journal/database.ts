import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { createLayout, type Layout, migrateLayout } from '../storage/layout.ts';
import { Damaged, isDamage, pragma, prepare } from '../storage/sqlite.ts';
import { applicationId, migrations, schema, schemaVersion } from './schema.ts';

const journalLayout: Layout = { applicationId, schema, version: schemaVersion, migrations };

/**
 * Opens a journal's file for this process alone, made where there is none; tables of an older version are brought up to
 * date, each step whole or not at all (faults row 8). All pages are checked first, which takes some 0.4 s for half a
 * million images (100 MB), the most that are kept.
 *
 * It is locked until it is closed: a second process is refused as `other`, which is the lease over processes (row 10). A
 * process that was killed holds no lock. Being alone, SQLite needs no `-shm` beside the file.
 * @returns null where the file is damaged or is not a journal; it is as it was then.
 * @throws AppError `storage-failed`, `newer-version`: a newer app wrote the file, which is left as it is (row 53).
 * @throws what SQLite says of a place that cannot be used
 */
export function openSound(file: string, layout: Layout = journalLayout): DatabaseSync | null {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: 1_000, enableForeignKeyConstraints: false });
  try {
    // Before the file is first read: after that the log would already be shared.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const isEmpty = pragma(database, 'schema_version') === 0;
    if (!isEmpty && pragma(database, 'application_id') !== layout.applicationId) throw new Damaged();
    if (pragma(database, 'user_version') > layout.version) {
      throw new AppError({ code: 'storage-failed', detail: 'newer-version' });
    }
    // FULL: what was answered must be there after a power cut too.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    const check = prepare<{ quick_check: string }>(database, 'PRAGMA quick_check(1)').get();
    if (check?.quick_check !== 'ok') throw new Damaged(check?.quick_check);
    if (isEmpty) createLayout(database, layout);
    else migrateLayout(database, layout);
    database.exec('PRAGMA foreign_keys = ON');
    return database;
  } catch (thrown) {
    database.close();
    if (isDamage(thrown)) return null;
    throw thrown;
  }
}

/** The highest number that a job and an attempt ever had, whether they were deleted since or not. */
export interface Numbers {
  jobs: number;
  attempts: number;
}

/** 0 where there was none. */
export function lastNumbers(database: DatabaseSync): Numbers {
  const last = prepare<{ seq: number }>(database, 'SELECT seq FROM sqlite_sequence WHERE name = ?');
  return { jobs: last.get('jobs')?.seq ?? 0, attempts: last.get('attempts')?.seq ?? 0 };
}
