import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import type { SharingRow } from '../api/sharing-row.ts';
import { prepare } from '../storage/sqlite.ts';
import { atPlace, errorText, inLane, inOpenJobs, unshared } from './clauses.ts';
import type { Place } from './images-table.ts';
import type { Moment } from './journal.ts';

/** A list settles it so: `row` is null where only this computer knows of it. */
interface Settled {
  state: 'shared' | 'already-shared';
  row: SharingRow | null;
  times: number | null;
}

/** What became of images, written down. */
export class OutcomesTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  /** An image that was just shared is there already for every job of the lane that waits to share it. */
  alreadyShared(lane: number, image: string, row: SharingRow, { wall }: Moment): void {
    this.q.alreadyShared.run(row.rowId, row.link, wall, lane, image);
  }

  settle({ job, position }: Place, { state, row, times }: Settled, { wall }: Moment): void {
    this.q.settle.run(state, row?.rowId ?? null, row?.link ?? null, times, wall, job, position);
  }

  /** What is to be shared again: the rows that the sharing holds of it now; null where they cannot all be known. */
  compared({ job, position }: Place, rows: readonly SharingRow[] | null): void {
    this.q.compared.run(rows && JSON.stringify(rows.map(({ rowId }) => rowId)), job, position);
  }

  absentOnce({ job, position }: Place, at: number): void {
    this.q.absentOnce.run(at, job, position);
  }

  /** Certainly not done: it is sent again. A second row may yet come up: it is watched. */
  queueAgain({ job, position }: Place): void {
    this.q.queueAgain.run(job, position);
  }

  /** As `queueAgain`, but with no other image. */
  queueAlone(place: Place): void {
    this.queueAgain(place);
    this.q.alone.run(place.job, place.position);
  }

  /** @param most how many of it are sent together, should the user try it again */
  fail({ job, position }: Place, error: AppErrorData, { wall }: Moment, most: number): void {
    this.q.fail.run(errorText(error), wall, most, job, position);
  }

  needsUser({ job, position }: Place, error: AppErrorData): void {
    this.q.needsUser.run(errorText(error), job, position);
  }

  /** What may be there by one job is not sent by another of its lane, unless the user said so. */
  needsUserElsewhere({ job, image }: Place, error: AppErrorData): void {
    this.q.needsUserElsewhere.run(errorText(error), image, job);
  }

  /** Nothing that waits in the lane can be done. */
  failQueued(lane: number, error: AppErrorData, { wall }: Moment): void {
    this.q.failQueued.run(errorText(error), wall, lane);
  }

  /** The sharing holds it so often, which is not what was meant. */
  isThere({ job, position }: Place, times: number): void {
    this.q.isThere.run(times, job, position);
  }

  /** It is looked at once more, when all that can come has come. */
  watch({ job, position }: Place): void {
    this.q.watch.run(job, position);
  }

  unwatch({ job, position }: Place): void {
    this.q.unwatch.run(job, position);
  }

  unwatchAll(lane: number): void {
    this.q.unwatchAll.run(lane);
  }
}

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  return {
    alreadyShared: query(
      `UPDATE images SET state = 'already-shared', error = NULL, row = ?, link = ?, settled_at = ?
       WHERE state = 'queued' AND job IN (SELECT number FROM jobs WHERE lane = ? AND ended_at IS NULL AND again = 0)
       AND image = ?`,
    ),
    settle: query(
      `UPDATE images SET state = ?, error = NULL, row = ?, link = ?, times = ?, absent_since = NULL, settled_at = ? ${atPlace}`,
    ),
    compared: query(`UPDATE images SET before = ? ${atPlace}`),
    absentOnce: query(`UPDATE images SET absent_since = ? ${atPlace}`),
    queueAgain: query(
      `UPDATE images SET state = 'queued', error = NULL, absent_since = NULL, is_watched = 1 ${atPlace}`,
    ),
    alone: query(`UPDATE images SET most = 1 ${atPlace}`),
    fail: query(
      `UPDATE images SET state = 'failed', error = ?, absent_since = NULL, settled_at = ?, most = ? ${atPlace}`,
    ),
    needsUser: query(`UPDATE images SET state = 'needs-user', error = ?, absent_since = NULL ${atPlace}`),
    needsUserElsewhere: query(
      `UPDATE images SET state = 'needs-user', error = ? WHERE image = ? AND state = 'queued' AND ${unshared} AND is_watched = 0
       AND job IN (SELECT other.number FROM jobs mine JOIN jobs other USING (lane)
         WHERE mine.number = ? AND other.ended_at IS NULL AND other.again = 0)`,
    ),
    failQueued: query(
      `UPDATE images SET state = 'failed', error = ?, settled_at = ? WHERE state = 'queued' AND ${unshared} AND ${inOpenJobs}`,
    ),
    isThere: query(`UPDATE images SET times = ? ${atPlace}`),
    watch: query(`UPDATE images SET is_watched = 1 ${atPlace}`),
    unwatch: query(`UPDATE images SET is_watched = 0 ${atPlace}`),
    unwatchAll: query(`UPDATE images SET is_watched = 0 WHERE is_watched = 1 AND ${inLane}`),
  };
}
