import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { healthAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { invoke } from '../bridge.ts';

/**
 * An album at a glance, counted anew whenever the album has changed; meanwhile what was counted before stays.
 * @param album undefined while it is being opened.
 */
export function useHealth(
  accountId: string,
  albumId: string,
  album: Pick<AlbumState, 'revision' | 'arriving'> | undefined,
) {
  return useQuery({
    queryKey: ['health', accountId, albumId, album?.revision],
    // An album that arrives changes ten times a second.
    queryFn: album === undefined || album.arriving ? skipToken : () => invoke('albums.health', { albumId }),
    placeholderData: (former, query) =>
      query?.queryKey[1] === accountId && query.queryKey[2] === albumId ? former : undefined,
    gcTime: 60_000,
  });
}

/** Which images of an album stand behind a bar: `revision` is the one that was counted. */
export interface BarOfHealth {
  accountId: string;
  albumId: string;
  revision: number;
  bar: string;
}

/** Asks which images stand behind a bar; gives their ids in the album's order. */
export function useHealthIds() {
  return useMutation({ mutationFn: fetchIds });
}

async function fetchIds({ accountId, albumId, revision, bar }: BarOfHealth): Promise<string[]> {
  const response = await fetch(healthAddress(accountId, albumId, revision, bar));
  if (!response.ok) {
    throw new AppError(
      response.status === 503 ? { code: 'storage-failed', detail: 'other' } : { code: 'unknown-album' },
    );
  }
  const text = await response.text();
  return text.split('\n').filter((id) => id !== '');
}
