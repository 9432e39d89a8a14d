import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../storage/sqlite.ts';

/** An image that a report found removed from its album, and has not been seen since. */
interface Gone {
  albumId: string;
  report: number;
  /** The row's key within that report. */
  row: number;
  /** When it was found missing, milliseconds since 1970. */
  since: number;
}

/** Images by id that were removed from an album, as far as the history goes back. */
export class GoneTable {
  private readonly statements;

  constructor(database: DatabaseSync) {
    this.statements = {
      // An answer may name an image twice.
      put: prepare(database, 'INSERT OR REPLACE INTO gone (image, report, row) VALUES (?, ?, ?)'),
      last: prepare<Gone>(
        database,
        `SELECT album AS albumId, gone.report AS report, row, ended_at AS since
         FROM gone JOIN resyncs ON resyncs.report = gone.report
         WHERE image = ? AND account = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC, key DESC LIMIT 1`,
      ),
      forget: prepare(
        database,
        `DELETE FROM gone WHERE image = ?
           AND EXISTS (SELECT 1 FROM resyncs WHERE resyncs.report = gone.report AND account = ?)`,
      ),
      images: prepare<{ image: string }>(
        database,
        'SELECT DISTINCT image FROM gone JOIN resyncs ON resyncs.report = gone.report WHERE account = ?',
      ),
    };
  }

  put(report: number, images: ReadonlyMap<string, number>): void {
    for (const [image, row] of images) this.statements.put.run(image, report, row);
  }

  /** These are seen again: since when they were missing is nothing to be told any more. */
  forget(accountId: string, images: Iterable<string>): void {
    for (const image of images) this.statements.forget.run(image, accountId);
  }

  /** All that are gone from any album of the account. */
  images = (accountId: string): string[] => this.statements.images.all(accountId).map(({ image }) => image);

  /** The last time that the image went; null where no report says so. */
  last(accountId: string, image: string): Gone | null {
    return this.statements.last.get(image, accountId) ?? null;
  }
}

/** Bytes that these take. */
export const bytesOfGone = (images: ReadonlyMap<string, number>): number =>
  [...images.keys()].reduce((sum, image) => sum + image.length + 32, 0);
