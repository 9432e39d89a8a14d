import type { AppErrorData } from '#shared/errors.ts';

/* Parts of the journal's SQL that several of its tables say. */

/** Said again and again so that SQLite sees that it may use `images_by_state`. */
export const unshared = `state <> 'shared'`;

export const inLane = 'job IN (SELECT number FROM jobs WHERE lane = ?)';

/** Jobs under way: the others hold nothing that is unknown or queued, and may be many. */
export const inOpenJobs = 'job IN (SELECT number FROM jobs WHERE lane = ? AND ended_at IS NULL)';

/** The lanes of a lane's sharing, its own among them. */
export const inSharing =
  'lane IN (SELECT other.key FROM lanes mine JOIN lanes other USING (server, sharing) WHERE mine.key = ?)';

/** An image of a job. */
export const atPlace = 'WHERE job = ? AND position = ?';

/** What was sent again or refused and is looked at once more. The plus keeps SQLite from looking through all that is shared, which is most of a job. */
export const isWatched = `i.is_watched = 1 AND +i.state IN ('shared', 'failed')`;

/** An error as a column holds it. */
export const errorText = (error: AppErrorData | null): string | null =>
  error === null ? null : JSON.stringify(error);
