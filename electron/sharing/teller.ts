import { errorData } from '#shared/errors.ts';
import type { ShareJob, ShareWait } from '#shared/models/sharing.ts';
import type { Journal, Lane } from '../journal/journal.ts';
import { createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';

interface TellerParts {
  journal: Pick<Journal, 'jobsOf' | 'job'>;
  clock: Pick<Clock, 'after'>;
  /** Why the lane rests now. */
  waiting: () => ShareWait | null;
  notify: (job: ShareJob) => void;
  ended: (job: ShareJob) => void;
  unexpected: (thrown: unknown) => void;
}

/** Tells of a lane's jobs as the journal has them: a few times a second at most, and always how it ends. */
export interface Teller {
  /** A job to be told of until it has ended, however soon that is. */
  follow(jobId: string): void;
  /** Something may have changed; a rest or an end is told at once. */
  changed(atOnce: boolean): void;
  /** What is still to be told, now; then no more. */
  stop(): Promise<void>;
}

const betweenMs = 100;
/** Where the journal could not be read. */
const afterFailureMs = 2_000;

export function createTeller(lane: Lane, parts: TellerParts): Teller {
  const { journal } = parts;
  const alarm = createAlarm(parts.clock);
  const underWay = new Set<string>();
  let isChanged = false;
  let isStopped = false;
  let telling: Promise<void> | null = null;

  async function tell(): Promise<void> {
    const jobs = await journal.jobsOf(lane);
    const told = new Set(jobs.map(({ id }) => id));
    // One that began and ended between two looks.
    for (const id of underWay) {
      if (told.has(id)) continue;
      const job = await journal.job(lane.accountId, id).catch(forgotten);
      if (job === null) underWay.delete(id);
      else jobs.push(job);
    }
    for (const job of jobs) {
      const hasEnded = job.endedAt !== null;
      const shown: ShareJob = { ...job, waiting: hasEnded ? null : parts.waiting() };
      parts.notify(shown);
      if (!hasEnded) underWay.add(job.id);
      else if (underWay.delete(job.id)) parts.ended(shown);
    }
  }

  async function tellWhileChanging(): Promise<void> {
    while (isChanged) {
      isChanged = false;
      alarm.hush();
      let pauseMs = betweenMs;
      try {
        await tell();
      } catch (thrown) {
        parts.unexpected(thrown);
        isChanged = !isStopped;
        pauseMs = afterFailureMs;
      }
      if (!isStopped) await alarm.sleep(pauseMs);
    }
    telling = null;
  }

  return {
    follow: (jobId) => void underWay.add(jobId),
    changed(atOnce) {
      isChanged = true;
      if (atOnce) alarm.ring();
      telling ??= tellWhileChanging();
    },
    async stop() {
      isStopped = true;
      alarm.ring();
      while (telling !== null) await telling;
    },
  };
}

/** A journal that was restored from a copy may not know a job any more. */
function forgotten(thrown: unknown): null {
  if (errorData(thrown).code === 'unknown-job') return null;
  throw thrown;
}
