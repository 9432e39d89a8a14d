import { errorData, type AppErrorCode, type AppErrorData, type NotReachedReason } from '#shared/errors.ts';
import type { PostOutcome } from '../journal/journal.ts';
import type { SharingCalls } from './sharing-calls.ts';

/** After these the server may have read the request; after any other reason no byte of it was written (errors.ts). */
const maybeRead: ReadonlySet<NotReachedReason> = new Set(['timeout', 'reset']);
/** Said by this app before it asks anything. `session-expired` is not among them: it may be the server's 401. */
const ownRefusals: ReadonlySet<AppErrorCode> = new Set(['signed-out', 'bad-sharing-id']);

function wasSent(error: AppErrorData): boolean {
  if (error.code === 'not-reached') return maybeRead.has(error.reason);
  return !ownRefusals.has(error.code);
}

/**
 * Adds images to a sharing, once, and says what came of it; it never throws.
 * @param calls throws where nothing can be asked
 */
export async function post(
  calls: () => SharingCalls,
  sharingId: string,
  imageIds: readonly string[],
  unexpected: (thrown: unknown) => void,
): Promise<PostOutcome> {
  const failed = (thrown: unknown, mayBeSent: boolean): PostOutcome => {
    const error = errorData(thrown);
    if (error.code === 'internal') unexpected(thrown);
    return { error, wasSent: mayBeSent && wasSent(error) };
  };
  let ready: SharingCalls;
  try {
    ready = calls();
  } catch (thrown) {
    return failed(thrown, false);
  }
  try {
    return await ready.add(sharingId, imageIds);
  } catch (thrown) {
    return failed(thrown, true);
  }
}
