import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import type { SharingRow } from '../api/sharing-row.ts';
import { prepare } from '../storage/sqlite.ts';
import { atPlace, errorText, inSharing, unshared } from './clauses.ts';
import type { Moment } from './journal.ts';
import type { WaitingImage } from './lanes-table.ts';

/** An attempt, told twice: by its job and state few rows are looked at. */
const sentIn = `job = (SELECT job FROM attempts WHERE key = ?) AND state = 'sending' AND ${unshared} AND attempt = ?`;
const carried = 'job = attempts.job AND attempt = attempts.key';

/** The attempts to share images: what one carries from its beginning to its end. */
export class AttemptsTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  /** Writes down that these are sent now. @returns the attempt */
  begin(
    job: number,
    lane: number,
    images: readonly WaitingImage[],
    at: { wall: number; mono: number; boot: string; strangersBefore: number | null },
  ): number {
    const attempt =
      this.q.add.get(job, lane, images.length, at.strangersBefore, at.wall, at.mono, at.boot)?.key ?? 0;
    for (const { position } of images) this.q.send.run(attempt, job, position);
    return attempt;
  }

  /** The images that an attempt is carrying. */
  sending(attempt: number): string[] {
    return this.q.sending.all(attempt, attempt).map(({ image }) => image);
  }

  end(
    attempt: number,
    end: {
      since: number;
      isOpen: boolean;
      isRefused: boolean;
      error: AppErrorData | null;
      requestId: string | null;
    },
  ): void {
    this.q.end.run(
      end.since,
      Number(end.isOpen),
      Number(end.isRefused),
      errorText(end.error),
      end.requestId,
      attempt,
    );
  }

  /** The end of an attempt was seen that the app had given up for unended: the fence counts from there. */
  endedLater(attempt: number, since: number): void {
    this.q.endedLater.run(since, attempt);
  }

  /** What an attempt carried goes back: it was not done. */
  requeue(attempt: number): void {
    this.q.requeue.run(attempt, attempt);
  }

  /** What an attempt carries still is unknown from now on. */
  unknown(attempt: number, error: AppErrorData): void {
    this.q.unknown.run(errorText(error), attempt, attempt);
  }

  shared(
    attempt: number,
    image: string,
    { row, times }: { row: SharingRow; times: number },
    { wall }: Moment,
  ): void {
    this.q.shared.run(
      row.rowId,
      row.link,
      times > 1 ? times : null,
      row.createdAt,
      wall,
      attempt,
      attempt,
      image,
    );
  }

  /** An attempt ends for good when all it carried is known, or when the server cannot be working on it any more. */
  close(lane: number, { mono, fenceMs }: Moment): void {
    this.q.close.run(lane, mono - fenceMs);
  }

  /** A refused attempt ends for good when a list was asked so long after it. @returns whether any has ended */
  closeRefused(lane: number, askedAt: number, afterMs: number): boolean {
    return this.q.closeRefused.run(lane, afterMs, askedAt) > 0;
  }
}

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  return {
    add: query<{ key: number }>(
      `INSERT INTO attempts (job, lane, size, strangers_before, sent_at, since, boot, is_open)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1)
       RETURNING key`,
    ),
    send: query(
      `UPDATE images SET state = 'sending', error = NULL, attempt = ?, sends = sends + 1 ${atPlace}`,
    ),
    sending: query<{ image: string }>(`SELECT image FROM images WHERE ${sentIn} ORDER BY position`),
    end: query(
      `UPDATE attempts SET since = ?, is_open = ?, is_refused = ?, error = ?, request_id = ? WHERE key = ?`,
    ),
    endedLater: query('UPDATE attempts SET since = max(since, ?) WHERE key = ? AND is_open = 1'),
    requeue: query(
      `UPDATE images SET state = 'queued', error = NULL, attempt = NULL, sends = sends - 1 WHERE ${sentIn}`,
    ),
    unknown: query(`UPDATE images SET state = 'unknown', error = ? WHERE ${sentIn}`),
    shared: query(
      `UPDATE images SET state = 'shared', error = NULL, row = ?, link = ?, times = ?, shared_at = ?, settled_at = ?
       WHERE ${sentIn} AND image = ?`,
    ),
    close: query(
      `UPDATE attempts SET is_open = 0 WHERE is_open = 1 AND is_refused = 0 AND lane = ?
       AND NOT EXISTS (SELECT 1 FROM images WHERE ${carried} AND state IN ('sending', 'unknown') AND ${unshared})
       AND (since <= ? OR NOT EXISTS (
         SELECT 1 FROM images WHERE ${carried} AND state NOT IN ('shared', 'already-shared')))`,
    ),
    closeRefused: query(
      `UPDATE attempts SET is_open = 0 WHERE is_open = 1 AND is_refused = 1 AND ${inSharing} AND since + ? <= ?
       AND NOT EXISTS (SELECT 1 FROM images WHERE ${carried} AND state = 'unknown' AND ${unshared})`,
    ),
  };
}
