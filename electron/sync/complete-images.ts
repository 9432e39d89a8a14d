import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { askableChunks } from './chunks.ts';
import type { SessionAsks } from './session-asks.ts';

/** Asks for what only `image_syncs` knows of images (tags, uploader), each image at most once a session. */
export class ImageCompleter {
  private readonly asks: SessionAsks;
  /** By album and image, under way or done: an image that the server does not answer is not asked for again. */
  private readonly asked = new Map<string, Map<string, Promise<unknown>>>();

  constructor(asks: SessionAsks) {
    this.asks = asks;
  }

  /** @throws AppError of the first call that failed; what came before it is stored. */
  async complete(albumId: string, ids: readonly string[]): Promise<AlbumState> {
    const { library, session } = this.asks;
    const incomplete = await library.incomplete(session.accountId, albumId, ids);
    const asked = this.asked.get(albumId) ?? new Map<string, Promise<unknown>>();
    this.asked.set(albumId, asked);
    let previous: Promise<unknown> = Promise.resolve();
    for (const chunk of askableChunks(incomplete.filter((id) => !asked.has(id)))) {
      // One after the other; where one fails, those behind it fail unasked.
      const asking = previous.then(() => this.asks.mergeImages(albumId, chunk));
      for (const id of chunk) asked.set(id, asking);
      asking.catch(() => chunk.forEach((id) => asked.delete(id)));
      previous = asking;
    }
    await Promise.all(incomplete.flatMap((id) => asked.get(id) ?? []));
    const state = await library.albumState(session.accountId, albumId);
    if (state === null) throw new AppError({ code: 'unknown-album' });
    return this.asks.withStale(state);
  }
}
