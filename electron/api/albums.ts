import { parseLabel } from '#shared/label.ts';
import { albumId, type AlbumSummary } from '#shared/models/album.ts';
import { sharingId, type Sharing } from '#shared/models/sharing.ts';
import type { ApiClient } from './client.ts';

const listedId = albumId.min(1);

/** `GET /albums`: what this token may list, in the server's order. An element that names no album is left out. */
export async function listAlbums(client: ApiClient, signal?: AbortSignal): Promise<AlbumSummary[]> {
  const albums = await client.json('albums', { route: '/albums', signal });
  return albums.flatMap((album) => {
    const id = listedId.safeParse(album.id ?? album.public_id);
    const count = album.images_count ?? -1;
    if (!id.success) return [];
    return [{ id: id.data, imagesCount: Number.isSafeInteger(count) && count >= 0 ? count : null }];
  });
}

/**
 * `GET /albums/:album_id/images`: the album's images in its order, without tags and uploader (api.md).
 * @throws AppError `bad-album-id` where the id cannot stand in a path
 */
export function albumImages(client: ApiClient, albumId: string, signal?: AbortSignal) {
  return client.stream({ route: '/albums/:album_id/images', params: { album_id: albumId }, signal });
}

/** `GET /albums/:album_id/sharings`: a sharing whose id could not be sent to is shown without it. */
export async function albumSharings(
  client: ApiClient,
  albumId: string,
  signal?: AbortSignal,
): Promise<Sharing[]> {
  const params = { album_id: albumId };
  const sharings = await client.json('sharings', { route: '/albums/:album_id/sharings', params, signal });
  return sharings.map(({ id, name, label }) => ({
    id: sharingId.safeParse(id).data ?? null,
    name,
    labels: parseLabel(label ?? name),
  }));
}
