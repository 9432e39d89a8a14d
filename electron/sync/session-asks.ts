import { AppError, errorData, type AppErrorCode, type AppErrorData } from '#shared/errors.ts';
import type { AlbumState, AlbumSummary } from '#shared/models/album.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { Library, Looking, MergedImages, StoredAlbum, StoredList } from '../library/library.ts';
import { albumList } from './album-list.ts';
import { Answered } from './answered.ts';
import { keepNewest } from './keep-newest.ts';
import { orAborted } from './or-aborted.ts';
import type { ImageList, SyncApi } from './sync-api.ts';

/** Who is signed in: all of it is of one account. */
export interface SyncSession {
  accountId: string;
  /** The user's name or e-mail as the server gave it; null where it is not known. */
  by: string | null;
  abilities: readonly AlbumAbility[];
  api: SyncApi;
}

/** What others are told; each a hint that can be repeated. */
export interface SyncNotify {
  albumsChanged(list: AlbumSummary[]): void;
  albumChanged(state: AlbumState): void;
  /** Something was written down in the history that no resync had asked for: an opening that found changes. */
  resyncChanged(resync: Resync): void;
}

/** Why something is asked, for which resync, and what ends it before its time. */
export interface Asking extends Pick<Looking, 'cause' | 'resync'> {
  signal?: AbortSignal;
}
/** An album is to be shown. */
export const opening: Asking = { cause: 'opened' };

/** What became of an album's own route; null: not enough came. */
interface AlbumAnswer {
  stored: StoredAlbum | null;
  answered: Answered;
}

