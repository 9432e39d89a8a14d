import type { AppErrorData } from '#shared/errors.ts';
import type { ShareItem, ShareJob, ShareJobs, ShareRequest } from '#shared/models/sharing.ts';

/** A sharing as one account sends to it; `server` is the origin. All work in it is done one thing at a time. */
export interface Lane {
  accountId: string;
  server: string;
  sharingId: string;
}

/** When something is asked of the journal. */
export interface Moment {
  /**
   * Milliseconds of the machine's clock that nobody sets, counted from its start (`boot`): the only one that fences are
   * judged by. It stands still in a sleep, which makes a fence longer and never shorter.
   */
  mono: number;
  /** Milliseconds since 1970, for people to read. */
  wall: number;
  /** How long a server may go on working on a request after its line was cut, milliseconds. */
  fenceMs: number;
  /** The server is not to be asked before this moment (`mono`): a pause it asked for, or one after a failure. */
  notBefore: number;
}

/** What is to be done next in a lane. */
export type Step =
  /** Read what the sharing holds, and tell it by `listed` or `notListed`. */
  | { kind: 'read' }
  /** Send these, now, once, and tell what came of it by `posted`. They are written down as `sending` already. */
  | { kind: 'send'; attempt: number; imageIds: string[] }
  /**
   * Ask again at `until` (`mono`; Infinity: when something has changed). `why` is for people, and so is `certainAt`: when
   * what is still missing may be sent at last.
   */
  | { kind: 'wait'; until: number; why: 'pause' }
  | { kind: 'wait'; until: number; why: 'fence'; certainAt: number }
  /** Nothing is left to do. */
  | { kind: 'rest' };

/** What came of a POST. */
export type PostOutcome =
  /** A 2xx with its whole body, not yet read. */
  | { body: Uint8Array<ArrayBuffer>; status: number; requestId: string | null }
  /** `wasSent` is false where the request was never begun. */
  | { error: AppErrorData; wasSent: boolean };

/** A sharing's list as it arrives. */
export interface ListAnswer {
  body: AsyncIterable<Uint8Array>;
  /** `Link`, `X-Total` or the like: there may be more than this. */
  hintsAtMore: boolean;
}

export interface NewJob extends ShareRequest {
  accountId: string;
  server: string;
}

/** A job as it is kept; why it rests is known to whoever carries it out. */
export type KeptJob = Omit<ShareJob, 'waiting'>;
/** An image of a job as it is kept, with what a receipt tells; what it is called, the library knows. */
export interface KeptItem extends Omit<ShareItem, 'name'> {
  /** In the user's order, from 0. */
  position: number;
  /** When it was last sent, and when its outcome became known, milliseconds since 1970. */
  sentAt: number | null;
  settledAt: number | null;
  /** `X-Request-Id` of the answer to the POST that carried it. */
  requestId: string | null;
}

/** What is known of the images in a sharing, packed so that it can be handed from thread to thread. */
export interface KnownImages {
  /** Grows with every change. */
  version: number;
  readAt: number | null;
  isWhole: boolean;
  /** Image ids, UTF-8, each followed by a newline. */
  ids: Uint8Array<ArrayBuffer>;
  /** For each id when it was last shared, milliseconds since 1970, by the server's clock; NaN where that is unknown. */
  sharedAt: Float64Array<ArrayBuffer>;
  /** Ids, packed as `ids`, of what may be there: it was sent, and what became of it is not certain. */
  uncertain: Uint8Array<ArrayBuffer>;
}

/** Points at which a crash would matter most; told so that a test can crash there. */
export type CrashPoint =
  | 'before-journal'
  | 'after-journal'
  | 'before-sending'
  | 'after-sending'
  | 'before-settled'
  | 'after-settled'
  | 'while-listing'
  | 'after-listed';

/**
 * The share journal: every share the user asked for, image by image, and what came of it. It decides what may be done
 * next; whoever carries it out (`sharing/`) has no state that matters. Each call is one transaction on the disk
 * (WAL, `synchronous=FULL`) before it answers. It lives in a thread of its own, so that it never waits for an album, and
 * is owned by one process at a time.
 * All calls throw AppError `storage-failed`; nothing was changed then, and nothing may be sent.
 */
export interface Journal {
  /** Writes a job down. The same id again changes nothing: one job for a double click. */
  create(job: NewJob, moment: Moment): Promise<void>;

  /** The sharings in which an account has something to do. */
  lanes(accountId: string): Promise<Lane[]>;
  /** Decides the lane's next step. A `send` is on the disk as `sending` when it is answered. */
  next(lane: Lane, moment: Moment): Promise<Step>;
  /** Settles an attempt by what came of it, and decides the next step in the same transaction. */
  posted(lane: Lane, attempt: number, outcome: PostOutcome, moment: Moment): Promise<Step>;
  /**
   * Settles by what the sharing holds: reads the list as it arrives. The moment is that when it was asked: what it lacks
   * was lacking then, not when it came. One that breaks off or is no list is thrown
   * (AppError, to be told by `notListed`).
   */
  listed(lane: Lane, list: ListAnswer, moment: Moment): Promise<Step>;
  /** The list could not be had. */
  notListed(lane: Lane, error: AppErrorData, moment: Moment): Promise<Step>;

  /** Newest first. */
  jobs(accountId: string): Promise<{ jobs: KeptJob[]; mishap: ShareJobs['mishap'] }>;
  dismissMishap(): Promise<void>;
  /** @throws AppError `unknown-job` where there is none of this account; so do all below */
  job(accountId: string, jobId: string): Promise<KeptJob>;
  laneOf(accountId: string, jobId: string): Promise<Lane>;
  /** Jobs of a lane that are under way, and those that ended, or changed after their end, since this was last asked. */
  jobsOf(lane: Lane): Promise<KeptJob[]>;
  /** What needs looking at first, then in the user's order; with `inOrder` in the user's order alone. */
  items(
    accountId: string,
    jobId: string,
    page: { from: number; count: number; inOrder: boolean },
  ): Promise<{ items: KeptItem[]; total: number }>;
  /** The link of one image, or with null all there are. */
  links(accountId: string, jobId: string, imageId: string | null): Promise<string[]>;

  /** What failed or was cancelled is queued again. */
  retry(accountId: string, jobId: string, moment: Moment): Promise<void>;
  /** What is queued is given up. */
  cancel(accountId: string, jobId: string, moment: Moment): Promise<void>;
  /** What needs the user is queued, or held to be shared. */
  decide(accountId: string, jobId: string, choice: 'send' | 'shared', moment: Moment): Promise<void>;

  /** When a sharing was last read, and whether more is known than when it was last asked (`KnownImages`). */
  looked(lane: Lane): Promise<Pick<KnownImages, 'version' | 'readAt' | 'isWhole'>>;
  /** What is known of the images in a sharing: by its list, and by what was sent since. */
  known(lane: Lane): Promise<KnownImages>;

  close(): Promise<void>;
}
