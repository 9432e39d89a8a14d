import type { z } from '#shared/zod.ts';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One small JSON file that only its user may read. */
export interface PrivateFile<T> {
  /** Null where there is none, or it is torn or of another shape: then it counts as none (faults row 47). */
  read(): Promise<T | null>;
  /** Replaces it as a whole: after a crash there is the old one or the new one (faults.md 4). Not for two at once. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
}

/** @param path its folder is there already */
export function privateFile<T>(path: string, schema: z.ZodType<T>): PrivateFile<T> {
  // One name, not one a process: what a crash left is replaced by the next write.
  const temporary = `${path}.tmp`;
  return {
    read: async () => {
      try {
        return schema.parse(JSON.parse(await readFile(path, 'utf8')));
      } catch {
        return null;
      }
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
      await rm(temporary, { force: true });
      await rm(path, { force: true });
    },
  };
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
