import type { AppErrorCode } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { differs } from './untold.ts';

/** 0: nothing changed; 1: something did, or was not found where it was expected; 2: some failed; 3: could not run. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** Where one of these is all that came of it, it was not the album's fault. */
const couldNotRun: ReadonlySet<AppErrorCode> = new Set([
  'not-reached',
  'session-expired',
  'storage-failed',
  'not-sharinpix',
]);

/**
 * What all of a run came to. An interrupted one counts as failed: nobody knows the rest.
 * @param earlier what earlier runs found and is told only now
 */
export function exitStatusOf(resyncs: readonly Resync[], earlier: readonly Resync[]): ExitStatus {
  const isAnswered = resyncs.some(
    ({ done, counts, error }) => error === null && (done === 0 || done > counts.failed),
  );
  const reasons = resyncs.flatMap(({ error }) => (error === null ? [] : [error.code]));
  if (!isAnswered && reasons.length > 0 && reasons.every((code) => couldNotRun.has(code))) return 3;
  if (resyncs.some(({ status, error, counts }) => status !== 'ended' || error !== null || counts.failed > 0))
    return 2;
  const isOtherwise = resyncs.some((resync) => differs(resync) || inAnotherAlbum(resync) > 0);
  return isOtherwise || earlier.length > 0 ? 1 : 0;
}

/**
 * Of ids that were asked for with an album, how many are not in it: whoever named it expects them there. In the answer to
 * a whole album it is the server that lists such a record there.
 */
export const inAnotherAlbum = ({ scope, albumId, marks }: Resync): number =>
  scope === 'ids' && albumId !== '' ? marks['other-album'] : 0;