const nothing = (): void => undefined;

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
  /** Albums of which the server has answered all that it was asked for. */
  private readonly answered = new Set<string>();
  /** What of these questions has come to its answer. */
  private readonly settled = { listing: false, all: false };
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

  /** Its account was away for a moment only: what the server had answered to `before` is not asked again. */
  goOnWith(before: SessionAsks): void {
    if (before.settled.listing) this.listing = before.listing;
    if (before.settled.all) this.askingAll = before.askingAll;
    Object.assign(this.settled, before.settled);
    this.allFailed = before.allFailed;
    for (const albumId of before.answered) this.answered.add(albumId);
    for (const [albumId, error] of before.stale) this.stale.set(albumId, error);
  }

  /** Whether the album was asked for, and nothing is left to ask. */
  hasAnswered(albumId: string): boolean {
    return this.answered.has(albumId);
  }

  /** All that an opening asks for was answered. */
  isAnswered(albumId: string): void {
    if (this.isOver) return;
    this.answered.add(albumId);
    keepNewest(this.answered);
  }

  /** Another session begins: nothing more is asked, stored or told; what is under way fails with `cancelled`. */
  end(): void {
    this.isOver = true;
  }

  /** What failed with `cancelled` may be asked anew, by the session that has begun since. */
  hasEnded(): boolean {
    return this.isOver;
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
    this.askingAll ??= this.storeAll(opening).then(
      (stored) => {
        this.settled.all = true;
        return new Map(stored.map(({ state, came }) => [state.albumId, came]));
      },
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
  async storeAll(why: Asking): Promise<StoredList[]> {
    return this.joined('', why, () => this.askAll(why));
  }

  /**
   * A whole list that is on its way is not asked for again: whoever opens an album gets that. A resync waits for it and
   * asks anew: the list began before, so it may lack what has changed since, and it is written down under another name.
   */
  private async joined<T>(list: string, why: Asking, ask: () => Promise<T>): Promise<T> {
    for (;;) {
      const underWay = this.underWay.get(list) as Promise<T> | undefined;
      if (underWay === undefined) break;
      if (why.resync === undefined) return underWay;
      await orAborted(underWay.then(nothing, nothing), why.signal);
    }
    const asking = ask().finally(() => this.underWay.delete(list));
    this.underWay.set(list, asking);
    return asking;
  }

  private async askAll(why: Asking): Promise<StoredList[]> {
    if (this.allFailed) return [];
    const { accountId } = this.session;
    const answered = new Answered();
    const body = this.whileOn(() => this.session.api.allImages(why.signal), why, answered);
    const told = (state: AlbumState): void => this.arrives(state);
    const list = { accountId, source: 'image_syncs', albumId: null, body, told } as const;
    let stored: StoredList[];
    try {
      stored = await answered.read(this.library.storeList({ ...list, looking: this.looking(why) }));
    } catch (thrown) {
      // A disk that refuses this list would refuse the next as well.
      const isOfDisk = errorData(thrown).code === 'storage-failed';
      if (isOfDisk || (isOfEveryCall(thrown) && !isTooMuch(thrown))) throw thrown;
      this.allFailed = true;
      return [];
    }
    for (const { state, came, resync } of stored) {
      this.tellFound(resync, why);
      if (state.imagesCount > came) this.tell(state);
      else this.succeeded(state);
    }
    await this.publish();
    return stored;
  }

  /**
   * Asks the album's own route.
   * @throws AppError `nothing-listed` where the answer is empty and the album is not: a missing right answers `200 []`
   * too (api.md), and what the user sees and has selected must not go with it. To a resync an empty answer says
   * something only of an album that the server's own list counts as empty.
   */
  async storeAlbum(albumId: string, why: Asking): Promise<StoredAlbum> {
    const held = await this.library.albumState(this.session.accountId, albumId);
    const isEmpty = (held?.imagesCount ?? 0) === 0;
    const isBelieved = isEmpty && (why.resync === undefined || (await this.isListedEmpty(albumId, why)));
    const { stored, answered } = await this.askOnce(albumId, isBelieved ? 0 : 1, why);
    if (stored === null) throw answered.wrong({ code: 'nothing-listed' });
    return stored;
  }

  /** The list may be on its way still; it is not asked for here. */
  private async isListedEmpty(albumId: string, { signal }: Asking): Promise<boolean> {
    if (this.listing !== null) await orAborted(this.listing.then(nothing), signal);
    return this.listed.some(({ id, imagesCount }) => id === albumId && imagesCount === 0);
  }

  /** Asks the album's own route, and keeps an answer of at least so many images only; else null. */
  async storeAtLeast(albumId: string, atLeast: number, why: Asking): Promise<StoredAlbum | null> {
    return (await this.askOnce(albumId, atLeast, why)).stored;
  }

  private async askOnce(albumId: string, atLeast: number, why: Asking): Promise<AlbumAnswer> {
    return this.joined(`album ${albumId} ${atLeast}`, why, () => this.askAlbum(albumId, atLeast, why));
  }

  private async askAlbum(albumId: string, atLeast: number, why: Asking): Promise<AlbumAnswer> {
    const { accountId } = this.session;
    const answered = new Answered();
    const body = this.whileOn(() => this.session.api.albumImages(albumId, why.signal), why, answered);
    const looking = this.looking(why);
    const told = (state: AlbumState): void => this.arrives(state);
    const list = { accountId, source: 'album', albumId, looking, body, atLeast, told } as const;
    const [stored] = await answered.read(this.library.storeList(list));
    if (stored === undefined) return { stored: null, answered };
    this.tellFound(stored.resync, why);
    this.succeeded(stored.state);
    await this.publish();
    return { stored, answered };
  }

  /** Asks `image_syncs` for at most `idsPerCall` ids. */
  async mergeImages(albumId: string, ids: readonly string[], why: Asking): Promise<MergedImages> {
    const { accountId } = this.session;
    const answered = new Answered();
    const body = this.whileOn(() => this.session.api.imagesByIds(ids, why.signal), why, answered);
    const part = { accountId, albumId, ids, looking: this.looking(why), body };
    const merged = await answered.read(this.library.mergeImages(part));
    this.tellFound(merged.resync, why);
    return merged;
  }

  private looking({ cause, resync }: Asking): Looking {
    return { cause, by: this.session.by, ...(resync !== undefined && { resync }) };
  }

  /** Of a resync that was begun, whoever began it tells. */
  private tellFound(found: Resync | null, { resync }: Asking): void {
    if (found !== null && found.id !== resync?.id && !this.isOver) this.notify.resyncChanged(found);
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

  /** Tells the album list where it is not what was told last. */
  async publish(): Promise<void> {
    const list = await this.known();
    const text = JSON.stringify(list);
    if (this.isOver || text === this.published) return;
    this.published = text;
    this.notify.albumsChanged(list);
  }

  /** Makes the call when the body is first read, and ends with the session, or where it is given up. */
  private async *whileOn(
    call: () => Promise<ImageList>,
    { signal }: Asking,
    answered: Answered,
  ): AsyncGenerator<Uint8Array, void> {
    this.assertOn(signal);
    const { body, facts } = await call();
    answered.by(facts);
    for await (const chunk of body) {
      this.assertOn(signal);
      yield chunk;
    }
    this.assertOn(signal);
  }

  private assertOn(signal?: AbortSignal): void {
    if (this.isOver || signal?.aborted === true) throw new AppError({ code: 'cancelled' });
  }

  private async list(): Promise<{ albums: AlbumSummary[]; error: AppErrorData | null }> {
    try {
      this.assertOn();
      this.listed = await this.session.api.albums();
      await this.publish();
      this.settled.listing = true;
      return { albums: this.listed, error: null };
    } catch (thrown) {
      if (isOfEveryCall(thrown)) this.listing = null;
      else this.settled.listing = true;
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
