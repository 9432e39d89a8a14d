import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { storageErrorData, transaction } from '../storage/sqlite.ts';
import { createJob } from './create-job.ts';
import type { CrashPoint, Journal, KeptJob, Moment, Step } from './journal.ts';
import { journalParts } from './journal-parts.ts';
import { endsRoundly, readList } from './read-list.ts';
import { recover } from './recover.ts';
import { settleList } from './settle-list.ts';
import { settlePost } from './settle-post.ts';
import { settleUnreadable } from './settle-unreadable.ts';
import { takeStep } from './take-step.ts';

/** What the journal is told of the machine it runs on, and whom it tells. */
export interface JournalOptions {
  /** Names the machine's start, from which `mono` counts (`boot.ts`). */
  boot: string;
  mono: () => number;
  /** Told of points at which a crash would matter. */
  reached?: (point: CrashPoint) => void;
  /** Told when jobs have ended: a good moment for a copy. */
  jobsEnded?: () => void;
  /** Something of the journal was lost: as from an attempt that ended then, nothing is sent for a fence. `Moment.mono`. */
  heldSince?: number | null;
  /** Told of a new job's number before `create` answers. */
  jobWritten?: (number: number) => void;
  /** Told of an attempt's number before anything of it is sent. */
  attemptWritten?: (number: number) => void;
}

/** The calls of `Journal` without what only the file knows. */
export type Work = Omit<Journal, 'jobs' | 'dismissMishap'> & {
  jobs(accountId: string): Promise<KeptJob[]>;
};

/** A key that no lane has. */
const none = 0;

/**
 * The journal on an open database, on this very thread. What an earlier run left unended is unknown from now on.
 * The calls are those of `Journal`; of a mishap knows whoever opened the file.
 */
export function journalOn(database: DatabaseSync, options: JournalOptions): Work {
  const { boot, mono, heldSince = null, reached = () => undefined, jobsEnded } = options;
  const { jobWritten, attemptWritten } = options;
  const parts = journalParts(database, { boot, heldSince });
  const { images, items, jobs, known, lanes, states } = parts;

  /** Every call's error of the disk is said as such. */
  const call = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw new AppError(storageErrorData(thrown), { cause: thrown });
    }
  };
  /** Settles something, sees which jobs that ends, and takes the next step: all of it is on the disk, or nothing. */
  const step = (key: number, moment: Moment, settle: () => void): Step => {
    const state = states.of(key);
    const before = { ...state, changed: [...state.changed] };
    try {
      const ended: string[] = [];
      const taken = transaction(database, () => {
        settle();
        jobs.giveUp(key, moment.wall);
        ended.push(...jobs.end(key, moment.wall));
        const next = takeStep(parts, key, moment);
        if (next.kind === 'send') reached('before-sending');
        return next;
      });
      if (taken.kind === 'send') {
        attemptWritten?.(taken.attempt);
        reached('after-sending');
      }
      state.changed.push(...ended);
      if (ended.length > 0) jobsEnded?.();
      return taken;
    } catch (thrown) {
      // What the disk did not take has not happened.
      Object.assign(state, before);
      throw thrown;
    }
  };
  /** Changes a job's images, so that they are to be compared with the list again. */
  const change = (accountId: string, jobId: string, { wall }: Moment, work: (job: number) => void): void => {
    const { number, lane } = jobs.find(accountId, jobId);
    transaction(database, () => {
      work(number);
      jobs.giveUp(lane, wall);
      states.of(lane).changed.push(...jobs.end(lane, wall));
    });
    states.changed(lane);
  };
  const found = (accountId: string, jobId: string): number => jobs.find(accountId, jobId).number;

  transaction(database, () => recover(database, { boot, mono: mono() }));

  return {
    create: (job, moment) =>
      call(() => {
        reached('before-journal');
        const written = transaction(database, () => createJob(parts, job, moment));
        reached('after-journal');
        if (written === null) return;
        states.changed(written.lane);
        jobWritten?.(written.number);
      }),
    lanes: (accountId) => call(() => lanes.lanes(accountId)),
    next: (lane, moment) => call(() => step(lanes.laneKey(lane), moment, () => undefined)),
    posted: (lane, attempt, outcome, moment) =>
      call(() => {
        const key = lanes.laneKey(lane);
        const taken = step(key, moment, () => {
          settlePost(parts, key, attempt, outcome, moment);
          reached('before-settled');
        });
        reached('after-settled');
        return taken;
      }),
    listed: (lane, list, moment) =>
      call(async () => {
        const key = lanes.laneKey(lane);
        const wanted = images.wanted(key);
        const { changes } = states.of(key);
        const contents = await readList(list, lane.server, wanted, () => reached('while-listing'));
        const isCurrent = states.of(key).changes === changes;
        const mayBeCut = !states.hasLonger(lane.server, contents.rows) && endsRoundly(contents.rows);
        const lacksForSure = contents.isWhole && !mayBeCut;
        const taken = step(key, moment, () =>
          settleList(parts, key, { ...contents, wanted, isCurrent, lacksForSure }, moment),
        );
        reached('after-listed');
        return taken;
      }),
    notListed: (lane, error, moment) =>
      call(() => {
        const key = lanes.laneKey(lane);
        return step(key, moment, () => settleUnreadable(parts, key, error, moment));
      }),
    jobs: (accountId) => call(() => jobs.of(accountId)),
    job: (accountId, jobId) => call(() => jobs.job(accountId, jobId)),
    laneOf: (accountId, jobId) => call(() => lanes.lane(jobs.find(accountId, jobId).lane)),
    jobsOf: (lane) =>
      call(() => {
        const key = lanes.laneKey(lane);
        return jobs.underWay(key, states.of(key).changed.splice(0));
      }),
    items: (accountId, jobId, page) => call(() => items.items(found(accountId, jobId), page)),
    links: (accountId, jobId, imageId) => call(() => items.links(found(accountId, jobId), imageId)),
    retry: (accountId, jobId, moment) =>
      call(() => change(accountId, jobId, moment, (job) => jobs.retry(job))),
    cancel: (accountId, jobId, moment) =>
      call(() => change(accountId, jobId, moment, (job) => jobs.cancel(job))),
    decide: (accountId, jobId, choice, moment) =>
      call(() => change(accountId, jobId, moment, (job) => jobs.decide(job, choice, moment.wall))),
    looked: (lane) => call(() => known.looked(lanes.knownLane(lane) ?? none)),
    known: (lane) => call(() => known.packed(lanes.knownLane(lane) ?? none)),
    close: () =>
      call(() => {
        if (database.isOpen) database.close();
      }),
  };
}
