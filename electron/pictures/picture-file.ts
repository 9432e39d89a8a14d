import { hash, subtle } from 'node:crypto';
import { readFile, utimes } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureSize } from '#shared/models/image.ts';
import { isMissing } from './kept-files.ts';

/** Which picture. Addresses change when an image is edited and are signed, so they are no part of it (api.md). */
export interface PictureKey {
  /** Made from server and user, so no other account finds it (attacks A28). */
  accountId: string;
  imageId: string;
  /** The record's `updated_at`, milliseconds since 1970; 0 where it names none. */
  updatedAt: number;
  size: PictureSize;
}

export type Bytes = Buffer<ArrayBuffer>;

/** A file is the key's hash, the picture's hash, the picture: one that was swapped, cut or altered shows. */
const hashLength = 32;
export const headerLength = 2 * hashLength;

/**
 * Up to here a picture is hashed where it stands: 10 kB take 6 µs, which is what asking another thread costs the main
 * thread as well. 5 MB take 3 ms, and are left to the other thread.
 */
const mostAtOnce = 64 * 2 ** 10;

/** A key's hash, which is also its file's name: it says nothing of what is in it. */
export const keyHash = ({ accountId, imageId, updatedAt, size }: PictureKey): Buffer =>
  hash('sha256', JSON.stringify([accountId, imageId, updatedAt, size]), 'buffer');

/**
 * Writes a picture's file, for the user's eyes only: it appears whole or not at all.
 * @param temporary where it is until it is whole, on the same disk
 */
export async function writePicture(
  path: string,
  temporary: string,
  key: Buffer,
  bytes: Bytes,
): Promise<void> {
  await writeFile(temporary, [key, await digest(bytes), bytes], { flag: 'wx', mode: 0o600 });
  await moveInto(path, temporary);
}

/** The picture in a file; null where the file is not whole, or another key's. */
export async function pictureIn(file: Bytes, key: Buffer): Promise<Bytes | null> {
  if (file.length <= headerLength || !file.subarray(0, hashLength).equals(key)) return null;
  const bytes = file.subarray(headerLength);
  return file.subarray(hashLength, headerLength).equals(await digest(bytes)) ? bytes : null;
}

async function digest(bytes: Bytes): Promise<Buffer> {
  if (bytes.length <= mostAtOnce) return hash('sha256', bytes, 'buffer');
  return Buffer.from(await subtle.digest('SHA-256', bytes));
}

async function moveInto(path: string, temporary: string): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await rename(temporary, path);
  }
}

/** A file in full; null where there is none. By callback: a promise's `readFile` costs the main thread twice as much. */
export const contentOf = (path: string): Promise<Bytes | null> =>
  new Promise((resolve, reject) => {
    readFile(path, (cause, content) => {
      if (cause === null) resolve(content);
      else if (isMissing(cause)) resolve(null);
      else reject(cause);
    });
  });

/** Writes when a file was used last. Nobody waits for it: what was read is on its way already. */
export function markUsed(path: string, onTrouble: (cause: unknown) => void): void {
  const now = new Date();
  utimes(path, now, now, (cause) => {
    if (cause !== null && !isMissing(cause)) onTrouble(cause);
  });
}
