import { errorData } from '#shared/errors.ts';
import type { PostOutcome } from '../journal/journal.ts';
import { wasWritten } from '../transport/not-reached.ts';
import type { SharingCalls } from './sharing-calls.ts';

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
    return { error, wasSent: mayBeSent && wasWritten(error) };
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
