import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { putAside } from '../library/database.ts';
import { createLayout, type Layout, migrateLayout } from '../storage/layout.ts';
import { isDamage, pragma, storageErrorData } from '../storage/sqlite.ts';
import { applicationId, migrations, schema, schemaVersion } from './schema.ts';

const historyLayout: Layout = { applicationId, schema, version: schemaVersion, migrations };

/**
 * Opens the history's file, made where there is none, readable by this user alone; tables of an older version are brought
 * up to date, each step whole or not at all. A file that is damaged, or is something else, is put aside as
 * `FILE.damaged` and made anew.
 * @throws AppError `storage-failed`: `newer-version` where a newer app wrote the file, which is then left as it is.
 */
export function openDatabase(
  file: string,
  layout: Layout = historyLayout,
): { database: DatabaseSync; wasDamaged: boolean } {
  try {
    const sound = openSound(file, layout);
    if (sound !== null) return { database: sound, wasDamaged: false };
    const anew = openSound(putAside(file), layout);
    if (anew !== null) return { database: anew, wasDamaged: true };
    throw new AppError({ code: 'storage-failed', detail: 'other' });
  } catch (thrown) {
    throw new AppError(storageErrorData(thrown), { cause: thrown });
  }
}

/** @returns null where the file is damaged or not a history. */
function openSound(file: string, layout: Layout): DatabaseSync | null {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: false });
  try {
    const isEmpty = pragma(database, 'schema_version') === 0;
    if (!isEmpty && pragma(database, 'application_id') !== layout.applicationId) {
      database.close();
      return null;
    }
    if (pragma(database, 'user_version') > layout.version) {
      throw new AppError({ code: 'storage-failed', detail: 'newer-version' });
    }
    // NORMAL: a power cut may take the last resync, and never more. What is deleted is overwritten: after a sign-out
    // nothing of the account may be found in the file.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
    if (isEmpty) createLayout(database, layout);
    else migrateLayout(database, layout);
    database.exec('PRAGMA foreign_keys = ON');
    // Nobody looks at a comparison any more; what is compared again is put together anew.
    database.exec("DELETE FROM resyncs WHERE cause = 'comparison'");
    database.exec('DELETE FROM reports WHERE key NOT IN (SELECT report FROM resyncs)');
    return database;
  } catch (thrown) {
    database.close();
    if (isDamage(thrown)) return null;
    throw thrown;
  }
}
