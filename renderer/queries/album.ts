import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { invoke } from '../bridge.ts';
import { loadNewest, type LoadedAlbum } from './load-album.ts';

const albumKeys = {
  state: (accountId: string, albumId: string) => ['album', accountId, albumId, 'state'] as const,
  columns: (accountId: string, albumId: string) => ['album', accountId, albumId, 'columns'] as const,
  details: (accountId: string, albumId: string, revision: number, imageId: string) =>
    ['album', accountId, albumId, 'details', revision, imageId] as const,
  complete: (accountId: string, albumId: string, imageIds: readonly string[]) =>
    ['album', accountId, albumId, 'complete', imageIds] as const,
};

export const isAlbumState = (key: readonly unknown[]): boolean =>
  key[0] === 'album' && key.at(-1) === 'state';

/** Opens an album: what the library holds, then what the main process tells of it (`putAlbum`). */
export function useAlbum(accountId: string, albumId: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: albumKeys.state(accountId, albumId),
    queryFn: async () => newer(client, await invoke('albums.open', { albumId })),
    // An event may have told of the album before it was ever opened; opening is what makes the main process ask for the
    // rest and remember it as the last one. It costs no call to the server where this session has asked.
    staleTime: 0,
    refetchOnMount: 'always',
  });
}

/** Takes in what the main process says of an album. */
export function putAlbum(client: QueryClient, state: AlbumState): void {
  client.setQueryData(albumKeys.state(state.accountId, state.albumId), newer(client, state));
}

/** An event and an answer can overtake each other: the higher revision is the later word. */
function newer(client: QueryClient, state: AlbumState): AlbumState {
  const held = client.getQueryData<AlbumState>(albumKeys.state(state.accountId, state.albumId));
  return held !== undefined && held.revision > state.revision ? held : state;
}

/**
 * The album's images: those of the newest state whose parts are here. States may follow each other faster than their
 * parts can be fetched (an album that arrives tells of itself ten times a second); what is under way is finished and
 * shown, then the newest is next, so that the screen always goes on and the last word is the last one shown.
 * @param state undefined while the album is being opened.
 */
export function useColumns(accountId: string, albumId: string, state: AlbumState | undefined) {
  const client = useQueryClient();
  const queryKey = albumKeys.columns(accountId, albumId);
  const query = useQuery({
    queryKey,
    enabled: state !== undefined,
    queryFn: ({ signal }) =>
      loadNewest({
        signal,
        newest: () => client.getQueryData<AlbumState>(albumKeys.state(accountId, albumId)),
        shown: () => client.getQueryData<LoadedAlbum>(queryKey),
        show: (loaded) => client.setQueryData(queryKey, loaded),
      }),
    // Megabytes of buffers: nothing to compare, and they are held no longer than they are shown.
    structuralSharing: false,
    gcTime: 0,
    // The state may have passed while its parts were asked for; the event that names the next one is on its way.
    retry: 3,
    retryDelay: 300,
  });
  const { refetch } = query;
  useEffect(() => {
    // What is under way looks for the newest state itself before it ends.
    if (state !== undefined) void refetch({ cancelRefetch: false });
  }, [state, refetch]);
  return query;
}

/** Everything known of one image, as of a revision. */
export function useImageDetails(accountId: string, albumId: string, revision: number, imageId: string) {
  return useQuery({
    queryKey: albumKeys.details(accountId, albumId, revision, imageId),
    queryFn: () => invoke('images.details', { albumId, imageId }),
    gcTime: 60_000,
  });
}

/** Whether an album has the image, as far as it is held here, whichever album is open; costs no call to the server. */
export async function isHeld(albumId: string, imageId: string): Promise<boolean> {
  try {
    await invoke('images.details', { albumId, imageId });
    return true;
  } catch (error) {
    // What else is wrong the album says itself when it is opened.
    return !(error instanceof AppError && error.data.code === 'unknown-image');
  }
}

/**
 * Asks for what only `image_syncs` knows (tags, uploader) of the images that are looked at; gives why that failed, null
 * where it did not. The same images are asked for once, and again where it failed and the token was renewed. The main
 * process knows what the session has asked: other images beside them cost what those cost.
 */
export function useCompletedImages(
  accountId: string,
  albumId: string,
  imageIds: readonly string[],
): Error | null {
  const client = useQueryClient();
  const { error } = useQuery({
    queryKey: albumKeys.complete(accountId, albumId, imageIds),
    queryFn: async () => {
      const state = await invoke('images.complete', { albumId, imageIds: [...imageIds] });
      putAlbum(client, state);
      return state.revision;
    },
    enabled: imageIds.length > 0,
    // What is not looked at any more is not to be asked for again.
    gcTime: 0,
  });
  return error;
}

/** Asks for the same of images that need not be in sight, when told to. Costs API calls. */
export function useCompleteImages(albumId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (imageIds: string[]) => invoke('images.complete', { albumId, imageIds }),
    onSuccess: (state) => putAlbum(client, state),
  });
}

/** Asks for the whole album again where its first download broke off: one call. */
export function useDownloadAgain(albumId: string) {
  const wish = { albumId, imageIds: null, noIds: [], repeated: [] };
  return useMutation({ mutationFn: () => invoke('resyncs.start', wish) });
}
