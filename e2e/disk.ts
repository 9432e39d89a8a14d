import { execFileSync } from 'node:child_process';
import { chmod, open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type App } from './app.ts';

/** What can be done to the disk that the app keeps its data on; undone with the test. */
export interface Disk {
  /** Starts the app on a disk of its own of so many megabytes. Skips the test where this user may mount none. */
  startOn(megabytes: number): Promise<App>;
  /** Has nobody write to a file; false where that cannot be had. */
  makeReadOnly(path: string): Promise<boolean>;
}

/** True where it could be mounted. */
function mount(args: string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The app's `test`, with the disk under it. */
export const test = base.extend<{ disk: Disk }>({
  disk: async ({ start }, use) => {
    const mounted: string[] = [];
    await use({
      startOn: async (megabytes) => {
        const first = await start();
        await first.close();
        const done = mount(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', first.folder]);
        if (done) mounted.push(first.folder);
        test.skip(!done, 'this user may mount no disk');
        return first.restart();
      },
      makeReadOnly: async (path) => {
        await chmod(path, 0o400);
        const opened = await open(path, 'r+').catch(() => null);
        await opened?.close();
        if (opened === null) return true;
        // Root may write to any file but on a disk that is read-only, so it gets one of that file alone.
        if (!mount(['--bind', path, path])) return false;
        mounted.push(path);
        return mount(['-o', 'remount,bind,ro', path]);
      },
    });
    for (const path of mounted) execFileSync('umount', ['--lazy', path]);
  },
});

/** Fills the disk of a folder but for so many bytes; gives the file that fills it. */
export async function fill(folder: string, left: number): Promise<string> {
  const filler = join(folder, 'filler');
  const { bavail, bsize } = await statfs(folder);
  const out = await open(filler, 'w');
  await out.write(Buffer.alloc(Math.max(0, bavail * bsize - left)));
  await out.close();
  return filler;
}

/** Makes the bytes of a file between two places others. */
export async function overwrite(path: string, from: number, to: number): Promise<void> {
  const out = await open(path, 'r+');
  await out.write(Buffer.alloc(to - from, 0xa5), 0, to - from, from);
  await out.close();
}
