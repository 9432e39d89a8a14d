import type { DatabaseSync } from 'node:sqlite';
import type { AppErrorData } from '#shared/errors.ts';
import { prepare } from '../storage/sqlite.ts';
import { inLane, inOpenJobs, isWatched, unshared } from './clauses.ts';
import type { Absent } from './verdict.ts';

/** Where an image of a job stands. */
export interface Place {
  job: number;
  position: number;
  image: string;
}

export interface UnknownImage extends Place, Absent {
  isShared: boolean;
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

interface UnknownRow extends Place {
  state: string;
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

/** The images of all jobs, read: what a sharing's list may say something of. */
export class ImagesTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
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

  /** Images that were sent again after they had been unknown, and are shared; and those that have been refused. */
  watchedOf(lane: number): UnknownImage[] {
    return this.q.watchedOf.all(lane).map(toUnknown);
  }

  /** Images of the lane of which a list may say something. */
  wanted(lane: number): Set<string> {
    return new Set(this.q.wanted.all(lane, lane).map(({ image }) => image));
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

  /** What is queued while another job of the lane has shared it, or cannot tell whether it has, unless the user said so. */
  sharedByOthers(lane: number): Place[] {
    return this.q.sharedByOthers.all(lane, lane);
  }

  /** The rows of an image that other jobs have made. */
  rowsOfOthers({ job, image }: Place): Set<string> {
    return new Set(this.q.rowsOfOthers.all(image, job, job).map(({ row }) => row));
  }
}

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  return {
    unknownOf: query<UnknownRow>(
      `${withAttempt} WHERE i.state = 'unknown' AND i.${unshared} AND i.${inOpenJobs}`,
    ),
    queuedOf: query<Place & { before: string | null; again: number; was_sent: number }>(
      `SELECT i.job, i.position, i.image, i.before, j.again, i.attempt IS NOT NULL AS was_sent FROM images i JOIN jobs j ON j.number = i.job
       WHERE i.state = 'queued' AND i.${unshared} AND j.lane = ? AND j.ended_at IS NULL`,
    ),
    watchedOf: query<UnknownRow>(`${withAttempt} WHERE ${isWatched} AND i.${inLane}`),
    wanted: query<{ image: string }>(
      `SELECT image FROM images WHERE state IN ('queued', 'unknown') AND ${unshared} AND ${inOpenJobs}
       UNION SELECT image FROM images WHERE is_watched = 1 AND ${inLane}`,
    ),
    made: query<{ image: string }>(
      `SELECT image FROM images WHERE state = 'shared' AND row IS NOT NULL AND ${inOpenJobs}`,
    ),
    ours: query<{ image: string }>(`SELECT image FROM images WHERE ${inLane}`),
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
  };
}

/** Written by this app (`compared`). */
const idsIn = (before: string | null): readonly string[] | null =>
  before === null ? null : (JSON.parse(before) as string[]);

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
  state,
  ...image
}: UnknownRow): UnknownImage {
  return {
    ...image,
    isShared: state === 'shared',
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
  SELECT i.job, i.position, i.image, i.state, i.before, i.absent_since, a.key, a.since, a.is_refused, a.error, a.size, a.strangers_before,
    i.sends, j.again
  FROM images i JOIN attempts a ON a.key = i.attempt JOIN jobs j ON j.number = i.job`;
