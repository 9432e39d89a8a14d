import type { SessionAsks } from './session-asks.ts';

/** So many records are a second's work. */
const fewImages = 1_000;

/**
 * Whether the list of all images is a fair way to ask for one album of a queue: not where it is mostly of other albums,
 * since a queue of hundreds would fetch everything hundreds of times. The album's own list lacks tags and uploader.
 */
export async function worthAllImages({ library, session }: SessionAsks, albumId: string): Promise<boolean> {
  const albums = await library.albums(session.accountId);
  const all = albums.reduce((sum, { imagesCount }) => sum + imagesCount, 0);
  const own = albums.find((album) => album.albumId === albumId)?.imagesCount ?? 0;
  return all <= Math.max(fewImages, 2 * own);
}
