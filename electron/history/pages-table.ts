import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../storage/sqlite.ts';
import type { PackedPage } from './page-codec.ts';
import type { Tally } from './tally.ts';

/** A page as it is kept. */
export interface KeptPage extends PackedPage {
  tally: Tally;
}

interface PageRow {
  number: number;
  tally: string;
  kinds: Uint8Array<ArrayBuffer>;
  marks: Uint8Array<ArrayBuffer>;
  rows: Uint8Array;
}

/** Bytes that a page takes. */
export const bytesOf = ({ kinds, marks, rows }: PackedPage): number =>
  kinds.length + 2 * marks.length + rows.length;

/** Reports and their pages; what they belong to, `ResyncsTable` knows. */
export class PagesTable {
  private readonly statements;

  constructor(database: DatabaseSync) {
    this.statements = {
      begin: prepare<{ key: number }>(database, 'INSERT INTO reports DEFAULT VALUES RETURNING key'),
      drop: prepare(database, 'DELETE FROM reports WHERE key = ?'),
      put: prepare(
        database,
        'INSERT OR REPLACE INTO pages (report, number, tally, kinds, marks, rows) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      get: prepare<PageRow>(database, 'SELECT * FROM pages WHERE report = ? AND number = ?'),
      bytes: prepare<{ bytes: number }>(
        database,
        `SELECT coalesce(sum(length(kinds) + length(marks) + length(rows)), 0) AS bytes FROM pages WHERE report = ?`,
      ),
      numbers: prepare<{ number: number; tally: string }>(
        database,
        'SELECT number, tally FROM pages WHERE report = ? ORDER BY number',
      ),
      index: prepare<Pick<PageRow, 'number' | 'kinds' | 'marks'>>(
        database,
        'SELECT number, kinds, marks FROM pages WHERE report = ? ORDER BY number',
      ),
    };
  }

  /** A new report, which nobody sees yet. */
  begin(): number {
    return this.statements.begin.get()?.key ?? 0;
  }

  drop(report: number): void {
    this.statements.drop.run(report);
  }

  put(report: number, number: number, { kinds, marks, rows, tally }: KeptPage): void {
    const marksBytes = new Uint8Array(marks.buffer, marks.byteOffset, marks.byteLength);
    this.statements.put.run(report, number, JSON.stringify(tally), kinds, marksBytes, rows);
  }

  get(report: number, number: number): KeptPage | null {
    const found = this.statements.get.get(report, number);
    if (found === undefined) return null;
    const { tally, kinds, marks, rows } = found;
    return { tally: JSON.parse(tally) as Tally, kinds, marks: marksIn(marks), rows };
  }

  /** What all its pages take. */
  bytes = (report: number): number => this.statements.bytes.get(report)?.bytes ?? 0;

  /** Its pages' numbers, in order, and what each comes to. */
  numbers(report: number): { number: number; tally: Tally }[] {
    return this.statements.numbers
      .all(report)
      .map(({ number, tally }) => ({ number, tally: JSON.parse(tally) as Tally }));
  }

  index(report: number): { page: number; kinds: Uint8Array<ArrayBuffer>; marks: Uint16Array<ArrayBuffer> }[] {
    return this.statements.index
      .all(report)
      .map(({ number, kinds, marks }) => ({ page: number, kinds, marks: marksIn(marks) }));
  }
}

/** What SQLite gives has a buffer of its own, from its start. */
const marksIn = (bytes: Uint8Array<ArrayBuffer>): Uint16Array<ArrayBuffer> =>
  new Uint16Array(bytes.slice().buffer);
