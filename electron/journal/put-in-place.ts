import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a finished file in another's place: after a crash there is the old one or the new one, whole. Blocks, as all of the
 * journal's thread does.
 */
export function putInPlace(temporary: string, path: string): void {
  sync(temporary, 'r+');
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Makes what was made or renamed in a folder last; Windows opens no folder and keeps its own order. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const opened = openSync(path, flags);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
