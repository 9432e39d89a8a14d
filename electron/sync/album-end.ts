import type { AppErrorCode, AppErrorData } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';

/**
 * What a resync's end says of its album in a queue.
 * - `failed`: no other album need meet that; with `isDoubtful` others may: a server in trouble, a proxy page
 * - `troubled`: it may be this album's alone or every album's, which only the others can show
 * - `blocked`: every album would meet that, so that it is asked again later
 * - `session`: it rests until somebody is signed in
 */
export type AlbumEnd =
  | { kind: 'done' }
  | { kind: 'failed'; error: AppErrorData; isDoubtful: boolean }
  | { kind: 'troubled'; error: AppErrorData }
  | { kind: 'blocked'; error: AppErrorData }
  | { kind: 'session'; error: AppErrorData };

const ofEveryAlbum: ReadonlySet<AppErrorCode> = new Set(['not-reached', 'storage-failed']);
const ofTheSession: ReadonlySet<AppErrorCode> = new Set(['session-expired', 'signed-out']);
const doubtful: ReadonlySet<AppErrorCode> = new Set([
  'server-failed',
  'unreadable-answer',
  'cut-answer',
  'redirected',
  'internal',
]);

export function endByError(error: AppErrorData): AlbumEnd {
  if (ofTheSession.has(error.code)) return { kind: 'session', error };
  if (mayBeItsOwn(error)) return { kind: 'troubled', error };
  if (ofEveryAlbum.has(error.code)) return { kind: 'blocked', error };
  return { kind: 'failed', error, isDoubtful: doubtful.has(error.code) };
}

/** There is a server: its answer broke off or never came, or it says that this is too much. */
const mayBeItsOwn = (error: AppErrorData): boolean =>
  error.code === 'rate-limited' ||
  (error.code === 'not-reached' && (error.reason === 'timeout' || error.reason === 'reset'));

export function albumEnd({ status, error }: Pick<Resync, 'status' | 'error'>): AlbumEnd {
  if (status === 'cancelled') return endByError({ code: 'cancelled' });
  if (status !== 'ended') return { kind: 'session', error: error ?? { code: 'session-expired' } };
  return error === null ? { kind: 'done' } : endByError(error);
}
