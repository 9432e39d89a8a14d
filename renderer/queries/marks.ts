import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { marksAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { mark, type ShareJob, type SharingLook } from '#shared/models/sharing.ts';
import { invoke } from '../bridge.ts';
import { useSession } from './session.ts';
import { useJobs } from './shares.ts';

const marksKeys = {
  look: (accountId: string, albumId: string, sharingId: string | null) =>
    ['marks', 'look', accountId, albumId, sharingId] as const,
  bytes: (accountId: string, albumId: string, sharingId: string | null, asOf: readonly number[]) =>
    ['marks', 'bytes', accountId, albumId, sharingId, asOf] as const,
};

/** What is known of an album's images and one sharing. */
export interface Marks {
  /** A byte an image in the album's order (`mark`); null while that is not known. */
  marks: Uint8Array | null;
  /** What the server was last found to hold; undefined before it was asked. */
  look: SharingLook | undefined;
  /** Why nothing could be told of it, or not what it holds, where it was not the server's doing. */
  error: Error | null;
  /** More is on its way: `marks` may be of a moment ago. */
  isLooking: boolean;
  /** Asks the server again. */
  lookAgain: () => void;
}

/**
 * Asks what a sharing holds and marks the album's images by it. The server is asked once a minute at most, and again
 * where that failed and there is reason to think it would go better; what is shared meanwhile is known without asking.
 * @param album undefined while it is being opened; its revision is the one whose order the marks follow
 * @param sharingId null for none
 */
export function useMarks(
  accountId: string,
  album: Pick<AlbumState, 'albumId' | 'revision'> | undefined,
  sharingId: string | null,
): Marks {
  const { albumId = '', revision = 0 } = album ?? {};
  const isAsked = album !== undefined && sharingId !== null;
  const look = useQuery({
    queryKey: marksKeys.look(accountId, albumId, sharingId),
    queryFn: isAsked ? () => invoke('sharings.look', { albumId, sharingId }) : skipToken,
    // Others share from elsewhere, where no event tells of it; each look may count as a call.
    staleTime: 60_000,
    // A line of facts, and asking anew costs a call.
    gcTime: Infinity,
  });
  const version = look.data?.version ?? 0;
  const jobs = (useJobs().data?.jobs ?? []).filter((job) => job.albumId === albumId);
  const bytes = useQuery({
    queryKey: marksKeys.bytes(accountId, albumId, sharingId, [
      ...[revision, version],
      ...[progressOf(jobs), uncertainOf(jobs)],
    ]),
    queryFn: isAsked
      ? ({ signal }) => fetchMarks(marksAddress(accountId, albumId, sharingId, revision, version), signal)
      : skipToken,
    // Until the next ones are here those of a moment ago are shown, where they are of the same images.
    placeholderData: (former, query) =>
      query?.queryKey[3] === albumId && query.queryKey[4] === sharingId ? former : undefined,
    structuralSharing: false,
    gcTime: 0,
    // The album may have changed; the event that names its next revision is on its way.
    retry: 3,
    retryDelay: 300,
  });

  const session = useSession().data?.status;
  const lastEnd = Math.max(0, ...jobs.map((job) => job.endedAt ?? 0));
  const tryAgain = useEffectEvent(() => {
    if (isAsked && (look.data?.error ?? null) !== null) void look.refetch();
  });
  // What could not be read may be readable now: with another token, or since a share has read it.
  useEffect(() => tryAgain(), [session, lastEnd]);

  return {
    marks: bytes.data ?? null,
    look: look.data,
    error: look.error ?? bytes.error,
    isLooking: look.isFetching || bytes.isFetching,
    lookAgain: () => {
      void look.refetch();
      if (bytes.isError) void bytes.refetch();
    },
  };
}

async function fetchMarks(address: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(address, { signal });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  throw new AppError(
    response.status === 503 ? { code: 'storage-failed', detail: 'other' } : { code: 'unknown-album' },
  );
}

/**
 * How many images jobs have found or made shared; while a job goes on, in tenths of it: marks of 100,000 images are not
 * to be fetched anew for every answer of the server.
 */
export function progressOf(jobs: readonly Pick<ShareJob, 'counts' | 'endedAt'>[]): number {
  return jobs.reduce((sum, { counts, endedAt }) => {
    const total = Object.values(counts).reduce((all, count) => all + count, 0);
    const done = counts.shared + counts['already-shared'];
    const step = endedAt === null ? Math.max(1, Math.floor(total / 10)) : 1;
    return sum + done - (done % step);
  }, 0);
}

/** How many images jobs have sent that may be there. */
const uncertainOf = (jobs: readonly Pick<ShareJob, 'counts'>[]): number =>
  jobs.reduce((sum, { counts }) => sum + counts.unknown + counts['needs-user'], 0);

/** How many images have each mark. */
export interface Marked {
  notShared: number;
  shared: number;
  changedSince: number;
  uncertain: number;
}

/** Counts the marks of these positions. */
export function countMarked(marks: Uint8Array, positions: Iterable<number>): Marked {
  const counts = { notShared: 0, shared: 0, changedSince: 0, uncertain: 0 };
  for (const position of positions) {
    if (marks[position] === mark.shared) counts.shared += 1;
    else if (marks[position] === mark.changedSince) counts.changedSince += 1;
    else if (marks[position] === mark.uncertain) counts.uncertain += 1;
    else counts.notShared += 1;
  }
  return counts;
}
