import { appError } from '../errors.ts';
import { z } from '../zod.ts';

/**
 * Any Salesforce id (15 or 18 characters) or custom string (api.md). The empty id stands for images whose record
 * names no album. Control characters are refused, since an id becomes part of a path.
 */
export const albumId = z.string().refine(isAlbumId);

/** The same, without the schema's cost. */
export function isAlbumId(text: string): boolean {
  return text.length <= 255 && /^\P{Cc}*$/u.test(text);
}

/** One line of the album list. */
export const albumSummary = z.object({
  id: albumId,
  /** What the library holds where it holds the album, else what `GET /albums` counts, else null. */
  imagesCount: z.number().nullable(),
});
export type AlbumSummary = z.infer<typeof albumSummary>;

/** What the library holds of one album. Without images it is empty, or the right to list it is missing: both are `200 []`. */
export const albumState = z.object({
  accountId: z.string(),
  albumId,
  /** Grows with every change of the album. */
  revision: z.int(),
  /**
   * The keys of its columns' parts, in order (`columns/layout.ts`). What a key stands for never changes: the page
   * fetches the parts it does not hold. Only the likenesses within may be newer.
   */
  parts: z.array(z.int()),
  /** While the server's first answer still arrives: more images will follow, and the counts are those so far. */
  arriving: z.boolean(),
  /**
   * Whether a server's answer has arrived to its end. Where not and nothing arrives, the first one broke off
   * (`staleBecause`): what came of it is shown, more is missing.
   */
  isWhole: z.boolean(),
  imagesCount: z.int(),
  /** Milliseconds since 1970 of the server's answer that this state stands for. */
  syncedAt: z.number(),
  /** Images whose tags and uploader are known; the album's own route does not carry them. */
  completeCount: z.int(),
  /** Images shown although their record had fields that could not be read. */
  oddCount: z.int(),
  /** Elements of the answer that hold nothing to show: not an object, or broken JSON. */
  unreadableCount: z.int(),
  /** Records whose id had been seen before in the same answer; the first is shown. */
  repeatedCount: z.int(),
  /** Why the newest attempt to ask the server failed, where what is shown is older; null after a success. */
  staleBecause: appError.nullable(),
});
export type AlbumState = z.infer<typeof albumState>;
