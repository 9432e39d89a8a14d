import type { AppErrorCode, AppErrorData, NotReachedReason } from '#shared/errors.ts';
import type { ShareOutcome } from '#shared/models/sharing.ts';
import type { SharingRow } from '../api/sharings.ts';

/*
 * What an answer means for each image that was asked for (faults.md, "What an outcome means"). Decisions only: nothing
 * here sends, waits or remembers.
 */

/** What came of one call: the rows of a sharing, or why there are none. */
export type Answer = { rows: readonly SharingRow[] } | { error: AppErrorData };

/** An image that is to be shared. */
export interface Wish {
  imageId: string;
  /** An earlier attempt may still be carried out by the server, so it cannot be called failed any more. */
  wasUnknown: boolean;
}

/** What became of an image, for now. */
export interface Settlement {
  outcome: Exclude<ShareOutcome, 'queued' | 'sending'>;
  error: AppErrorData | null;
  link: string | null;
}
export type Settlements = ReadonlyMap<string, Settlement>;

/** `not-done`: proven. `refused`: said so, worth a look. `unclear`: it may have been done, or be done yet. */
export type Meaning = 'not-done' | 'refused' | 'unclear';

const noByteWritten: ReadonlySet<NotReachedReason> = new Set(['dns', 'refused', 'tls', 'blocked', 'offline']);
const notDone: ReadonlySet<AppErrorCode> = new Set([
  'rate-limited',
  'session-expired',
  'signed-out',
  'bad-sharing-id',
]);
const refusals: ReadonlySet<AppErrorCode> = new Set(['access-denied', 'not-found', 'refused']);

/** What a failed `POST` says about whether it was carried out. What is not known to be harmless is unclear. */
export function meaningOf(error: AppErrorData): Meaning {
  if (error.code === 'not-reached') return noByteWritten.has(error.reason) ? 'not-done' : 'unclear';
  if (notDone.has(error.code)) return 'not-done';
  return refusals.has(error.code) ? 'refused' : 'unclear';
}

/** An answer that lacks rows for what was asked: readable, and not what it should be (api.md: `200 []`). */
const rowsMissing: AppErrorData = { code: 'not-confirmed' };

/**
 * Before anything is sent: what is in the sharing already is not sent again, since a repeated POST probably makes another
 * row (api.md).
 *
 * Where the token may not read the sharing (401), what is wished is sent all the same: the right to add does not contain
 * the right to read, and no earlier attempt can be under way. Then nothing can be called already shared. What is unknown is not sent
 * without a look, so it stays unknown. Any other failure sends nothing.
 */
export function settleBefore(wishes: readonly Wish[], read: Answer): { settled: Settlements; send: Wish[] } {
  const found = rowsByImage(read);
  const settled = new Map<string, Settlement>();
  const send: Wish[] = [];
  for (const wish of wishes) {
    const row = found.get(wish.imageId);
    const mayBeSent = !('error' in read) || (read.error.code === 'access-denied' && !wish.wasUnknown);
    if (row !== undefined) {
      settled.set(wish.imageId, done(wish.wasUnknown ? 'shared' : 'already-shared', row));
    } else if (mayBeSent) {
      send.push(wish);
    } else if ('error' in read) {
      settled.set(wish.imageId, unsent(wish, read.error));
    }
  }
  return { settled, send };
}

/** True where the answer to a POST leaves something to look up in the sharing. */
export function needsReadBack(sent: readonly Wish[], posted: Answer): boolean {
  if ('error' in posted) return meaningOf(posted.error) !== 'not-done';
  const found = rowsByImage(posted);
  return sent.some(({ imageId }) => !found.has(imageId));
}

/**
 * After a POST, with what the sharing held when it was read back. An image is shared where a row of its own says so, in
 * either answer; rows of other images say nothing.
 * @returns exactly one settlement for each image sent
 */
export function settleSent(sent: readonly Wish[], posted: Answer, readBack: Answer | null): Settlements {
  const found = rowsByImage(posted);
  const foundLater = readBack === null ? new Map<string, SharingRow>() : rowsByImage(readBack);
  const error = 'error' in posted ? posted.error : rowsMissing;
  return new Map(
    sent.map((wish) => {
      const row = found.get(wish.imageId) ?? foundLater.get(wish.imageId);
      return [wish.imageId, row === undefined ? undone(wish, error) : done('shared', row)];
    }),
  );
}

/** Why the rest of a job is not sent either: it would fail alike, or what it does could not be looked up. */
export function reasonToStop(posted: Answer, readBack: Answer | null): AppErrorData | null {
  if ('error' in posted) {
    const { error } = posted;
    if (meaningOf(error) === 'not-done' || error.code === 'access-denied') return error;
  }
  return readBack !== null && 'error' in readBack ? readBack.error : null;
}

/** What an image is that was not sent (now). */
export function unsent({ wasUnknown }: Wish, reason: AppErrorData): Settlement {
  return { outcome: wasUnknown ? 'unknown' : 'failed', error: reason, link: null };
}

function done(outcome: 'shared' | 'already-shared', { link }: SharingRow): Settlement {
  return { outcome, error: null, link };
}

function undone({ imageId, wasUnknown }: Wish, error: AppErrorData): Settlement {
  return unsent({ imageId, wasUnknown: wasUnknown || meaningOf(error) === 'unclear' }, error);
}

/** The first row of each image. */
function rowsByImage(answer: Answer): Map<string, SharingRow> {
  if ('error' in answer) return new Map();
  return new Map(answer.rows.map((row) => [row.imageId, row] as const).reverse());
}
