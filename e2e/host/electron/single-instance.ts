import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a second instance was started with. */
export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

export interface InstanceLock {
  release(): void;
}

/**
 * One instance a folder of user data. The lock is SQLite's on a file, which the system takes back however the process
 * ends; a second instance leaves a note for the first.
 * @returns null where another process holds it
 */
export function takeInstanceLock(
  folder: string,
  additionalData: unknown,
  onSecond: (second: SecondInstance) => void,
): InstanceLock | null {
  const notes = join(folder, 'second-instances');
  mkdirSync(notes, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'instance.lock'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && error.message.includes('locked'))) throw error;
    const note: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    const file = join(notes, `${process.pid}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return null;
  }
  const read = (): void => {
    for (const name of readdirSync(notes).filter((one) => one.endsWith('.json'))) {
      const file = join(notes, name);
      const note = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
      rmSync(file);
      onSecond(note);
    }
  };
  const watcher: FSWatcher = watch(notes, { persistent: false }, read);
  return {
    release: () => {
      watcher.close();
      lock.close();
    },
  };
}
