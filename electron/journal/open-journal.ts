import { openThread } from '../thread/open-thread.ts';
import type { Body } from '../thread/rpc-body.ts';
import type { CallOptions } from '../thread/rpc.ts';
import type { Journal } from './journal.ts';

interface JournalFiles {
  /** Its database file, in a folder that exists. */
  file: string;
  /** The absolute path of `worker.ts` as built. */
  workerFile: string;
  /** Names the machine's start (`bootId`): the same for every thread that is started for this journal. */
  boot: string;
  /** Told of what went wrong in the thread and no call hears of. */
  onTrouble?: (cause: Error) => void;
}

/**
 * Opens the journal in a thread of its own (`openThread`), so that it never waits for an album. Where the file cannot be
 * used (`openJournalFile`) every call fails with `storage-failed` and the reason.
 */
export function openJournal({ file, workerFile, boot, onTrouble }: JournalFiles): Journal {
  const thread = openThread({ name: 'journal', workerFile, opening: [file, boot], onTrouble });
  const call = async <M extends keyof Journal>(
    method: M,
    args: unknown[],
    body: Body | null = null,
    options: CallOptions = {},
  ): Promise<Awaited<ReturnType<Journal[M]>>> =>
    (await thread.call(method, args, body, options)) as Awaited<ReturnType<Journal[M]>>;

  return {
    create: (...args) => call('create', args),
    lanes: (...args) => call('lanes', args),
    next: (...args) => call('next', args),
    posted: (lane, attempt, outcome, moment) => {
      // A copy: where the disk refuses, the same answer is told again.
      const told = 'body' in outcome ? { ...outcome, body: new Uint8Array(outcome.body) } : outcome;
      return call('posted', [lane, attempt, told, moment]);
    },
    listed: (lane, { body, hintsAtMore }, moment) => call('listed', [lane, hintsAtMore, moment], body),
    notListed: (...args) => call('notListed', args),
    jobs: (...args) => call('jobs', args),
    dismissMishap: () => call('dismissMishap', []),
    job: (...args) => call('job', args),
    laneOf: (...args) => call('laneOf', args),
    jobsOf: (...args) => call('jobsOf', args),
    items: (...args) => call('items', args),
    links: (...args) => call('links', args),
    retry: (...args) => call('retry', args),
    cancel: (...args) => call('cancel', args),
    decide: (...args) => call('decide', args),
    looked: (...args) => call('looked', args),
    known: (...args) => call('known', args),
    close: () => thread.close(),
  };
}
