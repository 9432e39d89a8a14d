import type { DatabaseSync } from 'node:sqlite';
import { historyCap } from '#shared/models/resync.ts';
import { transaction } from '../storage/sqlite.ts';
import { ChangesTable } from './changes-table.ts';
import { GoneTable } from './gone-table.ts';
import type { KeptResync } from './kept-resync.ts';
import { OrdersTable } from './orders-table.ts';
import { PagesTable } from './pages-table.ts';
import { ResyncsTable } from './resyncs-table.ts';
import { changesRecords } from './tally.ts';

/** How much of each account is kept. */
export interface HistoryCap {
  resyncs: number;
  bytes: number;
}

/** Comparisons of an account that can be gone back to; they last no longer than the app runs (`openDatabase`). */
const mostComparisons = 5;

/** The history's tables, and what is done to several of them at once. */
export class HistoryStore {
  readonly resyncs: ResyncsTable;
  readonly pages: PagesTable;
  readonly orders: OrdersTable;
  readonly changes: ChangesTable;
  readonly gone: GoneTable;
  private readonly database: DatabaseSync;
  private readonly cap: HistoryCap;

  constructor(database: DatabaseSync, cap: HistoryCap = historyCap) {
    this.database = database;
    this.cap = cap;
    this.resyncs = new ResyncsTable(database);
    this.pages = new PagesTable(database);
    this.orders = new OrdersTable(database);
    this.changes = new ChangesTable(database);
    this.gone = new GoneTable(database);
  }

  /** Runs `work` as one transaction. */
  transaction<T>(work: () => T): T {
    return transaction(this.database, work);
  }

  /** Deletes these and all that only they need. To be called in a transaction. */
  remove(accountId: string, resyncs: readonly KeptResync[]): void {
    for (const { key, report, tally } of resyncs) {
      this.changes.lose(report, changesRecords(tally));
      this.resyncs.remove(key);
      this.pages.drop(report);
    }
    if (resyncs.length === 0) return;
    this.orders.sweep();
    this.changes.sweep(accountId);
  }

  /** Deletes what is missed least until the rest is within the cap; this one stays. To be called in a transaction. */
  keepWithinCap(accountId: string, stays: number): void {
    for (;;) {
      const { resyncs, bytes } = this.resyncs.kept(accountId);
      const over = resyncs - this.cap.resyncs;
      if (over <= 0 && bytes <= this.cap.bytes) return;
      // What goes shares orders with what stays: how many bytes are free is known when it has gone.
      const gone = this.resyncs.leastMissed(accountId, stays, Math.max(1, over));
      if (gone.length === 0) return;
      this.remove(accountId, gone);
    }
  }

  /** Deletes all comparisons but the newest, which take no place of what is kept. To be called in a transaction. */
  keepFewComparisons(accountId: string): void {
    this.remove(accountId, this.resyncs.comparisonsBut(accountId, mostComparisons));
  }

  /** Deletes everything of all accounts but these. @returns whether there was any */
  keepOnly(accountIds: readonly string[]): boolean {
    const gone = this.resyncs.accounts().filter((account) => !accountIds.includes(account));
    if (gone.length === 0) return false;
    this.transaction(() => {
      for (const account of gone) this.remove(account, this.resyncs.all(account));
    });
    // What is deleted is overwritten in the file (`openDatabase`), but the log beside it still holds it.
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return true;
  }

  close(): void {
    this.database.close();
  }
}
