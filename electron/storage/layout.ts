import type { DatabaseSync } from 'node:sqlite';
import { pragma, prepare, transaction } from './sqlite.ts';

/** How a database file is laid out, and how one of an older version becomes one of this. */
export interface Layout {
  /** Tells its files from any other SQLite file. */
  applicationId: number;
  schema: string;
  version: number;
  /** The first takes a file of version 1 to version 2. */
  migrations: readonly string[];
}

/** Lays out an empty file. */
export function createLayout(database: DatabaseSync, { applicationId, schema, version }: Layout): void {
  transaction(database, () =>
    database.exec(`${schema}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version};`),
  );
}

/**
 * Takes a file to this version, one at a time. Foreign keys are to be off meanwhile, so that a table can be put in
 * another's place.
 * @throws Error where rows would be left without a parent; that step is undone
 */
export function migrateLayout(database: DatabaseSync, { version, migrations }: Layout): void {
  for (let from = pragma(database, 'user_version'); from < version; from += 1) {
    transaction(database, () => {
      database.exec(`${migrations[from - 1] ?? ''}; PRAGMA user_version = ${from + 1};`);
      const broken = prepare(database, 'PRAGMA foreign_key_check').get();
      if (broken !== undefined) throw new Error(`version ${from + 1} of a file has rows without a parent`);
    });
  }
}
