import { appError } from '../errors.ts';
import { z } from '../zod.ts';
import { albumId } from './album.ts';
import { resyncKind } from './resync.ts';

/** Albums of one queue at most. */
export const mostQueued = 5_000;

/** One album of the queue. */
export const queuedAlbum = z.object({
  albumId,
  status: z.enum(['queued', 'running', 'done', 'failed']),
  /** Its report, once there is one. */
  resyncId: z.uuid().nullable(),
  /** By kind, what the report counts. */
  counts: z.partialRecord(resyncKind, z.int()),
  error: appError.nullable(),
});
export type QueuedAlbum = z.infer<typeof queuedAlbum>;

/**
 * `running`; `paused` by the user; `over-budget`: today's calls are used up, it goes on tomorrow or when the budget is
 * raised; `waiting`: for the server or for Renew, goes on by itself; `ended`.
 */
const queueStatus = z.enum(['running', 'paused', 'over-budget', 'waiting', 'ended']);

/** The queue of albums of an account; one at a time. Times are milliseconds since 1970. */
export const albumQueue = z.object({
  id: z.uuid(),
  status: queueStatus,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  total: z.int(),
  /** Albums by what became of them; `changed` are those of `done` in which anything is not as it was. */
  counts: z.object({ queued: z.int(), done: z.int(), changed: z.int(), failed: z.int() }),
  running: albumId.nullable(),
  /** Why it waits. */
  error: appError.nullable(),
});
export type AlbumQueue = z.infer<typeof albumQueue>;
