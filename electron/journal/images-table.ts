import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import type { SharingRow } from '../api/sharing-row.ts';
import { prepare } from '../storage/sqlite.ts';
import type { LaneView } from './decide.ts';
import type { Moment } from './journal.ts';
import type { Absent } from './verdict.ts';

/** Where an image of a job stands. */
interface Place {
  job: number;
  position: number;
  image: string;
}

export interface UnknownImage extends Place, Absent {
  /** Shared again: the ids of the rows that the sharing held of it before; null where that is not known. */
  before: readonly string[] | null;
  again: boolean;
  attempt: Absent['attempt'] & { key: number; strangersBefore: number | null };
}

export interface QueuedImage extends Place {
  again: boolean;
  /** See `UnknownImage`. */
  before: readonly string[] | null;
  /** It was sent before, and was certainly not done then. */
  wasSent: boolean;
}

/** An image that waits to be sent, together with so many at most. */
export interface WaitingImage {
  position: number;
  image: string;
  most: number;
}

interface UnknownRow extends Place {
  before: string | null;
  absent_since: number | null;
  key: number;
  since: number;
  is_refused: number;
  error: string | null;
  again: number;
  size: number;
  sends: number;
  strangers_before: number | null;
}

/** A list settles it so: `row` is null where only this computer knows of it. */
interface Settled {
  state: 'shared' | 'already-shared';
  row: SharingRow | null;
  times: number | null;
}

/** Said again and again so that SQLite sees that it may use `images_by_state`. */
export const unshared = `state <> 'shared'`;
/** Later than any moment. */
const underWay = 1e300;
/** An attempt, told twice: by its job and state few rows are looked at. */
const sentIn = `job = (SELECT job FROM attempts WHERE key = ?) AND state = 'sending' AND ${unshared} AND attempt = ?`;
const carried = 'job = attempts.job AND attempt = attempts.key';
const inLane = 'job IN (SELECT number FROM jobs WHERE lane = ?)';
/** Jobs under way: the others hold nothing that is unknown or queued, and may be many. */
const inOpenJobs = 'job IN (SELECT number FROM jobs WHERE lane = ? AND ended_at IS NULL)';

