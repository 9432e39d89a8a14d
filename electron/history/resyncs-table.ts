import type { DatabaseSync } from 'node:sqlite';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import { resyncKinds, type Resync, type ResyncStatus } from '#shared/models/resync.ts';
import { prepare } from '../storage/sqlite.ts';
import { columns, kept, type KeptResync, type ResyncsRow } from './kept-resync.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What is known of a resync from its beginning. */
export type NewRow = Pick<
  Resync,
  'id' | 'albumId' | 'scope' | 'cause' | 'by' | 'startedAt' | 'asked' | 'compared' | 'noIds' | 'repeated'
> & {
  accountId: string;
  report: number;
  pasted: Uint8Array | null;
  chunks: Uint8Array | null;
};

/** No image of it differs, or is missing. */
const foundNothing = resyncKinds
  .filter((kind) => kind !== 'unchanged')
  .map((kind) => `json_extract(tally, '$.counts."${kind}"')`)
  .join(' + ')
  .concat(' = 0 AND error IS NULL');

/** A comparison is none of what is kept: it is looked at, and can be made again. */
const isKept = `(cause <> 'comparison')`;

export class ResyncsTable {
  private readonly statements;

  constructor(database: DatabaseSync) {
    const select = (rest: string) =>
      prepare<ResyncsRow>(database, `SELECT ${columns} FROM resyncs WHERE ${rest}`);
    this.statements = {
      insert: prepare(
        database,
        `INSERT INTO resyncs (id, account, album, scope, cause, asked_by, status, started_at, asked, report, tally,
           compared_from, compared_to, no_ids, repeated, pasted, chunks, bytes)
         VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      get: select('account = ? AND id = ?'),
      list: select(
        `account = ? AND (? IS NULL OR album = ?) AND ${isKept} ORDER BY key DESC LIMIT ? OFFSET ?`,
      ),
      unfinished: select(`account = ? AND status IN ('running', 'waiting') ORDER BY key`),
      ended: select(`account = ? AND status IN ('ended', 'cancelled') ORDER BY key`),
      leastMissed: prepare<ResyncsRow>(
        database,
        `SELECT ${columns} FROM (
           SELECT ${columns}, CASE
             WHEN cause IN ('queue', 'opened') AND ${foundNothing} THEN 0
             WHEN change IS NOT NULL
               AND row_number() OVER (PARTITION BY album, change IS NULL ORDER BY change DESC) <= 2 THEN 2
             ELSE 1 END AS worth
           FROM resyncs WHERE account = ? AND ${isKept})
         WHERE status IN ('ended', 'cancelled') AND key <> ? ORDER BY worth, key LIMIT ?`,
      ),
      byReport: select('report = ?'),
      comparison: select('account = ? AND compared_from = ? AND compared_to = ?'),
      comparisons: select(`account = ? AND NOT ${isKept} ORDER BY key DESC LIMIT -1 OFFSET ?`),
      all: select('account = ?'),
      moment: select(`account = ? AND album = ? AND change IS NOT NULL ORDER BY change DESC LIMIT 1`),
      total: prepare<{ total: number }>(
        database,
        `SELECT count(*) AS total FROM resyncs WHERE account = ? AND (? IS NULL OR album = ?) AND ${isKept}`,
      ),
      blobs: prepare<{ pasted: Uint8Array | null; chunks: Uint8Array | null }>(
        database,
        'SELECT pasted, chunks FROM resyncs WHERE key = ?',
      ),
      tally: prepare(database, 'UPDATE resyncs SET tally = ?, bytes = bytes + ? WHERE key = ?'),
      report: prepare(
        database,
        'UPDATE resyncs SET report = ?, tally = ?, bytes = bytes + ?, asked = ?, album_order = ?, change = ? WHERE key = ?',
      ),
      settle: prepare(database, 'UPDATE resyncs SET status = ?, error = ?, ended_at = ? WHERE key = ?'),
      remove: prepare(database, 'DELETE FROM resyncs WHERE key = ?'),
      kept: prepare<{ resyncs: number; bytes: number }>(
        database,
        `SELECT count(*) AS resyncs, coalesce(sum(bytes), 0) +
           (SELECT coalesce(sum(length(ids)), 0) FROM orders WHERE orders.account = ?
              AND EXISTS (SELECT 1 FROM resyncs WHERE album_order = orders.key AND ${isKept})) AS bytes
         FROM resyncs WHERE resyncs.account = ? AND ${isKept}`,
      ),
      accounts: prepare<{ account: string }>(database, 'SELECT DISTINCT account FROM resyncs'),
    };
  }

  insert(row: NewRow): void {
    const { pasted, chunks } = row;
    this.statements.insert.run(
      row.id,
      row.accountId,
      row.albumId,
      row.scope,
      row.cause,
      row.by,
      row.startedAt,
      row.asked,
      row.report,
      JSON.stringify(emptyTally()),
      row.compared?.from ?? null,
      row.compared?.to ?? null,
      row.noIds,
      row.repeated,
      pasted,
      chunks,
      (pasted?.length ?? 0) + (chunks?.length ?? 0),
    );
  }

  /** @throws AppError `unknown-resync` */
  get(accountId: string, resyncId: string): KeptResync {
    const row = this.statements.get.get(accountId, resyncId);
    if (row === undefined) throw new AppError({ code: 'unknown-resync' });
    return kept(row);
  }

  /** Newest first. */
  list(accountId: string, albumId: string | null, from: number, count: number): Resync[] {
    return this.statements.list.all(accountId, albumId, albumId, count, from).map((row) => kept(row).resync);
  }

  total = (accountId: string, albumId: string | null): number =>
    this.statements.total.get(accountId, albumId, albumId)?.total ?? 0;

  /** Oldest first. */
  unfinished = (accountId: string): Resync[] =>
    this.statements.unfinished.all(accountId).map((row) => kept(row).resync);

  /** Oldest first. */
  ended = (accountId: string): KeptResync[] => this.statements.ended.all(accountId).map(kept);

  /**
   * Those that have ended but this one, the one that is missed least first: what the app looked at by itself and found
   * nothing; then the oldest; the two newest moments of each album last, so that they can be compared.
   */
  leastMissed = (accountId: string, stays: number, count: number): KeptResync[] =>
    this.statements.leastMissed.all(accountId, stays, count).map(kept);

  /** The one whose report this is. */
  byReport(report: number): KeptResync | null {
    const row = this.statements.byReport.get(report);
    return row === undefined ? null : kept(row);
  }

  /** The comparison of these two. */
  comparison(accountId: string, from: string, to: string): Resync | null {
    const row = this.statements.comparison.get(accountId, from, to);
    return row === undefined ? null : kept(row).resync;
  }

  /** The comparisons of an account but so many, the newest. */
  comparisonsBut = (accountId: string, newest: number): KeptResync[] =>
    this.statements.comparisons.all(accountId, newest).map(kept);

  all = (accountId: string): KeptResync[] => this.statements.all.all(accountId).map(kept);

  /** The newest moment of the album. */
  moment(accountId: string, albumId: string): KeptResync | null {
    const row = this.statements.moment.get(accountId, albumId);
    return row === undefined ? null : kept(row);
  }

  /** What it keeps packed. */
  blobs(key: number): { pasted: Uint8Array | null; chunks: Uint8Array | null } {
    return this.statements.blobs.get(key) ?? { pasted: null, chunks: null };
  }

  /** @param bytes that it takes more than before */
  putTally(key: number, tally: Tally, bytes: number): void {
    this.statements.tally.run(JSON.stringify(tally), bytes, key);
  }

  /** Gives it another report, and the album's order with it. @param bytes that it takes more than before */
  putReport(
    key: number,
    put: {
      report: number;
      tally: Tally;
      bytes: number;
      asked: number;
      order: number | null;
      change: number | null;
    },
  ): void {
    const { report, tally, bytes, asked, order, change } = put;
    this.statements.report.run(report, JSON.stringify(tally), bytes, asked, order, change, key);
  }

  settle(key: number, status: ResyncStatus, error: AppErrorData | null, at: number): void {
    const hasEnded = status === 'ended' || status === 'cancelled';
    this.statements.settle.run(status, error && JSON.stringify(error), hasEnded ? at : null, key);
  }

  remove(key: number): void {
    this.statements.remove.run(key);
  }

  /** Of one account, its orders included. */
  kept = (accountId: string): { resyncs: number; bytes: number } => ({
    ...(this.statements.kept.get(accountId, accountId) ?? { resyncs: 0, bytes: 0 }),
  });

  accounts = (): string[] => this.statements.accounts.all().map(({ account }) => account);
}
