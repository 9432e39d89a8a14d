import type { AlbumSummary } from '#shared/models/album.ts';
import { albumImages, listAlbums } from '../api/albums.ts';
import type { ApiClient, ListAnswer } from '../api/client.ts';
import { allImages, imagesByIds } from '../api/image-syncs.ts';

/** An answer's images as they arrive, and its call. */
export type ImageList = Pick<ListAnswer, 'body' | 'facts'>;

/** What this room asks of the API, each one call. All throw AppError. */
export interface SyncApi {
  /** `GET /albums` */
  albums(): Promise<AlbumSummary[]>;
  /** `GET /albums/:album_id/images` */
  albumImages(albumId: string, signal?: AbortSignal): Promise<ImageList>;
  /** `GET /image_syncs` without ids */
  allImages(signal?: AbortSignal): Promise<ImageList>;
  /** `GET /image_syncs` with at most `idsPerCall` ids */
  imagesByIds(ids: readonly string[], signal?: AbortSignal): Promise<ImageList>;
}

/**
 * These calls as the client of the moment makes them.
 * @param client a renewed token has another
 * @param known what `GET /albums` has just answered to the sign-in, once; null from then on
 */
export const syncApi = (client: () => ApiClient, known: () => AlbumSummary[] | null): SyncApi => ({
  albums: async () => known() ?? listAlbums(client()),
  albumImages: async (albumId, signal) => albumImages(client(), albumId, signal),
  allImages: async (signal) => allImages(client(), signal),
  imagesByIds: async (ids, signal) => imagesByIds(client(), ids, signal),
});
