import { appError } from '../errors.ts';
import { z } from '../zod.ts';
import { albumId } from './album.ts';

/** One field of an image, before and after, as text for people; null where there was or is nothing. */
export const fieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChange>;

/**
 * What a resync found for one image; each image counts once. An image that changed and moved is `changed`, with the mark
 * `moved`. `removed` is said of a whole album only; `not-found` of ids that were asked for. `failed`: asked, and no
 * answer came. The order is the report's: a kind's place here is its number in `shared/report-index.ts`.
 */
export const resyncKinds = [
  'failed',
  'changed',
  'moved',
  'added',
  'removed',
  'not-found',
  'unchanged',
] as const;
export const resyncKind = z.enum(resyncKinds);
export type ResyncKind = z.infer<typeof resyncKind>;

/**
 * What is said beside the kind; any of them may be. A mark's place here is its bit in `shared/report-index.ts`.
 * - `other-album`: the image's record names another album than the one asked about; `removed`, and another album's
 *   list, which came since, has it: it is in the row's `albumId`
 * - `now-processed`: it was not processed before, and is
 * - `processing-error`: the record names one
 * - `unreadable`: fields of the record could not be read
 * - `known-before`: `not-found`, and held by the library before, or seen to go by the history (`missingSince`)
 * - `moved`: `changed`, and at another place too
 * - `picture`: it looks different (file, rotation or crop), so that both thumbnails are worth showing
 * - `goes-on`: one more image of the moved block of the row before it: the block is one move
 */
export const resyncMarks = [
  'other-album',
  'now-processed',
  'processing-error',
  'unreadable',
  'known-before',
  'moved',
  'picture',
  'goes-on',
] as const;
export const resyncMark = z.enum(resyncMarks);
export type ResyncMark = z.infer<typeof resyncMark>;

/** An image that is not as it was, or of which there is something to say. */
export const resyncRow = z.object({
  /** Names the row within its report (`shared/report-index.ts`). */
  key: z.int(),
  id: z.string(),
  /** The album its record names, or it is in by now (`other-album`) or was (`missingSince`); else the one asked about. */
  albumId: z.string(),
  /** Title, else file name, else id. */
  name: z.string(),
  kind: resyncKind,
  marks: z.array(resyncMark),
  changes: z.array(fieldChange),
  /** Of the first row of a moved block: places count from 0 in the old and the new order, `count` images moved together. */
  move: z.object({ from: z.int(), to: z.int(), count: z.int() }).nullable(),
  /** `updatedAt` of the record before and after, milliseconds since 1970; the versions of its pictures. Null: no record. */
  versions: z.object({ before: z.number().nullable(), after: z.number().nullable() }),
  /** Of a `known-before` one that an earlier resync found removed from its album: when, milliseconds since 1970. */
  missingSince: z.number().optional(),
  /** Why a `failed` one got no answer. */
  error: appError.nullable(),
});
export type ResyncRow = z.infer<typeof resyncRow>;

/** What made the app look: a person, an album's opening, the look-up of tags, the queue of albums, a script, two moments compared. */
export const resyncCause = z.enum(['user', 'opened', 'looked-up', 'queue', 'command', 'comparison']);
export type ResyncCause = z.infer<typeof resyncCause>;

/**
 * `running`; `waiting`: for the server or for Renew, goes on by itself; `ended`; `cancelled`: by the user, with what had
 * come by then; what is left can be asked for by `resyncs.retry`.
 */
export const resyncStatus = z.enum(['running', 'waiting', 'ended', 'cancelled']);
export type ResyncStatus = z.infer<typeof resyncStatus>;

/** One resync, in the history as on screen. Times are milliseconds since 1970. */
export const resync = z.object({
  id: z.uuid(),
  albumId,
  /** The whole album in one answer, or ids in chunks. A comparison of two moments is of the whole album. */
  scope: z.enum(['album', 'ids']),
  cause: resyncCause,
  /** Who asked: the user's name or e-mail as the server gave it, else null. */
  by: z.string().nullable(),
  status: resyncStatus,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** Ids asked for; of a whole album the images that the library held. */
  asked: z.int(),
  /** Of these, answered or failed. */
  done: z.int(),
  /** By kind, and by mark; what is not there is 0. */
  counts: z.record(resyncKind, z.int()),
  marks: z.record(resyncMark, z.int()),
  /** Moved blocks. */
  moves: z.int(),
  /** Rows of its report: the unchanged have none, but where something is to be said of them. */
  rows: z.int(),
  /** Why nothing came of it, or why it waits; null where all went well. Chunks that failed have it in their rows. */
  error: appError.nullable(),
  /** The two resyncs of a comparison. */
  compared: z.object({ from: z.uuid(), to: z.uuid() }).nullable(),
  /** Whether an order of the album is kept with it: then it can be compared with another moment of the album. */
  isMoment: z.boolean(),
  /** How much of the pasted text was no id, and how many ids came twice. */
  noIds: z.int(),
  repeated: z.int(),
});
export type Resync = z.infer<typeof resync>;

/** What else was in a pasted text; of each at most this many, each cut to 200 characters. */
export const mostPieces = 10_000;
const piece = z.string().max(200);
export const pasted = z.object({
  noIds: z.array(piece).max(mostPieces),
  repeated: z.array(piece).max(mostPieces),
});
export type Pasted = z.infer<typeof pasted>;

/**
 * How many resyncs are kept of an account, and bytes. Those not ended stay; of the others go first what was looked at
 * unasked and told nothing, then the oldest, and last the two newest moments of an album.
 */
export const historyCap = { resyncs: 2_000, bytes: 250_000_000 } as const;

/** A page of the history, newest first, and how full it is. */
export const resyncHistory = z.object({
  resyncs: z.array(resync),
  /** Of this list, not of all that is kept. */
  total: z.int(),
  kept: z.object({ resyncs: z.int(), bytes: z.int() }),
  /** The history of before was damaged when the app was started, and put aside: what is here began then. */
  wasLost: z.boolean(),
});
export type ResyncHistory = z.infer<typeof resyncHistory>;
