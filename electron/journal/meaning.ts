import type { AppErrorCode, AppErrorData } from '#shared/errors.ts';

/**
 * What an error of a call to a sharing says (faults.md 5).
 * - `not-done`: it was not carried out, and may be tried again after a pause.
 * - `refused`: the server said no; after one look at the sharing it has failed. It may yet be carried out, so nothing of
 *   it is sent again inside the fence.
 * - `expired`: refused for the token's age: behind the fence it is sent with a new one.
 * - `unclear`: it may have been carried out, or be yet. What is not known to be harmless is this.
 */
export type Meaning = 'not-done' | 'refused' | 'expired' | 'unclear';

const meanings: Partial<Record<AppErrorCode, Meaning>> = {
  'rate-limited': 'not-done',
  'signed-out': 'not-done',
  'bad-sharing-id': 'refused',
  'access-denied': 'refused',
  'not-found': 'refused',
  refused: 'refused',
  'session-expired': 'expired',
};

/** @param wasSent false where no byte of the request was written */
export function meaningOf(error: AppErrorData, wasSent: boolean): Meaning {
  if (!wasSent) return error.code === 'bad-sharing-id' ? 'refused' : 'not-done';
  return meanings[error.code] ?? 'unclear';
}

/** True where the refusal may be one image's fault: those of a part of several are then sent one by one. */
export const mayBeOneImage = ({ code }: AppErrorData): boolean => code === 'refused' || code === 'not-found';

/** What a sharing that cannot be read says of what is to be done in it. */
export type Unreadable =
  /** It is gone. */
  | 'gone'
  /** This token may not read it; it may be allowed to add to it all the same (api.md: each right is its own). */
  | 'not-allowed'
  /** The server does not want to be asked like this. */
  | 'refused'
  /** It will pass: ask again. */
  | 'passing';

export function unreadableBecause(error: AppErrorData): Unreadable {
  if (error.code === 'not-found' || (error.code === 'refused' && error.status === 410)) return 'gone';
  if (error.code === 'access-denied') return 'not-allowed';
  return error.code === 'refused' || error.code === 'bad-sharing-id' ? 'refused' : 'passing';
}
