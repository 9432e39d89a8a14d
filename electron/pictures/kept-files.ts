import { lstat, readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one folder: those of an account whose names begin alike. */
interface Shelf {
  /** `<account>/<first two letters>` */
  name: string;
  bytes: number;
  files: KeptFile[];
}

interface KeptFile {
  path: string;
  bytes: number;
  /** When it was last used, seconds since 1970. */
  usedAt: number;
}

/** Files looked at side by side: 16 cost the main thread 50 µs, and then others have their turn. */
const atOnce = 16;

/**
 * Goes through all kept files, one shelf (some thousands of files at most) in memory at a time. What goes or comes
 * meanwhile is seen or not.
 * @param folder holds one folder an account, which holds the shelves; names that begin with a dot are not accounts
 */
export async function* shelves(folder: string): AsyncGenerator<Shelf> {
  for (const account of await namesIn(folder)) {
    if (account.startsWith('.')) continue;
    for (const letters of await namesIn(join(folder, account))) {
      const name = join(account, letters);
      const paths = (await namesIn(join(folder, name))).map((file) => join(folder, name, file));
      const files = (await fewAtOnce(paths, look)).filter((file) => file !== null);
      yield { name, files, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
    }
  }
}

/**
 * Deletes the files that were not used for the longest time, where all together are more than `most` bytes. Files used
 * within the same second go in any order.
 * @param onShelf told of each shelf how many bytes were left on it and how many are gone
 */
export async function deleteOldest(
  folder: string,
  most: number,
  onShelf: (name: string, left: number, gone: number) => void,
): Promise<void> {
  const { until, ofLast } = await oldest(folder, most);
  let goneOfLast = 0;
  for await (const { name, files, bytes } of shelves(folder)) {
    let gone = 0;
    for (const file of files) {
      const isLast = file.usedAt === until;
      if (file.usedAt > until || (isLast && goneOfLast >= ofLast)) continue;
      await unlink(file.path).catch(unlessMissing);
      if (isLast) goneOfLast += file.bytes;
      gone += file.bytes;
    }
    onShelf(name, bytes - gone, gone);
  }
}

/**
 * The second up to which files must go, and how many bytes of those used within that second. A sum for each second in
 * which files were used is all it holds of them.
 */
async function oldest(folder: string, most: number): Promise<{ until: number; ofLast: number }> {
  const bytesAt = new Map<number, number>();
  let excess = -most;
  for await (const { files, bytes } of shelves(folder)) {
    excess += bytes;
    for (const file of files) bytesAt.set(file.usedAt, (bytesAt.get(file.usedAt) ?? 0) + file.bytes);
  }
  // A hundred thousand numbers are sorted in 6 ms so, and in 40 as pairs.
  for (const usedAt of Float64Array.from(bytesAt.keys()).sort()) {
    const bytes = bytesAt.get(usedAt) ?? 0;
    if (excess <= bytes) return { until: usedAt, ofLast: excess };
    excess -= bytes;
  }
  return { until: Number.NEGATIVE_INFINITY, ofLast: 0 };
}

async function look(path: string): Promise<KeptFile | null> {
  const found = await lstat(path).catch(unlessMissing);
  return found?.isFile() === true
    ? { path, bytes: found.size, usedAt: Math.floor(found.mtimeMs / 1_000) }
    : null;
}

/**
 * Deletes a folder and all in it, a few files at a time: `rm` alone held up the main thread for 0.2 s at 100,000 files.
 * @throws where the disk refuses
 */
export async function deleteFolder(folder: string): Promise<void> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(unlessMissing)) ?? [];
  const files = entries.filter((entry) => !entry.isDirectory());
  for (const entry of entries) if (entry.isDirectory()) await deleteFolder(join(folder, entry.name));
  await fewAtOnce(files, ({ name }) => rm(join(folder, name), { force: true }));
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function fewAtOnce<T, Done>(all: readonly T[], work: (one: T) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  for (let at = 0; at < all.length; at += atOnce) {
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))));
  }
  return done;
}

/** Names in a folder; none where it is gone, or no folder. */
const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(unlessMissing)) ?? [];

/** @throws anything but that a file is not there (or no folder where one was looked for). */
export function unlessMissing(cause: unknown): undefined {
  if (!isMissing(cause)) throw cause;
}

export const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
