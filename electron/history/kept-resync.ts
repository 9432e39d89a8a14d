import type { AppErrorData } from '#shared/errors.ts';
import type { Resync, ResyncCause, ResyncStatus } from '#shared/models/resync.ts';
import { imagesIn, type Tally } from './tally.ts';

/** One resync as it is kept. */
export interface KeptResync {
  key: number;
  accountId: string;
  report: number;
  tally: Tally;
  /** Where its album's order is, if it has one. */
  order: number | null;
  /** Of a moment: its place in the chain of changes. */
  change: number | null;
  resync: Resync;
}

/** A row of the table `resyncs`, but for what it keeps packed. */
export interface ResyncsRow {
  key: number;
  id: string;
  account: string;
  album: string;
  scope: Resync['scope'];
  cause: ResyncCause;
  asked_by: string | null;
  status: ResyncStatus;
  started_at: number;
  ended_at: number | null;
  asked: number;
  report: number;
  tally: string;
  error: string | null;
  compared_from: string | null;
  compared_to: string | null;
  album_order: number | null;
  change: number | null;
  no_ids: number;
  repeated: number;
}

/** Its columns. */
export const columns = `key, id, account, album, scope, cause, asked_by, status, started_at, ended_at, asked, report, tally, error,
  compared_from, compared_to, album_order, change, no_ids, repeated`;

/** What a row says. */
export function kept(row: ResyncsRow): KeptResync {
  // This file's own JSON.
  const tally = JSON.parse(row.tally) as Tally;
  const { compared_from: from, compared_to: to } = row;
  return {
    key: row.key,
    accountId: row.account,
    report: row.report,
    tally,
    order: row.album_order,
    change: row.change,
    resync: {
      id: row.id,
      albumId: row.album,
      scope: row.scope,
      cause: row.cause,
      by: row.asked_by,
      status: row.status,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      asked: row.asked,
      // An album is answered whole or not at all, and only then it is known how many images it had.
      done: row.scope === 'album' ? row.asked : Math.min(row.asked, imagesIn(tally)),
      ...tally,
      error: row.error === null ? null : (JSON.parse(row.error) as AppErrorData),
      compared: from === null || to === null ? null : { from, to },
      isMoment: row.change !== null,
      noIds: row.no_ids,
      repeated: row.repeated,
    },
  };
}
