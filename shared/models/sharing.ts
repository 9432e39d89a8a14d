import { appError } from '../errors.ts';
import { labels } from '../label.ts';
import { albumId } from './album.ts';
import { imageId } from './image.ts';
import { z } from '../zod.ts';

/** A sharing's id: a secret in itself (it opens the sharing without a token), so no log may hold it. */
export const sharingId = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\w.-]+$/);

/** A sharing of an album. `id` is null where only the token names it: it can be shown, not sent to. */
export const sharing = z.object({ id: sharingId.nullable(), name: z.string(), labels });
export type Sharing = z.infer<typeof sharing>;

/** What became of one image of a share. `unknown`: the server may have done it; it is not sent again by itself. */
export const shareOutcome = z.enum(['queued', 'sending', 'shared', 'already-shared', 'failed', 'unknown']);
export type ShareOutcome = z.infer<typeof shareOutcome>;

/** One image of a share job. */
export const shareItem = z.object({
  imageId: z.string(),
  name: z.string(),
  outcome: shareOutcome,
  /** Why it failed or is unknown. */
  error: appError.nullable(),
  /** The public link, absolute, on the server's own origin; null until shared. */
  link: z.string().nullable(),
});
export type ShareItem = z.infer<typeof shareItem>;

/** A share job without its items. Times are milliseconds since 1970. */
export const shareJob = z.object({
  id: z.uuid(),
  albumId,
  labels,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  counts: z.record(shareOutcome, z.int()),
});
export type ShareJob = z.infer<typeof shareJob>;

/** Where a share goes: one of the album's sharings, or an id that the user typed. */
export const shareRequest = z.object({
  /** Made by the page, once a dialog: a second click or Enter names the same job and is answered with it. */
  jobId: z.uuid(),
  albumId,
  sharingId,
  labels,
  /** In the order they are shown. */
  imageIds: z.array(imageId).min(1).max(100_000),
});
export type ShareRequest = z.infer<typeof shareRequest>;
