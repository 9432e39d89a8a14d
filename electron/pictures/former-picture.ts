import { AppError } from '#shared/errors.ts';
import { createFailures } from './failures.ts';
import { usable } from './fetch-picture.ts';
import { createHosts } from './hosts.ts';
import { pictureAnswer, refuse, statuses } from './picture-answer.ts';
import { checkPicture, downloadPicture, type Picture, type Refusal } from './picture-download.ts';
import type { PictureKey } from './picture-file.ts';
import type { PictureParts } from './picture-source.ts';

/** A small picture as it was at some time, with the addresses that its record named then, best first, as written. */
export interface FormerPicture {
  accountId: string;
  imageId: string;
  /** The record's `updatedAt`, milliseconds since 1970; 0 where it named none. */
  version: number;
  addresses: readonly string[];
}

/**
 * Answers with pictures of versions that the library may hold no longer: from the disk, where they were seen before, else
 * from the addresses given, under the rules of every picture (picture-route.ts). No record is renewed for them: a former
 * version has none. A host may have it no longer, or have another picture there; so nobody but this answer holds on to it
 * by address.
 */
export function createFormerPictures({
  cache,
  account,
  now,
  onPicture,
}: Pick<PictureParts, 'cache' | 'account' | 'now' | 'onPicture'>) {
  const ask = createHosts(now);
  const failures = createFailures(now);
  /** Until the disk has them. */
  const onTheirWay = new Map<string, Picture>();
  let turn = 0;

  async function readKept(key: PictureKey): Promise<Picture | null> {
    const bytes = await cache.read(key);
    const picture = bytes && checkPicture(bytes, key.size);
    return typeof picture === 'object' ? picture : null;
  }

  async function find(wanted: FormerPicture, signal: AbortSignal): Promise<Picture | Refusal> {
    const owner = account();
    const { accountId, imageId, version: updatedAt } = wanted;
    if (owner?.id !== accountId) return 'missing';
    const key: PictureKey = { accountId, imageId, updatedAt, size: 'small' };
    const id = JSON.stringify([accountId, imageId, updatedAt]);
    const kept = onTheirWay.get(id) ?? (await readKept(key));
    if (kept !== null) {
      onPicture(accountId, true);
      return kept;
    }
    const standing = failures.standing(id);
    if (standing !== null) return standing;
    const mine = ++turn;
    const got = await downloadPicture(usable(wanted.addresses, owner.origin), {
      transport: owner.transport,
      size: key.size,
      turn: () => mine,
      insists: false,
      stopsWhenDenied: false,
      ask,
      signal,
    });
    if (typeof got !== 'object') {
      if (got !== 'unreached') failures.remember(id, got);
      return got;
    }
    failures.forget(id);
    onPicture(accountId, false);
    // After a sign-out nothing of that account may reach the disk any more. The answer does not wait for the disk.
    if (account()?.id === accountId) {
      onTheirWay.set(id, got);
      void cache.write(key, got.bytes).finally(() => onTheirWay.delete(id));
    }
    return got;
  }

  return async (wanted: FormerPicture, signal: AbortSignal): Promise<Response> => {
    try {
      const found = await find(wanted, signal);
      return typeof found === 'object' ? pictureAnswer(found, false) : refuse(statuses[found]);
    } catch (error) {
      if (error instanceof AppError && error.data.code === 'cancelled') return refuse(499);
      throw error;
    }
  };
}
