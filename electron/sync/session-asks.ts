import { AppError, errorData, type AppErrorCode, type AppErrorData } from '#shared/errors.ts';
import type { AlbumState, AlbumSummary } from '#shared/models/album.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import type { Library, StoredAlbum, StoredList } from '../library/library.ts';
import { albumList } from './album-list.ts';
import { keepNewest } from './keep-newest.ts';
import type { SyncApi } from './sync-api.ts';

/** Who is signed in: all three are of one account. */
export interface SyncSession {
  accountId: string;
  abilities: readonly AlbumAbility[];
  api: SyncApi;
}

/** What others are told; each a hint that can be repeated. */
export interface SyncNotify {
  albumsChanged(list: AlbumSummary[]): void;
  albumChanged(state: AlbumState): void;
  resyncProgress(progress: { albumId: string; done: number; total: number }): void;
}

/** Errors of the line or the session: the next call would meet them too, so they say nothing of one route. */
const ofEveryCall: ReadonlySet<AppErrorCode> = new Set([
  'not-reached',
  'session-expired',
  'signed-out',
  'rate-limited',
  'cancelled',
]);
export const isOfEveryCall = (thrown: unknown): boolean => ofEveryCall.has(errorData(thrown).code);

/** The line broke while the server was at work: a list of all images may just be too much for it. */
function isTooMuch(thrown: unknown): boolean {
  const error = errorData(thrown);
  return error.code === 'not-reached' && (error.reason === 'timeout' || error.reason === 'reset');
}

/**
 * What one session has asked and learned, so that nothing is asked twice: every call counts against the organisation's
 * daily limit (api.md). Thrown away when the account changes.
 */
export class SessionAsks {
  /** Albums opened in this session. */
  readonly opened: Set<string>;
  /** Its abilities and calls are those of the newest token of the account. */
  session: SyncSession;
  readonly library: Library;
  private readonly notify: SyncNotify;
  /** Whole lists on their way. */
  private readonly underWay = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, ((state: AlbumState) => void)[]>();
  private readonly stale = new Map<string, AppErrorData>();
  /** Albums that are not held, as they were told of last while they arrived. */
  private readonly arriving = new Map<string, AlbumState>();
  private listing: Promise<{ albums: AlbumSummary[]; error: AppErrorData | null }> | null = null;
  private listed: AlbumSummary[];
  private askingAll: Promise<ReadonlyMap<string, number>> | null = null;
  private allFailed = false;
  private published = '';
  private isOver = false;

  /** @param before of the same account: its albums stay listed until the server has been asked anew */
  constructor(session: SyncSession, library: Library, notify: SyncNotify, before: SessionAsks | null) {
    this.session = session;
    this.library = library;
    this.notify = notify;
    this.listed = before?.listed ?? [];
    this.opened = new Set(before?.opened);
  }

  /** Another session begins: nothing more is asked, stored or told; what is under way fails with `cancelled`. */
  end(): void {
    this.isOver = true;
  }

  /** Albums as they are known now, without asking. */
  async known(): Promise<AlbumSummary[]> {
    const held = await this.library.albums(this.session.accountId);
    const named = this.session.abilities.map(({ albumId }) => albumId);
    return albumList({ named, listed: this.listed, held, opened: this.opened });
  }

  /** Asks `GET /albums` once. It may be refused: then the token's albums and the library's are all there is. */
  async listOnce(): Promise<{ albums: AlbumSummary[]; error: AppErrorData | null }> {
    this.listing ??= this.list();
    return this.listing;
  }

  /**
   * Asks `GET /image_syncs` without ids once.
   * @returns how many images came of each album it named.
   * @throws AppError of the line or the session; then it is asked again the next time.
   */
  async allOnce(): Promise<ReadonlyMap<string, number>> {
    this.askingAll ??= this.storeAll().then(
      (stored) => new Map(stored.map(({ state, came }) => [state.albumId, came])),
      (error: unknown) => {
        this.askingAll = null;
        throw error;
      },
    );
    return this.askingAll;
  }

  /**
   * Asks `GET /image_syncs` without ids, unless it failed before. Nobody knows whether it answers all images, none, or
   * an error (api.md): an error of its own is as good as none.
   * @throws AppError of the line or the session.
   */
  async storeAll(): Promise<StoredList[]> {
    return this.joined('', () => this.askAll());
  }

  /** A whole list that is on its way is not asked for again: whoever wants it now gets that. */
  private async joined<T>(list: string, ask: () => Promise<T>): Promise<T> {
    const underWay = this.underWay.get(list) as Promise<T> | undefined;
    if (underWay !== undefined) return underWay;
    const asking = ask().finally(() => this.underWay.delete(list));
    this.underWay.set(list, asking);
    return asking;
  }

  private async askAll(): Promise<StoredList[]> {
    if (this.allFailed) return [];
    const { accountId } = this.session;
    const body = this.whileOn(() => this.session.api.allImages());
    const told = (state: AlbumState): void => this.arrives(state);
    let stored: StoredList[];
    try {
      stored = await this.library.storeList({ accountId, source: 'image_syncs', albumId: null, body, told });
    } catch (thrown) {
      // A disk that refuses this list would refuse the next as well.
      const isOfDisk = errorData(thrown).code === 'storage-failed';
      if (isOfDisk || (isOfEveryCall(thrown) && !isTooMuch(thrown))) throw thrown;
      this.allFailed = true;
      return [];
    }
    for (const { state, came } of stored) {
      if (state.imagesCount > came) this.tell(state);
      else this.succeeded(state);
    }
    await this.publish();
    return stored;
  }

