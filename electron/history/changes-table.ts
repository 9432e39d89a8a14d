import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../storage/sqlite.ts';

/** Something that the library took, by the rows that tell of it. */
export interface Change {
  /** Null: they are kept no longer. */
  report: number | null;
  /** Null: all pages of the report. */
  page: number | null;
  firstRow: number;
  rows: number;
}

/** What the library took, in the order in which it took it. */
export class ChangesTable {
  private readonly statements;

  constructor(database: DatabaseSync) {
    this.statements = {
      add: prepare<{ sequence: number }>(
        database,
        `INSERT INTO changes (account, album, is_whole, report, page, first_row, rows)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING sequence`,
      ),
      between: prepare<{ report: number | null; page: number | null; first_row: number; rows: number }>(
        database,
        `SELECT report, page, first_row, rows FROM changes
         WHERE account = ? AND sequence > ? AND sequence <= ? AND (album = ? OR is_whole = 0) ORDER BY sequence`,
      ),
      lose: prepare(database, 'UPDATE changes SET report = NULL WHERE report = ?'),
      forget: prepare(database, 'DELETE FROM changes WHERE report = ?'),
      // Nothing is compared with what came before the first moment.
      sweep: prepare(
        database,
        `DELETE FROM changes WHERE account = ?1 AND sequence <= coalesce(
           (SELECT min(change) FROM resyncs WHERE account = ?1), (SELECT max(sequence) FROM changes))`,
      ),
    };
  }

  /** @returns its place in the chain; it grows, and never comes twice */
  add(
    accountId: string,
    albumId: string,
    isWhole: boolean,
    { report, page, firstRow, rows }: Change,
  ): number {
    const { add } = this.statements;
    return add.get(accountId, albumId, isWhole ? 1 : 0, report, page, firstRow, rows)?.sequence ?? 0;
  }

  /** What may concern the album after the first place, up to the second; oldest first. */
  between(accountId: string, albumId: string, after: number, upTo: number): Change[] {
    return this.statements.between
      .all(accountId, after, upTo, albumId)
      .map(({ report, page, first_row: firstRow, rows }) => ({ report, page, firstRow, rows }));
  }

  /** A report goes. @param changedRecords whether the chain has a gap without it */
  lose(report: number, changedRecords: boolean): void {
    (changedRecords ? this.statements.lose : this.statements.forget).run(report);
  }

  /** Deletes what nothing can be compared across. */
  sweep(accountId: string): void {
    this.statements.sweep.run(accountId);
  }
}
