import { hash, subtle } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureSize } from '#shared/models/image.ts';

/** Which picture. Addresses change when an image is edited and are signed, so they are no part of it (api.md). */
export interface PictureKey {
  /** Made from server and user, so no other account finds it (attacks A28). */
  accountId: string;
  imageId: string;
  updatedAt: number;
  size: PictureSize;
}

export type Bytes = Buffer<ArrayBuffer>;

/** Pictures on disk, in front of the image hosts. Disposable: no picture is missing for what the disk does. */
export interface PictureCache {
  /** The bytes that were written under this key; null where there are none, or not those (they are deleted then). */
  read(key: PictureKey): Promise<Bytes | null>;
  /** Keeps a picture. Does nothing once the disk has refused one. */
  write(key: PictureKey, bytes: Bytes): Promise<void>;
  /** Deletes what turned out to be no picture. */
  remove(key: PictureKey): Promise<void>;
  /**
   * Leaves no file of any account but these, writes under way included; whoever is signed in must be among them.
   * Rejects where the disk refuses, since then something was left.
   */
  keepOnly(accountIds: readonly string[]): Promise<void>;
}

/** A file is the key's hash, the picture's hash, the picture: one that was swapped, cut or altered shows. */
const hashLength = 32;
const headerLength = 2 * hashLength;

/** Where files are until they are whole; no account is called so. */
const incomingName = '.incoming';

/**
 * Opens the cache: one folder an account, files for the user's eyes only. A file appears whole or not at all; what a
 * crash left half written is swept here. A cap on size, with the oldest read thrown out, belongs in `store` (issue 3).
 * @param folder where it may keep its files; made where it is not there
 * @param onTrouble told why, once, when the disk refuses; nothing more is written then until the next start (faults.md 43)
 */
export function createPictureCache(folder: string, onTrouble: (cause: unknown) => void): PictureCache {
  const incoming = join(folder, incomingName);
  const writes = new Map<Promise<void>, string>();
  let isOff = false;
  let count = 0;

  function giveUp(cause: unknown): void {
    if (!isOff) onTrouble(cause);
    isOff = true;
  }

  const swept = sweep(incoming).catch(giveUp);

  async function store(key: PictureKey, bytes: Bytes): Promise<void> {
    await swept;
    if (isOff) return;
    const temporary = join(incoming, String(count++));
    try {
      const digest = Buffer.from(await subtle.digest('SHA-256', bytes));
      await writeFile(temporary, [keyHash(key), digest, bytes], { flag: 'wx', mode: 0o600 });
      await mkdir(join(folder, key.accountId), { recursive: true, mode: 0o700 });
      await rename(temporary, pathOf(folder, key));
    } catch (cause) {
      giveUp(cause);
      await rm(temporary, { force: true }).catch(giveUp);
    }
  }

  const remove = (key: PictureKey): Promise<void> => rm(pathOf(folder, key), { force: true }).catch(giveUp);

  return {
    async read(key) {
      const file = await readFile(pathOf(folder, key)).catch((cause: unknown) => {
        if (!isMissing(cause)) giveUp(cause);
        return null;
      });
      if (file === null) return null;
      if (await isWhole(file, key)) return file.subarray(headerLength);
      await remove(key);
      return null;
    },

    async write(key, bytes) {
      const write = store(key, bytes);
      writes.set(write, key.accountId);
      await write;
      writes.delete(write);
    },

    remove,

    async keepOnly(accountIds) {
      const isGone = (name: string): boolean => name !== incomingName && !accountIds.includes(name);
      await Promise.all([...writes].filter(([, owner]) => isGone(owner)).map(([write]) => write));
      await swept;
      const gone = (await readdir(folder)).filter(isGone);
      await Promise.all(gone.map((name) => rm(join(folder, name), { recursive: true, force: true })));
    },
  };
}

async function sweep(incoming: string): Promise<void> {
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
}

async function isWhole(file: Bytes, key: PictureKey): Promise<boolean> {
  if (file.length <= headerLength || !file.subarray(0, hashLength).equals(keyHash(key))) return false;
  const digest = await subtle.digest('SHA-256', file.subarray(headerLength));
  return file.subarray(hashLength, headerLength).equals(Buffer.from(digest));
}

const keyHash = ({ accountId, imageId, updatedAt, size }: PictureKey): Buffer =>
  hash('sha256', JSON.stringify([accountId, imageId, updatedAt, size]), 'buffer');

const pathOf = (folder: string, key: PictureKey): string =>
  join(folder, key.accountId, keyHash(key).toString('hex'));

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