  /**
   * Asks the album's own route.
   * @throws AppError `nothing-listed` where the answer is empty and the album is not: a missing right answers `200 []`
   * too (api.md), and what the user sees and has selected must not go with it.
   */
  async storeAlbum(albumId: string): Promise<StoredAlbum> {
    const held = await this.library.albumState(this.session.accountId, albumId);
    const stored = await this.storeAtLeast(albumId, Math.min(1, held?.imagesCount ?? 0));
    if (stored === null) throw new AppError({ code: 'nothing-listed' });
    return stored;
  }

  /** Asks the album's own route, and keeps an answer of at least so many images only; else null. */
  async storeAtLeast(albumId: string, atLeast: number): Promise<StoredAlbum | null> {
    return this.joined(`album ${albumId} ${atLeast}`, () => this.askAlbum(albumId, atLeast));
  }

  private async askAlbum(albumId: string, atLeast: number): Promise<StoredAlbum | null> {
    const { accountId } = this.session;
    const body = this.whileOn(() => this.session.api.albumImages(albumId));
    const told = (state: AlbumState): void => this.arrives(state);
    const list = { accountId, source: 'album', albumId, body, atLeast, told } as const;
    const [stored] = await this.library.storeList(list);
    if (stored === undefined) return null;
    this.succeeded(stored.state);
    await this.publish();
    return stored;
  }

  /** Asks `image_syncs` for at most `idsPerCall` ids. */
  async mergeImages(albumId: string, ids: readonly string[]): Promise<StoredAlbum> {
    const { accountId } = this.session;
    const body = this.whileOn(() => this.session.api.imagesByIds(ids));
    return this.library.mergeImages({ accountId, albumId, ids, body });
  }

  /** What there is to see of an album that is not held, as soon as there is something; never where nothing comes. */
  async seen(albumId: string): Promise<AlbumState> {
    return new Promise((resolve) => {
      this.waiting.set(albumId, [...(this.waiting.get(albumId) ?? []), resolve]);
    });
  }

  /** An album that is not held has grown. Nobody looks at those that were not opened. */
  private arrives(state: AlbumState): void {
    if (this.isOver || !this.opened.has(state.albumId)) return;
    for (const resolve of this.waiting.get(state.albumId) ?? []) resolve(this.withStale(state));
    this.waiting.delete(state.albumId);
    this.arriving.set(state.albumId, state);
    keepNewest(this.arriving);
    this.tell(state);
  }

  /** What is shown of an album is as new as the server's last answer. */
  private succeeded(state: AlbumState): void {
    this.waiting.delete(state.albumId);
    this.stale.delete(state.albumId);
    this.arriving.delete(state.albumId);
    this.tell(state);
  }

  /** The server was asked for an album in vain; what is held of it is shown with the reason. */
  async failed(albumId: string, thrown: unknown): Promise<void> {
    this.waiting.delete(albumId);
    const held = await this.library.albumState(this.session.accountId, albumId);
    const told = this.arriving.get(albumId);
    const state = held ?? (told === undefined ? null : emptied(told));
    if (state === null) return;
    this.stale.set(albumId, errorData(thrown));
    this.tell(state);
  }

  withStale(state: AlbumState): AlbumState {
    return { ...state, staleBecause: this.stale.get(state.albumId) ?? null };
  }

  tell(state: AlbumState): void {
    if (!this.isOver) this.notify.albumChanged(this.withStale(state));
  }

  tellProgress(albumId: string, done: number, total: number): void {
    if (!this.isOver) this.notify.resyncProgress({ albumId, done, total });
  }

  /** Tells the album list where it is not what was told last. */
  async publish(): Promise<void> {
    const list = await this.known();
    const text = JSON.stringify(list);
    if (this.isOver || text === this.published) return;
    this.published = text;
    this.notify.albumsChanged(list);
  }

  /** Makes the call when the body is first read, and ends with the session. */
  private async *whileOn(
    call: () => Promise<{ body: AsyncIterable<Uint8Array> }>,
  ): AsyncGenerator<Uint8Array, void> {
    this.assertOn();
    const { body } = await call();
    for await (const chunk of body) {
      this.assertOn();
      yield chunk;
    }
    this.assertOn();
  }

  private assertOn(): void {
    if (this.isOver) throw new AppError({ code: 'cancelled' });
  }

  private async list(): Promise<{ albums: AlbumSummary[]; error: AppErrorData | null }> {
    try {
      this.assertOn();
      this.listed = await this.session.api.albums();
      await this.publish();
      return { albums: this.listed, error: null };
    } catch (thrown) {
      if (isOfEveryCall(thrown)) this.listing = null;
      return { albums: [], error: errorData(thrown) };
    }
  }
}

/** The album of which nothing could be kept (a full disk), although images of it were shown already. */
const emptied = (told: AlbumState): AlbumState => ({
  ...told,
  parts: [],
  arriving: false,
  isWhole: false,
  imagesCount: 0,
  completeCount: 0,
  oddCount: 0,
  unreadableCount: 0,
  repeatedCount: 0,
});
