import { mkdir, readdir, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PictureUsage } from '#shared/models/pictures.ts';
import { deleteFolder, deleteOldest, shelves, unlessMissing } from './kept-files.ts';
import {
  contentOf,
  headerLength,
  keyHash,
  markUsed,
  pictureIn,
  writePicture,
  type Bytes,
  type PictureKey,
} from './picture-file.ts';
import { createUsedLately } from './used-lately.ts';

/** Pictures on disk, in front of the image hosts. Disposable: no picture is missing for what the disk does. */
export interface PictureCache {
  /** The bytes that were written under this key; null where there are none, or not those (they are deleted then). */
  read(key: PictureKey): Promise<Bytes | null>;
  /** Keeps a picture. Does nothing while the disk refuses, where none are to be kept, and where the disk lags far behind. */
  write(key: PictureKey, bytes: Bytes): Promise<void>;
  /** Deletes what turned out to be no picture. */
  remove(key: PictureKey): Promise<void>;
  /** What is kept now, of all accounts together. */
  usage(): Promise<PictureUsage>;
  /** How many bytes may be kept from now on; where there are more, those used longest ago go at once. 0: none are kept. */
  setCap(bytes: number): void;
  /** Deletes all pictures. @throws AppError `storage-failed` where the disk refuses, since then some were left. */
  clear(): Promise<void>;
  /**
   * Leaves no file of any account but these, writes under way included; whoever is signed in must be among them.
   * Rejects where the disk refuses, since then something was left.
   */
  keepOnly(accountIds: readonly string[]): Promise<void>;
}

export interface PictureCacheOptions {
  /** Where it may keep its files; made where it is not there. */
  folder: string;
  /** Bytes that may be kept, of all accounts together. */
  cap: number;
  /** Told why, once, when the disk refuses (faults.md 43). */
  onTrouble: (cause: unknown) => void;
}

/** Where files are until they are whole, and folders once they are to go; no account is called so. */
const passingName = '.passing';

/** So much is left where the cap was passed, so that the next picture does not pass it again. */
const leftOfCap = 0.9;

/** The disk of a busy computer may lag behind the line; what waits for it is held in memory. */
const mostWaiting = 64 * 2 ** 20;

const minute = 60_000;
const pauseAfterRefusal = 5 * minute;
const pauseBeforeCount = minute / 4;

/**
 * Opens the cache: `<folder>/<account>/<two letters>/<hash>`, files for the user's eyes only. A file appears whole or not
 * at all; what a crash left half written is swept here. A file's time of change says when it was used last, to the hour.
 * While the disk refuses, nothing is written, and it is asked again every five minutes.
 */
