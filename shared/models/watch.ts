import { appError } from '../errors.ts';
import { z } from '../zod.ts';
import { albumId } from './album.ts';

/** Images of one watch at most: 80 an asking, so that a watch costs at most 25 calls a time. */
export const mostWatched = 2_000;

/** Images waited for until they are processed. Times are milliseconds since 1970. */
export const watch = z.object({
  id: z.uuid(),
  albumId,
  startedAt: z.number(),
  /** Asked last and next; null before the first, or where it has ended. */
  askedAt: z.number().nullable(),
  nextAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  total: z.int(),
  processed: z.int(),
  failed: z.int(),
  /** Not known to the server any more. */
  gone: z.int(),
  /** Those with a processing error, at most 100, each with what the record says. */
  failures: z.array(z.object({ id: z.string(), name: z.string(), says: z.string() })).max(100),
  /** Why the last asking failed; it is tried again at `nextAt`. */
  error: appError.nullable(),
});
export type Watch = z.infer<typeof watch>;
