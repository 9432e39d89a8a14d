import { AppError } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import { shareOutcome, type ShareJob, type ShareOutcome, type ShareRequest } from '#shared/models/sharing.ts';
import type { Settlement } from './outcomes.ts';

/** What is known of one image of a job. */
export type Item = Omit<Settlement, 'outcome'> & { outcome: ShareOutcome };

/** A share job with its images, in the order they were asked for, each once. */
export interface Job {
  readonly request: Omit<ShareRequest, 'imageIds'>;
  readonly items: Map<string, Item>;
  readonly startedAt: number;
  /** Null while it is under way. */
  endedAt: number | null;
}

/**
 * The jobs of this session, by id. In memory; issue 4 puts a journal in its place.
 */
export function createJobs(now: () => number) {
  const jobs = new Map<string, Job>();
  return {
    has: (jobId: string): boolean => jobs.has(jobId),

    /** @throws AppError `unknown-job` */
    get(jobId: string): Job {
      const job = jobs.get(jobId);
      if (job === undefined) throw new AppError({ code: 'unknown-job' });
      return job;
    },

    /** Newest first. */
    all: (): Job[] => [...jobs.values()].reverse(),

    add({ imageIds, ...request }: ShareRequest): Job {
      const items = new Map(imageIds.map((imageId) => [imageId, newItem(imageId)]));
      const job: Job = { request, items, startedAt: now(), endedAt: null };
      jobs.set(request.jobId, job);
      return job;
    },
  };
}

const newItem = (imageId: string): Item =>
  isMadeUp(imageId)
    ? { outcome: 'failed', error: { code: 'unknown-image' }, link: null }
    : { outcome: 'queued', error: null, link: null };

/** True for what may be tried again: what failed or is unknown, and is an image of the server's. */
export const mayRetry = ([imageId, { outcome }]: [string, Item]): boolean =>
  (outcome === 'failed' || outcome === 'unknown') && !isMadeUp(imageId);

/** The job as the page sees it: without its items, and without the sharing's id. */
export function summaryOf({ request, items, startedAt, endedAt }: Job): ShareJob {
  const counts = Object.fromEntries(
    shareOutcome.options.map((outcome) => [outcome, 0]),
  ) as ShareJob['counts'];
  for (const { outcome } of items.values()) counts[outcome] += 1;
  return { id: request.jobId, albumId: request.albumId, labels: request.labels, startedAt, endedAt, counts };
}
