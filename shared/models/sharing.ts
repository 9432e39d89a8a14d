import { appError } from '../errors.ts';
import { labels } from '../label.ts';
import { albumId } from './album.ts';
import { isImageId } from './image.ts';
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

/**
 * What became of one image of a share (faults.md 2). `unknown`: the server may have done it; it is looked up, and sent
 * again only behind the fence. `needs-user`: it cannot be looked up for certain, so the user decides.
 */
export const shareOutcome = z.enum([
  'queued',
  'sending',
  'unknown',
  'shared',
  'already-shared',
  'failed',
  'cancelled',
  'needs-user',
]);
export type ShareOutcome = z.infer<typeof shareOutcome>;

/** One image of a share job. */
export const shareItem = z.object({
  imageId: z.string(),
  name: z.string(),
  outcome: shareOutcome,
  /** Why it failed, is unknown or needs the user. */
  error: appError.nullable(),
  /**
   * How often the sharing holds it, where that is not what was meant: more (faults row 16), or 0 where its list lacks what
   * the server said it had added; else null.
   */
  times: z.int().nullable(),
  /** The public link, absolute, on the server's own origin; null until shared. */
  link: z.string().nullable(),
});
export type ShareItem = z.infer<typeof shareItem>;

/** Some of a job's images, those to look at first; `total` is how many the job has. */
export const shareItems = z.object({ items: z.array(shareItem).max(500), total: z.int() });
export type ShareItems = z.infer<typeof shareItems>;

/** Why a job that is under way rests, and what it waits for. */
export const shareWait = z.object({
  /** `fence`: something is unknown, and is looked up until it is certain. `server`: a pause after `error`. */
  why: z.enum(['fence', 'server', 'session']),
  /** When it goes on by itself, milliseconds since 1970; null where something else must come first. */
  until: z.number().nullable(),
  /** Behind the fence: when what is still missing may be sent, milliseconds since 1970; null where that is not what it waits for. */
  certainAt: z.number().nullable(),
  error: appError.nullable(),
});
export type ShareWait = z.infer<typeof shareWait>;

/** A share job without its items. Times are milliseconds since 1970. */
export const shareJob = z.object({
  id: z.uuid(),
  albumId,
  labels,
  /** The user asked to share again what is there already. */
  again: z.boolean(),
  startedAt: z.number(),
  /** When nothing was left to do; null while it is under way. */
  endedAt: z.number().nullable(),
  counts: z.record(shareOutcome, z.int()),
  /** Images that the sharing holds more often than was meant; this and `links` are counted when it has ended. */
  tooOften: z.int(),
  /** Images that have a link. */
  links: z.int(),
  waiting: shareWait.nullable(),
});
export type ShareJob = z.infer<typeof shareJob>;

/** The account's jobs, the newest first, and what befell the journal that holds them, until the user has seen it. */
export const shareJobs = z.object({
  jobs: z.array(shareJob),
  mishap: z
    .object({
      /** `restored`: from a copy made at `at`; `lost`: there was no copy, the jobs are gone. */
      kind: z.enum(['restored', 'lost']),
      at: z.number().nullable(),
    })
    .nullable(),
});
export type ShareJobs = z.infer<typeof shareJobs>;

/** Images of one share. */
const mostShared = 100_000;

/** Checked in one go: an element each of a schema of its own would hold the main process up. */
const areImageIds = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= mostShared &&
  value.every((id) => typeof id === 'string' && isImageId(id));

/** Where a share goes: one of the album's sharings, or an id that the user typed. */
export const shareRequest = z.object({
  /** Made by the page, once a dialog: a second click or Enter names the same job and is answered with it. */
  jobId: z.uuid(),
  albumId,
  sharingId,
  labels,
  /** Send also what is in the sharing already: one more row each. */
  again: z.boolean(),
  /** In the order they are shown. */
  imageIds: z.custom<string[]>(areImageIds),
});
export type ShareRequest = z.infer<typeof shareRequest>;

/**
 * What is known of a sharing, after it was asked for. Which images it holds travels as bytes (`marksAddress`).
 */
export const sharingLook = z.object({
  /** Grows whenever more is known: a part of the marks' address. */
  version: z.int(),
  /** When the server's list was last read, milliseconds since 1970; null: never. */
  readAt: z.number().nullable(),
  /** Whether the list is the whole of it; false where the server hints at more pages (faults.md 3.4). */
  isWhole: z.boolean(),
  /** Why it could not be read just now; null after a success. */
  error: appError.nullable(),
});
export type SharingLook = z.infer<typeof sharingLook>;

/** What a byte of the marks says of an image and one sharing. `uncertain`: it was sent, and may be there. */
export const mark = { notShared: 0, shared: 1, changedSince: 2, uncertain: 3 } as const;
