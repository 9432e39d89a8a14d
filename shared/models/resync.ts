import { appError } from '../errors.ts';
import { albumId } from './album.ts';
import { z } from '../zod.ts';

/** One field of an image, before and after, as text for people; null where there was or is nothing. */
export const fieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChange>;

/** What a resync found for one image. Every image asked or known counts once. */
export const resyncKind = z.enum(['unchanged', 'changed', 'added', 'removed', 'not-found']);
export type ResyncKind = z.infer<typeof resyncKind>;

/** An image that is not as it was. */
export const resyncRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: resyncKind,
  changes: z.array(fieldChange),
  /** `not-found` only: the library held it before. */
  knownBefore: z.boolean(),
});
export type ResyncRow = z.infer<typeof resyncRow>;

/** The answer to a resync. `rows` leaves out the unchanged. Times are milliseconds since 1970. */
export const resyncReport = z.object({
  id: z.uuid(),
  albumId,
  scope: z.enum(['album', 'ids']),
  startedAt: z.number(),
  endedAt: z.number(),
  counts: z.record(resyncKind, z.int()),
  rows: z.array(resyncRow),
  /** Ids that were asked for and got no answer, with the reason: neither found nor missing. */
  failed: z.array(z.object({ ids: z.array(z.string()), error: appError })),
});
export type ResyncReport = z.infer<typeof resyncReport>;
