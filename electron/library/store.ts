import type { DatabaseSync } from 'node:sqlite';
import { AlbumsTable } from './albums-table.ts';
import { transaction } from './database.ts';
import { ImagesTable } from './images-table.ts';

/** The open database with its tables. */
export class Store {
  readonly albums: AlbumsTable;
  readonly images: ImagesTable;
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.albums = new AlbumsTable(database);
    this.images = new ImagesTable(database);
  }

  /** Runs `work`, which must not wait for anything, as one transaction. */
  transaction<T>(work: () => T): T {
    return transaction(this.database, work);
  }

  /** Forgets everything of every account but these. */
  keepOnly(accounts: readonly string[]): void {
    const gone = this.albums.accounts().filter((account) => !accounts.includes(account));
    if (gone.length === 0) return;
    this.transaction(() => {
      for (const account of gone) {
        const lists = this.albums.of(account).map((row) => row.list);
        this.albums.forget(account);
        for (const list of lists) this.images.dropList(list);
      }
    });
    // The log beside the file still holds what was written before.
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.database.close();
  }
}