export function createPictureCache({ folder, cap: firstCap, onTrouble }: PictureCacheOptions): PictureCache {
  const passing = join(folder, passingName);
  const writes = new Map<Promise<void>, string>();
  const isFirstUse = createUsedLately(() => performance.now());
  /** Bytes on each shelf, once they were counted. */
  const kept = new Map<string, number>();
  /** Shelves on which pictures came or went by name since the last eviction began. */
  const changed = new Set<string>();
  let cap = firstCap;
  let isCounted = false;
  let isEvicting = false;
  let refusedAt: number | null = null;
  let wasTold = false;
  let waiting = 0;
  let passed = 0;
  /** Work on all files, one after the other. */
  let jobs: Promise<unknown> = sweep(passing).catch(giveUp);

  const swept = jobs;
  const total = (): number => [...kept.values()].reduce((sum, bytes) => sum + bytes, 0);
  const shelfOf = (accountId: string, name: string): string => join(accountId, name.slice(0, 2));
  const pathOf = ({ accountId }: PictureKey, name: string): string =>
    join(folder, shelfOf(accountId, name), name);
  const isOff = (): boolean => refusedAt !== null && performance.now() - refusedAt < pauseAfterRefusal;

  function giveUp(cause: unknown): void {
    refusedAt = performance.now();
    if (!wasTold) onTrouble(cause);
    wasTold = true;
  }

  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = jobs.then(job);
    jobs = done.catch(() => undefined);
    return done;
  }

  async function count(): Promise<void> {
    if (isCounted) return;
    for await (const { name, bytes } of shelves(folder)) kept.set(name, bytes);
    isCounted = true;
    void keepWithinCap();
  }

  async function keepWithinCap(): Promise<void> {
    if (!isCounted || isEvicting || total() <= cap) return;
    isEvicting = true;
    const isDone = await inTurn(evict).then(() => true, giveUp);
    isEvicting = false;
    // More may have come meanwhile, or the cap may be lower.
    if (isDone === true) void keepWithinCap();
  }

  async function evict(): Promise<void> {
    const unseen = new Set(kept.keys());
    changed.clear();
    await deleteOldest(folder, cap * leftOfCap, (name, left, gone) => {
      // Where pictures came meanwhile, whether they were among those looked at cannot be told.
      kept.set(name, changed.has(name) ? Math.max(0, (kept.get(name) ?? 0) - gone) : left);
      unseen.delete(name);
    });
    for (const name of unseen) if (!changed.has(name)) kept.delete(name);
  }

  function addTo(shelf: string, bytes: number): void {
    changed.add(shelf);
    kept.set(shelf, Math.max(0, (kept.get(shelf) ?? 0) + bytes));
    void keepWithinCap();
  }

  async function store(key: PictureKey, bytes: Bytes): Promise<void> {
    await swept;
    const hash = keyHash(key);
    const name = hash.toString('hex');
    const temporary = join(passing, String(passed++));
    try {
      await writePicture(pathOf(key, name), temporary, hash, bytes);
      isFirstUse(hash);
      addTo(shelfOf(key.accountId, name), headerLength + bytes.length);
      refusedAt = null;
    } catch (cause) {
      giveUp(cause);
      await rm(temporary, { force: true }).catch(giveUp);
    }
  }

  async function discard(key: PictureKey, name: string, bytes: number): Promise<void> {
    await unlink(pathOf(key, name)).then(() => addTo(shelfOf(key.accountId, name), -bytes), unlessMissing);
  }

  /** Folders go out of the way at once, so that pictures that come now are not among those that go. */
  async function deleteAccounts(isGone: (name: string) => boolean): Promise<void> {
    await Promise.all([...writes].filter(([, owner]) => isGone(owner)).map(([write]) => write));
    await swept;
    const names = (await readdir(folder)).filter((name) => name !== passingName && isGone(name));
    for (const name of names) {
      const gone = await putAside(join(folder, name));
      for (const shelf of kept.keys()) if (shelf.startsWith(join(name, '/'))) kept.delete(shelf);
      await deleteFolder(gone);
    }
  }

  /** Windows moves no folder of which a file is being read; it is deleted where it is. */
  async function putAside(path: string): Promise<string> {
    const aside = join(passing, String(passed++));
    return rename(path, aside).then(
      () => aside,
      () => path,
    );
  }

  setTimeout(() => void inTurn(count).catch(giveUp), pauseBeforeCount).unref();

  return {
    async read(key) {
      const hash = keyHash(key);
      const name = hash.toString('hex');
      const path = pathOf(key, name);
      const file = await contentOf(path).catch(giveUp);
      if (file === undefined || file === null) return null;
      const bytes = await pictureIn(file, hash);
      if (bytes === null) await discard(key, name, file.length).catch(giveUp);
      else if (isFirstUse(hash)) markUsed(path, giveUp);
      return bytes;
    },

    async write(key, bytes) {
      if (cap === 0 || isOff() || waiting + bytes.length > mostWaiting) return;
      waiting += bytes.length;
      const write = store(key, bytes);
      writes.set(write, key.accountId);
      await write;
      writes.delete(write);
      waiting -= bytes.length;
    },

    async remove(key) {
      const file = keyHash(key).toString('hex');
      const content = await contentOf(pathOf(key, file)).catch(giveUp);
      await discard(key, file, content?.length ?? 0).catch(giveUp);
    },

    async usage() {
      await inTurn(count).catch(giveUp);
      await jobs;
      return { bytes: total(), isRefused: refusedAt !== null };
    },

    setCap(bytes) {
      if (bytes === cap) return;
      cap = bytes;
      refusedAt = null;
      void inTurn(count).then(keepWithinCap, giveUp);
    },

    async clear() {
      await inTurn(() => deleteAccounts(() => true)).catch((cause: unknown) => {
        throw new AppError({ code: 'storage-failed', detail: 'unwritable' }, { cause });
      });
      refusedAt = null;
    },

    keepOnly: (accountIds) => inTurn(() => deleteAccounts((name) => !accountIds.includes(name))),
  };
}

async function sweep(passing: string): Promise<void> {
  await deleteFolder(passing);
  await mkdir(passing, { recursive: true, mode: 0o700 });
}
