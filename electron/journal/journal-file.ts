import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import type { ShareJobs } from '#shared/models/sharing.ts';
import { storageErrorData } from '../storage/sqlite.ts';
import { backedUpAt, restorable, sweep } from './backup.ts';
import { doubt, putAside } from './damage.ts';
import { lastNumbers, openSound, type Numbers } from './database.ts';
import { Marker } from './marker.ts';

/** The machine's clocks (`boot.ts`), and that for people. */
export interface Clocks {
  boot: string;
  mono: () => number;
  wall: () => number;
}

/** The journal's open file with what stands beside it. */
export interface JournalFile {
  database: DatabaseSync;
  /**
   * Something was lost, and the user has not read of it before this start: what was on its way then is not known. Since
   * when that is (`mono`); null: nothing was.
   */
  heldSince: number | null;
  mishap(): ShareJobs['mishap'];
  dismissMishap(): void;
  /** A job was committed. When this returns, its loss would be noticed. */
  jobWritten: (number: number) => void;
  /** An attempt was committed; before anything of it is sent. When this returns, its loss would be noticed. */
  attemptWritten: (number: number) => void;
  close(): void;
}

/**
 * Opens the share journal, whose folder exists. One that is damaged, gone, or older than what was done (its log deleted)
 * is put aside and the newer of its last copy and what is left of it takes its place; what is not final in it is unknown
 * from then on (`doubt`), and `mishap` tells the user.
 * @throws AppError `storage-failed` (`openSound`)
 */
export function openJournalFile(file: string, clocks: Clocks): JournalFile {
  try {
    const marker = new Marker(`${file}.marker`);
    const database = openTrusted(file, marker, clocks);
    // A crash may have come between the two.
    marker.save(lastNumbers(database));
    sweep(file);
    return {
      database,
      heldSince: marker.mishap === null ? null : clocks.mono(),
      mishap: () => marker.mishap,
      dismissMishap: () => marker.save({ mishap: null }),
      jobWritten: (jobs) => marker.save({ jobs }),
      attemptWritten: (attempts) => marker.save({ attempts }),
      close: () => {
        if (database.isOpen) database.close();
      },
    };
  } catch (thrown) {
    throw new AppError(storageErrorData(thrown), { cause: thrown });
  }
}

function openTrusted(file: string, marker: Marker, { boot, mono, wall }: Clocks): DatabaseSync {
  const before = statSync(file, { throwIfNoEntry: false });
  const heldJobs = marker.jobs > 0 || backedUpAt(file) !== null;
  // SQLite would take nothing for a new journal, and delete the log beside it.
  const isGone = heldJobs && (before?.size ?? 0) === 0;
  const found = isGone ? null : openSound(file);
  const numbers = found === null ? null : lastNumbers(found);
  if (found !== null && numbers !== null && !isOlder(numbers, marker)) return found;

  const doubted = (journal: DatabaseSync): void =>
    doubt(journal, { boot, mono: mono(), wall: wall() }, marker);
  // Told first: a crash before all is done does it again.
  const tell = (kind: 'restored' | 'lost', at = 0): void =>
    marker.save({ mishap: kind === 'lost' ? { kind, at: null } : { kind, at: Math.round(at) } });
  const copy = restorable(file);
  if (found !== null && numbers !== null && (copy === null || !isOlder(numbers, copy.numbers))) {
    tell(numbers.jobs > 0 ? 'restored' : 'lost', before?.mtimeMs);
    doubted(found);
    return found;
  }
  found?.close();
  tell(copy === null ? 'lost' : 'restored', backedUpAt(file) ?? undefined);
  putAside(file, wall());
  copy?.restore(doubted);
  const opened = openSound(file);
  if (opened === null) throw new AppError({ code: 'storage-failed', detail: 'other' });
  if (copy === null) doubted(opened);
  return opened;
}

const isOlder = (one: Numbers, other: Numbers): boolean =>
  one.jobs < other.jobs || one.attempts < other.attempts;
