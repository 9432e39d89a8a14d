import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { errorData, type AppErrorData } from '#shared/errors.ts';

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

/** A number that the file keeps of itself; 0 where it was never set. */
export function pragma(
  database: DatabaseSync,
  name: 'user_version' | 'schema_version' | 'application_id',
): number {
  return prepare<Record<string, number>>(database, `PRAGMA ${name}`).get()?.[name] ?? 0;
}

/** A database is up to three files: these endings are put behind its name. */
export const databaseFiles = ['', '-wal', '-shm'] as const;

/** https://www.sqlite.org/rescode.html; the low byte is the primary code. */
const sqliteCode = { busy: 5, readonly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

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

/** Another process has the file. */
export const isBusy = (thrown: unknown): boolean => primaryCode(thrown) === sqliteCode.busy;

const isUnwritable = (system: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(system));
