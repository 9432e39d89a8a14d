import { AppError } from '#shared/errors.ts';
import type { z } from '#shared/zod.ts';
import { access, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** One small JSON file that only its user may read. */
export interface PrivateFile<T> {
  /**
   * Null where there is none, or it is torn or of another shape: then it is put aside, and counts as none from then on
   * (faults row 47).
   * @throws AppError `storage-failed` where there is one that cannot be read: it may be whole, so nothing is to be put in
   *   its place before a later call has read it
   */
  read(): Promise<T | null>;
  /** Replaces it as a whole: after a crash there is the old one or the new one (faults.md 4). Not for two at once. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** Whether one was put aside, by this run or a former one. */
  hasAside(): Promise<boolean>;
  /** Forgets what was put aside: somebody of whom it may tell has signed out. */
  removeAside(): Promise<void>;
}

interface PrivateFileOptions<T> {
  /** Its folder is there already. */
  path: string;
  schema: z.ZodType<T>;
  /** Told once that it cannot be read, and of each that was put aside: by its name, and by nothing of what is in it. */
  onTrouble: (cause: unknown) => void;
}

/** Behind the name of a file that was put aside; the newest one is kept. */
const asideEnding = '.damaged';

export function privateFile<T>({ path, schema, onTrouble }: PrivateFileOptions<T>): PrivateFile<T> {
  // One name, not one a process: what a crash left is replaced by the next write.
  const temporary = `${path}.tmp`;
  const aside = `${path}${asideEnding}`;
  let isRefused = false;

  function refused(thrown: unknown): AppError {
    const why = systemCode(thrown);
    if (!isRefused) onTrouble(new Error(`${basename(path)} cannot be read: ${why}; it stays as it is`));
    isRefused = true;
    return new AppError({ code: 'storage-failed', detail: 'other' }, { cause: thrown });
  }

  async function textOf(): Promise<string | null> {
    try {
      const text = await readFile(path, 'utf8');
      isRefused = false;
      return text;
    } catch (thrown) {
      if (systemCode(thrown) === 'ENOENT') return null;
      throw refused(thrown);
    }
  }

  return {
    read: async () => {
      const text = await textOf();
      if (text === null) return null;
      const value = valueOf(text, schema);
      if (value !== null) return value;
      await rename(path, aside).catch((thrown: unknown) => {
        throw refused(thrown);
      });
      onTrouble(new Error(`${basename(path)} is damaged, and was put aside as ${basename(aside)}`));
      return null;
    },
    write: async (value) => {
      await rm(temporary, { force: true });
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify(value), 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
    },
    remove: async () => {
      for (const each of [temporary, aside, path]) await rm(each, { force: true });
    },
    hasAside: () =>
      access(aside).then(
        () => true,
        () => false,
      ),
    removeAside: () => rm(aside, { force: true }),
  };
}

const systemCode = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';

function valueOf<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // What a parser says of it would quote it.
    return null;
  }
}

/** Makes the renaming itself last; Windows opens no folder and keeps its own order. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
