import type { AppErrorData } from '#shared/errors.ts';
import type { JournalParts } from './journal-parts.ts';

/** No list tells whether an image is there: the user decides. */
export const cannotLookUp: AppErrorData = { code: 'cannot-look-up' };

/** Where the list cannot tell, and this computer has shared an image there before, the user decides. */
export function askAboutShared({ images, outcomes }: JournalParts, lane: number): void {
  for (const image of images.sharedByOthers(lane)) outcomes.needsUser(image, cannotLookUp);
}
