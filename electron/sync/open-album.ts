import type { AlbumState } from '#shared/models/album.ts';
import { keepNewest } from './keep-newest.ts';
import { opening, type SessionAsks } from './session-asks.ts';

/** After a failure an album that is shown is not asked for again before this, however often it is opened. */
const pauseMs = 60_000;

/** Opens albums: what the library holds at once, and the server once a session. */
export class AlbumOpener {
  private readonly asks: SessionAsks;
  private readonly now: () => number;
  /** Under way or done. */
  private readonly asked = new Map<string, Promise<AlbumState>>();
  private readonly pauseUntil = new Map<string, number>();

  constructor(asks: SessionAsks, now: () => number) {
    this.asks = asks;
    this.now = now;
  }

  /**
   * @returns what is held, while the server is asked in the background; else what the server answers, as soon as the
   *   first images of it have arrived.
   * @throws AppError where nothing is held and the server cannot be asked.
   */
  async open(albumId: string): Promise<AlbumState> {
    this.asks.opened.add(albumId);
    keepNewest(this.asks.opened);
    const { accountId } = this.asks.session;
    await this.asks.library.watch(accountId, albumId);
    const held = await this.asks.library.albumState(accountId, albumId);
    if (held === null) return Promise.race([this.asks.seen(albumId), this.askOnce(albumId)]);
    if (!this.asks.hasAnswered(albumId) && this.now() >= (this.pauseUntil.get(albumId) ?? 0)) {
      // Its failure is told as the album's `staleBecause`.
      this.askOnce(albumId).catch(() => undefined);
    }
    return this.asks.withStale(held);
  }

  private async askOnce(albumId: string): Promise<AlbumState> {
    const asking = this.asked.get(albumId) ?? this.ask(albumId);
    this.asked.set(albumId, asking);
    keepNewest(this.asked);
    try {
      const state = await asking;
      this.asks.isAnswered(albumId);
      return state;
    } catch (thrown) {
      if (this.asked.get(albumId) === asking) {
        this.asked.delete(albumId);
        this.pauseUntil.set(albumId, this.now() + pauseMs);
        keepNewest(this.pauseUntil);
        await this.asks.failed(albumId, thrown);
      }
      throw thrown;
    }
  }

  private async ask(albumId: string): Promise<AlbumState> {
    const { asks } = this;
    const came = (await asks.allOnce()).get(albumId) ?? 0;
    const held = came > 0 ? await asks.library.albumState(asks.session.accountId, albumId) : null;
    if (held === null) return (await asks.storeAlbum(albumId, opening)).state;
    const { albums } = await asks.listOnce();
    const counted = albums.find(({ id }) => id === albumId)?.imagesCount ?? 0;
    // A fuller list stayed: whether it is still true only the album's own route can say.
    const hasMore = held.imagesCount > came;
    if (hasMore || counted > held.imagesCount + held.unreadableCount) {
      try {
        const fuller = await asks.storeAtLeast(albumId, hasMore ? came : held.imagesCount + 1, opening);
        if (fuller !== null) return fuller.state;
      } catch (thrown) {
        // What has come can be shown; that there should be more is told as `staleBecause`.
        await asks.failed(albumId, thrown);
      }
    }
    return asks.withStale(held);
  }
}
