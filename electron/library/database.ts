import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { databaseFiles, isDamage, pragma, storageErrorData, transaction } from '../storage/sqlite.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';

/**
 * Opens the library's file, made where there is none, readable by this user alone. It is a cache of what the server
 * knows: a file that is damaged, or is something else, is put aside as `FILE.damaged` and made anew.
 * @throws AppError `storage-failed`: `newer-version` where a newer app wrote the file, which is then left as it is.
 */
export function openDatabase(file: string): DatabaseSync {
  try {
    return openSound(file) ?? openSound(putAside(file)) ?? failed('other');
  } catch (thrown) {
    throw new AppError(storageErrorData(thrown), { cause: thrown });
  }
}

/** @returns null where the file is damaged or not a library. */
function openSound(file: string): DatabaseSync | null {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  try {
    const version = pragma(database, 'user_version');
    const isEmpty = pragma(database, 'schema_version') === 0;
    if (!isEmpty && pragma(database, 'application_id') !== applicationId) return closed(database);
    if (version > schemaVersion) failed('newer-version');
    // A cache of an older layout: nobody need look at it.
    if (!isEmpty && version < schemaVersion) return closed(database);
    // NORMAL: what a power cut takes from a cache, the server still has.
    // What is deleted is overwritten: after a sign-out nothing of the account may be found in the file.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
    if (isEmpty) {
      transaction(database, () =>
        database.exec(
          `${schema} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`,
        ),
      );
    }
    database.exec('DELETE FROM lists WHERE key NOT IN (SELECT list FROM albums)');
    return database;
  } catch (thrown) {
    database.close();
    if (isDamage(thrown)) return null;
    throw thrown;
  }
}

function closed(database: DatabaseSync): null {
  database.close();
  return null;
}

/** Deletes what was put aside. */
export function deletePutAside(file: string): void {
  for (const part of databaseFiles) rmSync(`${file}.damaged${part}`, { force: true });
}

/** Only the newest damaged file is kept: it is there to be looked at, not to fill the disk. */
export function putAside(file: string): string {
  deletePutAside(file);
  for (const part of databaseFiles) {
    if (existsSync(file + part)) renameSync(file + part, `${file}.damaged${part}`);
  }
  return file;
}

function failed(detail: 'newer-version' | 'other'): never {
  throw new AppError({ code: 'storage-failed', detail });
}
