import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those it is to be in, for this user alone. Not Node's `recursive`: that one tries for ever where a
 * folder is there and nothing can be made in it, such as `/proc`.
 * @throws what the file system says
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    // Somebody else may have made it meanwhile.
    if (!existsSync(folder)) throw thrown;
  }
}
