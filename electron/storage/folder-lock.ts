import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite.ts';

/**
 * Takes a data folder for this process alone. The system lets go of it when the process ends, however it ends, which no
 * file with a process id in it does.
 * @returns what lets go of it; null where another process has it
 * @throws what SQLite says of a folder that cannot be written to
 */
export function holdFolder(folder: string): (() => void) | null {
  const database = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT');
    return () => database.close();
  } catch (thrown) {
    database.close();
    if (isBusy(thrown)) return null;
    throw thrown;
  }
}