/** The images of all jobs and the attempts to share them, as what carries jobs out needs them. */
export class ImagesTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  /** What the lane's next step depends on. */
  view(lane: number): Omit<LaneView, 'listedAt' | 'comparedAt'> {
    const unknown = this.q.unknownSince.get(lane)?.since ?? null;
    const watched = this.q.watchedSince.get(lane)?.since ?? null;
    return {
      openSince: this.openSince(lane),
      unknown: unknown === null ? null : { since: unknown },
      watched: watched === null ? null : { since: watched },
      hasQueued: this.q.firstQueued.get(lane) !== undefined,
    };
  }

  /** See `LaneView`. */
  openSince(lane: number): number | null {
    const since = this.q.openSince.get(lane)?.since ?? null;
    return since === underWay ? Infinity : since;
  }

  /** An attempt ends for good when all it carried is known, or when the server cannot be working on it any more. */
  closeAttempts(lane: number, { mono, fenceMs }: Moment): void {
    this.q.closeAttempts.run(lane, mono - fenceMs);
  }

  /** The first that wait, of the oldest job that has some, in the user's order. */
  queued(lane: number, count: number): { job: number; images: WaitingImage[] } {
    const job = this.q.firstQueued.get(lane)?.job ?? 0;
    return { job, images: this.q.queued.all(job, count) };
  }

  /** Writes down that these are sent now. @returns the attempt */
  send(
    job: number,
    lane: number,
    images: readonly WaitingImage[],
    at: { wall: number; mono: number; boot: string; strangersBefore: number | null },
  ): number {
    const attempt =
      this.q.addAttempt.get(job, lane, images.length, at.strangersBefore, at.wall, at.mono, at.boot)?.key ??
      0;
    for (const { position } of images) this.q.send.run(attempt, job, position);
    return attempt;
  }

  /** The images that an attempt is carrying. */
  sending(attempt: number): string[] {
    return this.q.sending.all(attempt, attempt).map(({ image }) => image);
  }

  endAttempt(
    attempt: number,
    end: {
      since: number;
      isOpen: boolean;
      isRefused: boolean;
      error: AppErrorData | null;
      requestId: string | null;
    },
  ): void {
    this.q.endAttempt.run(
      end.since,
      Number(end.isOpen),
      Number(end.isRefused),
      json(end.error),
      end.requestId,
      attempt,
    );
  }

  /** What an attempt carried goes back: it was not done. */
  requeue(attempt: number): void {
    this.q.requeue.run(attempt, attempt);
  }

  /** What an attempt carries still is unknown from now on. */
  unknown(attempt: number, error: AppErrorData): void {
    this.q.unknown.run(json(error), attempt, attempt);
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

  /** Whether more than one job of the lane is under way. */
  hasOtherJobs(lane: number): boolean {
    return (this.q.openJobs.get(lane)?.jobs ?? 0) > 1;
  }

  /** An image that was just shared is there already for every job of the lane that waits to share it. */
  alreadyShared(lane: number, image: string, row: SharingRow, { wall }: Moment): void {
    this.q.alreadyShared.run(row.rowId, row.link, wall, lane, image);
  }

  unknownOf(lane: number): UnknownImage[] {
    return this.q.unknownOf.all(lane).map(toUnknown);
  }

  queuedOf(lane: number): QueuedImage[] {
    return this.q.queuedOf.all(lane).map(({ again, was_sent, before, ...place }) => ({
      ...place,
      before: idsIn(before),
      again: again === 1,
      wasSent: was_sent === 1,
    }));
  }

  /** Images that were sent again after they had been unknown, and are shared. */
  watchedOf(lane: number): UnknownImage[] {
    return this.q.watchedOf.all(lane).map(toUnknown);
  }

  /** Images of the lane of which a list may say something. */
  wanted(lane: number): Set<string> {
    return new Set(this.q.wanted.all(lane, lane).map(({ image }) => image));
  }

  settle({ job, position }: Place, { state, row, times }: Settled, { wall }: Moment): void {
    this.q.settle.run(state, row?.rowId ?? null, row?.link ?? null, times, wall, job, position);
  }

  /** What is to be shared again: the rows that the sharing holds of it now; null where they cannot all be known. */
  compared({ job, position }: Place, rows: readonly SharingRow[] | null): void {
    this.q.compared.run(rows && JSON.stringify(rows.map(({ rowId }) => rowId)), job, position);
  }

  /** What this computer itself has put there by the jobs that are under way. */
  made(lane: number): string[] {
    return this.q.made.all(lane).map(({ image }) => image);
  }

  /** How many of these images none of the lane's jobs was ever about. */
  strangers(lane: number, held: ReadonlyMap<string, unknown>): number {
    const ours = this.q.ours.all(lane).filter(({ image }) => held.has(image));
    return held.size - new Set(ours.map(({ image }) => image)).size;
  }

  /** The other lanes of the same sharing. */
  siblings(lane: number): number[] {
    return this.q.siblings.all(lane).map(({ key }) => key);
  }

  /** The end of an attempt was seen that the app had given up for unended: the fence counts from there. */
  endedLater(attempt: number, since: number): void {
    this.q.endedLater.run(since, attempt);
  }

  /** What is queued while another job of the lane has shared it, or cannot tell whether it has, unless the user said so. */
  sharedByOthers(lane: number): Place[] {
    return this.q.sharedByOthers.all(lane, lane);
  }

  /** The rows of an image that other jobs have made. */
  rowsOfOthers({ job, image }: Place): Set<string> {
    return new Set(this.q.rowsOfOthers.all(image, job, job).map(({ row }) => row));
  }

  absentOnce({ job, position }: Place, at: number): void {
    this.q.absentOnce.run(at, job, position);
  }

  /** Certainly not done: it is sent again. Where it had been unknown a second row may yet come up: it is watched. */
  queueAgain({ job, position, attempt }: UnknownImage): void {
    this.q.queueAgain.run(Number(!attempt.isRefused), job, position);
  }

  /** As `queueAgain`, but together with fewer. */
  halve({ job, position }: Place, most: number): void {
    this.q.halve.run(most, job, position);
  }

  /** @param most how many of it are sent together, should the user try it again */
  fail({ job, position }: Place, error: AppErrorData, { wall }: Moment, most: number): void {
    this.q.fail.run(json(error), wall, most, job, position);
  }

  needsUser({ job, position }: Place, error: AppErrorData): void {
    this.q.needsUser.run(json(error), job, position);
  }

  /** Nothing that waits in the lane can be done. */
  failQueued(lane: number, error: AppErrorData, { wall }: Moment): void {
    this.q.failQueued.run(json(error), wall, lane);
  }

  tooOften({ job, position }: Place, times: number): void {
    this.q.tooOften.run(times, job, position);
  }

  unwatch({ job, position }: Place): void {
    this.q.unwatch.run(job, position);
  }

  unwatchAll(lane: number): void {
    this.q.unwatchAll.run(lane);
  }
}

