import type { AppErrorData } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import { prepare } from '../storage/sqlite.ts';
import type { Moment, NewJob } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';

/** Images of ended jobs that are kept; then the oldest jobs are forgotten. */
const mostKept = 500_000;

const unknownImage: AppErrorData = { code: 'unknown-image' };

/** Writes a job down, each image once, in the user's order. @returns null where the job is there already. */
export function createJob(
  { database, jobs, lanes }: JournalParts,
  job: NewJob,
  { wall }: Moment,
): { number: number; lane: number } | null {
  if (jobs.has(job.jobId)) return null;
  forgetOldest(database);
  const lane = lanes.laneKey(job);
  const number = jobs.add(job, lane, wall);
  const insert = prepare(
    database,
    'INSERT OR IGNORE INTO images (job, position, image, state, error) VALUES (?, ?, ?, ?, ?)',
  );
  job.imageIds.forEach((imageId, position) => {
    // An id that the app made up for a record without one names nothing on the server.
    const [state, error] = isMadeUp(imageId) ? ['failed', JSON.stringify(unknownImage)] : ['queued', null];
    insert.run(number, position, imageId, state, error);
  });
  jobs.setSize(number);
  jobs.end(lane, wall);
  return { number, lane };
}

/** Old jobs go; what is under way, watched or left to the user stays. */
function forgetOldest(database: JournalParts['database']): void {
  prepare(
    database,
    `DELETE FROM jobs WHERE number IN (
       SELECT number FROM (
         SELECT j.number, j.ended_at, sum(count(*)) OVER (ORDER BY j.number DESC) AS newer
         FROM jobs j JOIN images i ON i.job = j.number GROUP BY j.number)
       WHERE newer > ? AND ended_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM images WHERE job = number AND (is_watched = 1 OR state = 'needs-user')))`,
  ).run(mostKept);
}
