import { Backups } from './backups.ts';
import { openJournalFile, type Clocks } from './journal-file.ts';
import type { Journal } from './journal.ts';
import { journalOn, type JournalOptions } from './local-journal.ts';

/** What the journal is told of the machine, and whom it tells. */
export interface LocalJournalOptions extends Clocks, Pick<JournalOptions, 'reached'> {
  /** Told why no copy of the journal could be made: the work goes on. */
  onTrouble: (cause: unknown) => void;
}

/**
 * The share journal in its file, on this very thread, which it blocks while it works: for the worker, and for whoever
 * wants to see it crash. A copy is made beside it when a job has ended, and daily.
 * @throws AppError `storage-failed` (`openJournalFile`)
 */
export function openLocalJournal(file: string, options: LocalJournalOptions): Journal {
  const { onTrouble, reached, ...clocks } = options;
  const kept = openJournalFile(file, clocks);
  /** What was committed is done, whether its loss would be noticed or not. */
  const noted =
    (note: (number: number) => void) =>
    (number: number): void => {
      try {
        note(number);
      } catch (thrown) {
        onTrouble(thrown);
      }
    };
  try {
    const backups = new Backups(kept.database, file, clocks.wall(), onTrouble);
    const work = journalOn(kept.database, {
      boot: clocks.boot,
      mono: clocks.mono,
      heldSince: kept.heldSince,
      ...(reached !== undefined && { reached }),
      jobsEnded: () => backups.due(),
      jobWritten: noted(kept.jobWritten),
      attemptWritten: noted(kept.attemptWritten),
    });
    return {
      ...work,
      jobs: async (accountId) => ({ jobs: await work.jobs(accountId), mishap: kept.mishap() }),
      dismissMishap: async () => {
        await Promise.resolve();
        kept.dismissMishap();
      },
      close: async () => {
        await Promise.resolve();
        backups.close();
        kept.close();
      },
    };
  } catch (thrown) {
    kept.close();
    throw thrown;
  }
}