/** Written by this app (`compared`). */
const idsIn = (before: string | null): readonly string[] | null =>
  before === null ? null : (JSON.parse(before) as string[]);

const json = (error: AppErrorData | null): string | null => (error === null ? null : JSON.stringify(error));

function toUnknown({
  key,
  since,
  is_refused,
  error,
  size,
  strangers_before,
  absent_since,
  again,
  before,
  ...image
}: UnknownRow): UnknownImage {
  return {
    ...image,
    again: again === 1,
    before: idsIn(before),
    absentSince: absent_since,
    // Written by this app (`json`).
    attempt: {
      key,
      since,
      isRefused: is_refused === 1,
      error: error === null ? null : (JSON.parse(error) as AppErrorData),
      size,
      strangersBefore: strangers_before,
    },
  };
}

const withAttempt = `
  SELECT i.job, i.position, i.image, i.before, i.absent_since, a.key, a.since, a.is_refused, a.error, a.size, a.strangers_before,
    i.sends, j.again
  FROM images i JOIN attempts a ON a.key = i.attempt JOIN jobs j ON j.number = i.job`;

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  const at = 'WHERE job = ? AND position = ?';
  return {
    unknownSince: query<{ since: number | null }>(
      `SELECT max(a.since) AS since FROM images i JOIN attempts a ON a.key = i.attempt
       WHERE i.state = 'unknown' AND i.${unshared} AND i.${inOpenJobs}`,
    ),
    // The plus keeps SQLite from looking through all that is shared, which is most of a job.
    watchedSince: query<{ since: number | null }>(
      `SELECT max(a.since) AS since FROM images i JOIN attempts a ON a.key = i.attempt
       WHERE i.is_watched = 1 AND +i.state = 'shared' AND i.${inLane}`,
    ),
    openSince: query<{ since: number | null }>(
      `SELECT max(CASE WHEN EXISTS (SELECT 1 FROM images i WHERE i.job = a.job AND i.state = 'sending' AND i.${unshared} AND i.attempt = a.key)
         THEN ${underWay} ELSE a.since END) AS since FROM attempts a WHERE a.is_open = 1 AND a.lane IN (
         SELECT other.key FROM lanes mine JOIN lanes other USING (server, sharing) WHERE mine.key = ?)`,
    ),
    closeAttempts: query(
      `UPDATE attempts SET is_open = 0 WHERE is_open = 1 AND lane = ?
       AND NOT EXISTS (SELECT 1 FROM images WHERE ${carried} AND state IN ('sending', 'unknown') AND ${unshared})
       AND (since <= ? OR NOT EXISTS (
         SELECT 1 FROM images WHERE ${carried} AND state NOT IN ('shared', 'already-shared')))`,
    ),
    firstQueued: query<{ job: number }>(
      `SELECT number AS job FROM jobs WHERE lane = ? AND ended_at IS NULL
       AND EXISTS (SELECT 1 FROM images WHERE job = jobs.number AND state = 'queued' AND ${unshared}) ORDER BY number LIMIT 1`,
    ),
    queued: query<WaitingImage>(
      `SELECT position, image, most FROM images WHERE job = ? AND state = 'queued' AND ${unshared} ORDER BY position LIMIT ?`,
    ),
    addAttempt: query<{ key: number }>(
      `INSERT INTO attempts (job, lane, size, strangers_before, sent_at, since, boot, is_open)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1)
       RETURNING key`,
    ),
    send: query(`UPDATE images SET state = 'sending', error = NULL, attempt = ?, sends = sends + 1 ${at}`),
    sending: query<{ image: string }>(`SELECT image FROM images WHERE ${sentIn} ORDER BY position`),
    endAttempt: query(
      `UPDATE attempts SET since = ?, is_open = ?, is_refused = ?, error = ?, request_id = ? WHERE key = ?`,
    ),
    requeue: query(
      `UPDATE images SET state = 'queued', error = NULL, attempt = NULL, sends = sends - 1 WHERE ${sentIn}`,
    ),
    unknown: query(`UPDATE images SET state = 'unknown', error = ? WHERE ${sentIn}`),
    shared: query(
      `UPDATE images SET state = 'shared', error = NULL, row = ?, link = ?, times = ?, shared_at = ?, settled_at = ?
       WHERE ${sentIn} AND image = ?`,
    ),
    alreadyShared: query(
      `UPDATE images SET state = 'already-shared', error = NULL, row = ?, link = ?, settled_at = ?
       WHERE state = 'queued' AND job IN (SELECT number FROM jobs WHERE lane = ? AND ended_at IS NULL AND again = 0)
       AND image = ?`,
    ),
    made: query<{ image: string }>(
      `SELECT image FROM images WHERE state = 'shared' AND row IS NOT NULL AND ${inOpenJobs}`,
    ),
    ours: query<{ image: string }>(`SELECT image FROM images WHERE ${inLane}`),
    siblings: query<{ key: number }>(
      `SELECT other.key FROM lanes mine JOIN lanes other USING (server, sharing)
       WHERE mine.key = ? AND other.key <> mine.key`,
    ),
    endedLater: query('UPDATE attempts SET since = max(since, ?) WHERE key = ? AND is_open = 1'),
    openJobs: query<{ jobs: number }>(
      'SELECT count(*) AS jobs FROM jobs WHERE lane = ? AND ended_at IS NULL',
    ),
    unknownOf: query<UnknownRow>(
      `${withAttempt} WHERE i.state = 'unknown' AND i.${unshared} AND i.${inOpenJobs}`,
    ),
    queuedOf: query<Place & { before: string | null; again: number; was_sent: number }>(
      `SELECT i.job, i.position, i.image, i.before, j.again, i.attempt IS NOT NULL AS was_sent FROM images i JOIN jobs j ON j.number = i.job
       WHERE i.state = 'queued' AND i.${unshared} AND j.lane = ? AND j.ended_at IS NULL`,
    ),
    watchedOf: query<UnknownRow>(
      `${withAttempt} WHERE i.is_watched = 1 AND +i.state = 'shared' AND i.${inLane}`,
    ),
    wanted: query<{ image: string }>(
      `SELECT image FROM images WHERE state IN ('queued', 'unknown') AND ${unshared} AND ${inOpenJobs}
       UNION SELECT image FROM images WHERE is_watched = 1 AND ${inLane}`,
    ),
    settle: query(
      `UPDATE images SET state = ?, error = NULL, row = ?, link = ?, times = ?, absent_since = NULL, settled_at = ? ${at}`,
    ),
    compared: query(`UPDATE images SET before = ? ${at}`),
    // (job, image) is unique: whoever else has it is another job.
    sharedByOthers: query<Place>(
      `SELECT i.job, i.position, i.image FROM images i JOIN jobs j ON j.number = i.job
       WHERE i.state = 'queued' AND i.${unshared} AND i.is_watched = 0 AND j.again = 0
       AND j.lane = ? AND j.ended_at IS NULL
       AND i.image IN (SELECT image FROM images WHERE state IN ('shared', 'already-shared', 'needs-user') AND ${inLane})`,
    ),
    rowsOfOthers: query<{ row: string }>(
      `SELECT row FROM images WHERE image = ? AND state = 'shared' AND row IS NOT NULL AND job <> ?
       AND job IN (SELECT number FROM jobs WHERE lane = (SELECT lane FROM jobs WHERE number = ?))`,
    ),
    absentOnce: query(`UPDATE images SET absent_since = ? ${at}`),
    queueAgain: query(
      `UPDATE images SET state = 'queued', error = NULL, absent_since = NULL, is_watched = max(is_watched, ?) ${at}`,
    ),
    halve: query(`UPDATE images SET state = 'queued', error = NULL, absent_since = NULL, most = ? ${at}`),
    fail: query(
      `UPDATE images SET state = 'failed', error = ?, absent_since = NULL, settled_at = ?, most = ? ${at}`,
    ),
    needsUser: query(`UPDATE images SET state = 'needs-user', error = ?, absent_since = NULL ${at}`),
    failQueued: query(
      `UPDATE images SET state = 'failed', error = ?, settled_at = ? WHERE state = 'queued' AND ${unshared} AND ${inOpenJobs}`,
    ),
    tooOften: query(`UPDATE images SET times = ? ${at}`),
    unwatch: query(`UPDATE images SET is_watched = 0 ${at}`),
    unwatchAll: query(`UPDATE images SET is_watched = 0 WHERE is_watched = 1 AND ${inLane}`),
  };
}
