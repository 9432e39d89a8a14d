import type { FieldChange } from '#shared/models/resync.ts';

/**
 * The file, or how it is shown. Not the picture's address: it changes with every edit, of a title as well (api.md), and
 * is signed anew each time.
 */
const ofPicture: ReadonlySet<string> = new Set(['etag', 'bytes', 'rotation', 'crop', 'width', 'height']);

/** Whether the image looks different, so that both pictures are worth showing. */
export const looksOther = (changes: readonly FieldChange[]): boolean =>
  changes.some(({ field }) => ofPicture.has(field));
