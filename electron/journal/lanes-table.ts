import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { prepare } from '../storage/sqlite.ts';
import { inLane, inOpenJobs, inSharing, isWatched, unshared } from './clauses.ts';
import type { LaneView } from './decide.ts';
import type { Lane } from './journal.ts';

/** An image that waits to be sent, together with so many at most. */
export interface WaitingImage {
  position: number;
  image: string;
  most: number;
}

/** Later than any moment. */
const underWay = 1e300;
/** Refused attempts that an image `i` was in, which the server may yet carry out. */
const refusals = `attempts a JOIN images refused ON refused.job = a.job AND refused.image = i.image AND refused.attempt = a.key
  AND a.is_open = 1 AND a.is_refused = 1`;
/** Nothing of it is sent: see `LaneView.held`. */
const isHeld = `EXISTS (SELECT 1 FROM ${refusals} WHERE a.${inSharing})`;

/** The lanes, and what the next step of each depends on: what waits in it, and what holds that back. */
export class LanesTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  /** The key of a lane; null where nothing was ever done or seen in it. */
  knownLane({ accountId, server, sharingId }: Lane): number | null {
    return this.q.laneKey.get(accountId, server, sharingId)?.key ?? null;
  }

  /** The key of a lane, which is made where it is new. */
  laneKey({ accountId, server, sharingId }: Lane): number {
    const known = this.q.laneKey.get(accountId, server, sharingId);
    return (known ?? this.q.addLane.get(accountId, server, sharingId))?.key ?? 0;
  }

  lane(key: number): Lane {
    const lane = this.q.lane.get(key);
    if (lane === undefined) throw new AppError({ code: 'unknown-job' });
    return { ...lane };
  }

  lanes(accountId: string): Lane[] {
    return this.q.lanes.all(accountId).map((lane) => ({ ...lane }));
  }

  serverOf(lane: number): string {
    return this.lane(lane).server;
  }

  /** What the lane's next step depends on. */
  view(lane: number): Omit<LaneView, 'listedAt' | 'comparedAt'> {
    const unknown = this.q.unknownSince.get(lane)?.since ?? null;
    const watched = this.q.watchedSince.get(lane)?.since ?? null;
    const hasQueued = this.q.firstQueued.get(lane, lane) !== undefined;
    // Where something may be sent, what is held back does not matter yet.
    const held = hasQueued ? null : (this.q.heldSince.get(lane, lane)?.since ?? null);
    return {
      openSince: this.openSince(lane),
      unknown: unknown === null ? null : { since: unknown },
      watched: watched === null ? null : { since: watched },
      hasQueued,
      held: held === null ? null : { since: held },
    };
  }

  /** See `LaneView`. */
  openSince(lane: number): number | null {
    const since = this.q.openSince.get(lane)?.since ?? null;
    return since === underWay ? Infinity : since;
  }

  /** The first that may be sent, of the oldest job that has some, in the user's order. */
  queued(lane: number, count: number): { job: number; images: WaitingImage[] } {
    const job = this.q.firstQueued.get(lane, lane)?.job ?? 0;
    return { job, images: this.q.queued.all(job, lane, count) };
  }

  /** The other lanes of the same sharing. */
  siblings(lane: number): number[] {
    return this.q.siblings.all(lane).map(({ key }) => key);
  }

  /** Whether more than one job of the lane is under way. */
  hasOtherJobs(lane: number): boolean {
    return (this.q.openJobs.get(lane)?.jobs ?? 0) > 1;
  }
}

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  return {
    laneKey: query<{ key: number }>('SELECT key FROM lanes WHERE account = ? AND server = ? AND sharing = ?'),
    addLane: query<{ key: number }>(
      'INSERT INTO lanes (account, server, sharing) VALUES (?, ?, ?) RETURNING key',
    ),
    lane: query<Lane>('SELECT account AS accountId, server, sharing AS sharingId FROM lanes WHERE key = ?'),
    lanes: query<Lane>(
      `SELECT account AS accountId, server, sharing AS sharingId FROM lanes l WHERE account = ? AND (
         EXISTS (SELECT 1 FROM jobs WHERE lane = l.key AND ended_at IS NULL)
         OR EXISTS (SELECT 1 FROM images i JOIN jobs j ON j.number = i.job WHERE j.lane = l.key AND i.is_watched = 1))`,
    ),
    unknownSince: query<{ since: number | null }>(
      `SELECT max(a.since) AS since FROM images i JOIN attempts a ON a.key = i.attempt
       WHERE i.state = 'unknown' AND i.${unshared} AND i.${inOpenJobs}`,
    ),
    watchedSince: query<{ since: number | null }>(
      `SELECT max(a.since) AS since FROM images i JOIN attempts a ON a.key = i.attempt
       WHERE ${isWatched} AND i.${inLane}`,
    ),
    openSince: query<{ since: number | null }>(
      `SELECT max(CASE WHEN EXISTS (SELECT 1 FROM images i WHERE i.job = a.job AND i.state = 'sending' AND i.${unshared} AND i.attempt = a.key)
         THEN ${underWay} ELSE a.since END) AS since FROM attempts a WHERE a.is_open = 1 AND a.is_refused = 0 AND a.${inSharing}`,
    ),
    firstQueued: query<{ job: number }>(
      `SELECT number AS job FROM jobs WHERE lane = ? AND ended_at IS NULL
       AND EXISTS (SELECT 1 FROM images i WHERE job = jobs.number AND state = 'queued' AND ${unshared} AND NOT ${isHeld})
       ORDER BY number LIMIT 1`,
    ),
    queued: query<WaitingImage>(
      `SELECT position, image, most FROM images i WHERE job = ? AND state = 'queued' AND ${unshared} AND NOT ${isHeld}
       ORDER BY position LIMIT ?`,
    ),
    heldSince: query<{ since: number | null }>(
      `SELECT min(a.since) AS since FROM images i CROSS JOIN ${refusals}
       WHERE i.state = 'queued' AND i.${unshared} AND i.${inOpenJobs} AND a.${inSharing}`,
    ),
    siblings: query<{ key: number }>(
      `SELECT other.key FROM lanes mine JOIN lanes other USING (server, sharing)
       WHERE mine.key = ? AND other.key <> mine.key`,
    ),
    openJobs: query<{ jobs: number }>(
      'SELECT count(*) AS jobs FROM jobs WHERE lane = ? AND ended_at IS NULL',
    ),
  };
}
