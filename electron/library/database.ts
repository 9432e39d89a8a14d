import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { AppError, errorData, type AppErrorData } from '#shared/errors.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';

/** A prepared statement whose rows have a type: the one place where what SQLite gives is taken at its word. */
export interface Query<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  /** @returns how many rows were changed. */
  run(...values: SQLInputValue[]): number;
}

/** Prepares `sql`, whose rows are `Row`s. */
export function prepare<Row>(database: DatabaseSync, sql: string): Query<Row> {
  const statement = database.prepare(sql);
  return {
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as Row[],
    run: (...values) => Number(statement.run(...values).changes),
  };
}

/** Runs `work` as one transaction: all of it is kept, or nothing. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (thrown) {
    // A full disk may have rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

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

function pragma(database: DatabaseSync, name: 'user_version' | 'schema_version' | 'application_id'): number {
  return prepare<Record<string, number>>(database, `PRAGMA ${name}`).get()?.[name] ?? 0;
}

const filesOf = ['', '-wal', '-shm'] as const;

/** Deletes what was put aside. */
export function deletePutAside(file: string): void {
  for (const part of filesOf) rmSync(`${file}.damaged${part}`, { force: true });
}

/** Only the newest damaged file is kept: it is there to be looked at, not to fill the disk. */
export function putAside(file: string): string {
  deletePutAside(file);
  for (const part of filesOf) {
    if (existsSync(file + part)) renameSync(file + part, `${file}.damaged${part}`);
  }
  return file;
}

function failed(detail: 'newer-version' | 'other'): never {
  throw new AppError({ code: 'storage-failed', detail });
}

/** https://www.sqlite.org/rescode.html; the low byte is the primary code. */
const sqliteCode = { readonly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

function primaryCode(thrown: unknown): number | null {
  const code = thrown instanceof Error && 'errcode' in thrown ? thrown.errcode : null;
  return typeof code === 'number' ? code & 0xff : null;
}

/** What was read is not what was written. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** True for what SQLite, or who reads its blobs, says of a file that the disk has altered. */
export const isDamage = (thrown: unknown): boolean =>
  thrown instanceof Damaged ||
  [sqliteCode.corrupt, sqliteCode.notADatabase].includes(primaryCode(thrown) ?? 0);

/** The data of anything thrown in this room: SQLite's and the file system's own errors are `storage-failed`. */
export function storageErrorData(thrown: unknown): AppErrorData {
  const code = primaryCode(thrown);
  const system = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === sqliteCode.full || system === 'ENOSPC') return { code: 'storage-failed', detail: 'full' };
  if (code === sqliteCode.readonly || code === sqliteCode.cannotOpen || isUnwritable(system)) {
    return { code: 'storage-failed', detail: 'unwritable' };
  }
  return code === null ? errorData(thrown) : { code: 'storage-failed', detail: 'other' };
}

const isUnwritable = (system: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(system));
