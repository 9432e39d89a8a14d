import { AppError, errorData } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { askableChunks } from './chunks.ts';
import { keepNewest } from './keep-newest.ts';
import { isOfEveryCall, type SessionAsks } from './session-asks.ts';

/** Errors that say nothing of the images asked for: of the line or session, of a server in trouble, of a full disk. */
const saysNothing = (thrown: unknown): boolean =>
  isOfEveryCall(thrown) || ['server-failed', 'storage-failed'].includes(errorData(thrown).code);

/** Asks for what only `image_syncs` knows of images (tags, uploader), each image at most once a session. */
export class ImageCompleter {
  private readonly asks: SessionAsks;
  /** By album and image, under way or answered: an image that the server does not know is not asked for again. */
  private readonly asked = new Map<string, Map<string, Promise<unknown>>>();

  constructor(asks: SessionAsks) {
    this.asks = asks;
  }

  /**
   * Tells the album as it is after all calls, whatever failed.
   * @throws AppError of the first call that failed. A refusal is thrown again without a call.
   */
  async complete(albumId: string, ids: readonly string[]): Promise<AlbumState> {
    const { library, session } = this.asks;
    const incomplete = await library.incomplete(session.accountId, albumId, ids);
    const asked = this.asked.get(albumId) ?? new Map<string, Promise<unknown>>();
    let previous: Promise<unknown> = Promise.resolve();
    for (const chunk of askableChunks(incomplete.filter((id) => !asked.has(id)))) {
      let isAsked = false;
      // One after the other; where one fails, those behind it fail unasked.
      const asking = previous.then(() => {
        isAsked = true;
        return this.asks.mergeImages(albumId, chunk, { cause: 'looked-up' });
      });
      for (const id of chunk) asked.set(id, asking);
      asking.catch((thrown: unknown) => {
        if (!isAsked || saysNothing(thrown)) for (const id of chunk) asked.delete(id);
      });
      previous = asking;
    }
    if (asked.size > 0) this.asked.set(albumId, asked);
    keepNewest(this.asked);
    const calls = new Set(incomplete.flatMap((id) => asked.get(id) ?? []));
    await Promise.allSettled(calls);
    const state = await library.albumState(session.accountId, albumId);
    if (state === null) throw new AppError({ code: 'unknown-album' });
    this.asks.tell(state);
    await Promise.all(calls);
    return this.asks.withStale(state);
  }
}
