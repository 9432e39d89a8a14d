import type { AlbumState } from '#shared/models/album.ts';
import type { ImageFacts, Likeness, PictureSize } from '#shared/models/image.ts';
import type { AlbumHealth } from '#shared/models/health.ts';
import type { Resync, ResyncCause } from '#shared/models/resync.ts';
import type { AnswerKind, Answers } from '../api/answers.ts';
import type { History } from '../history/history.ts';

/** Who looked, and why: what differs is written down in the history under this, before the library changes. */
export interface Looking {
  cause: ResyncCause;
  /** The user's name or e-mail; null where it is not known. */
  by: string | null;
  /**
   * A resync that was begun: what is found of its album, or of this chunk of its ids, belongs to its report; other albums
   * that a list names stay as they are. A look without a resync is a moment where anything differs, for each album.
   */
  resync?: { id: string; albumId: string; chunk: number | null };
}

/** What became of one album when a list was stored. */
export interface StoredAlbum {
  state: AlbumState;
  /** What was written down of it; null where nothing differs and no resync was begun. */
  resync: Resync | null;
}

/** What became of ids that were asked for. */
export interface MergedImages extends StoredAlbum {
  /** Those that came, as their records say now. */
  found: { id: string; name: string; processed: boolean; processingError: string | null }[];
  /** Those that did not; none where the answer held records that could not be read: they may have been among these. */
  missing: string[];
}

/** What became of one album of a list. */
export interface StoredList extends StoredAlbum {
  /** Images of it that came; fewer than it holds now where a fuller list stayed. */
  came: number;
}

/** Which route a list came from: the album's own route carries no tags and no uploader (api.md). */
export type ListSource = 'image_syncs' | 'album';

/** A whole list as it arrives. */
export interface ListToStore {
  accountId: string;
  source: ListSource;
  /** The album that was asked for; with null every album that the records name. */
  albumId: string | null;
  looking: Looking;
  body: AsyncIterable<Uint8Array>;
  /** Told of a watched album that is not held, as it grows while it arrives and as it is kept where the answer breaks off. */
  told?: (state: AlbumState) => void;
  /** An album of which fewer images came stays as it was, and is left out of the answer. */
  atLeast?: number;
}

/** The answer to `ids` as it arrives. */
export interface ImagesToMerge {
  accountId: string;
  albumId: string;
  ids: readonly string[];
  looking: Looking;
  body: AsyncIterable<Uint8Array>;
}

/**
 * The library: everything the app remembers of albums and images, over restarts. It lives in a worker thread
 * (`worker.ts`), which owns SQLite and does all parsing and comparing; these calls are how the main process speaks to
 * it. Bytes are handed over (transferred), not copied.
 */
export interface Library {
  /** What was found so far; in the same thread, since only it knows what differs. */
  readonly history: History;
  /** True where this start found the history's file damaged: it was put aside, and what was kept is lost. */
  wasHistoryLost(): Promise<boolean>;

  /**
   * Reads an answer that is a whole list, as it arrives, and replaces what was stored: of `albumId`, or with null of
   * every album that its records name. Fields the route does not carry are kept from before.
   * With null, a list that came from the album's own route and holds more images than came stays: what came is brought
   * up to date within it.
   * Nothing is replaced where the answer breaks off (`cut-answer`) or is no JSON array (`unreadable-answer`); of an album
   * that was not held, what came stays.
   * @returns the albums in the order in which the answer names them.
   */
  storeList(list: ListToStore): Promise<StoredList[]>;

  /**
   * Reads an answer to `ids` (image_syncs) and updates those images where they stand. An image that is held nowhere is
   * put at the end of the album its record names, where that is held, else of `albumId`; where its record names another
   * album than that (and `albumId` is not empty: no album was asked about), it is told and kept nowhere. An album that
   * was not held is not whole with it.
   */
  mergeImages(part: ImagesToMerge): Promise<MergedImages>;

  /** Somebody looks at this album: lists tell of it while it arrives. */
  watch(accountId: string, albumId: string): Promise<void>;
  /** Albums held, with their counts. */
  albums(accountId: string): Promise<{ albumId: string; imagesCount: number }[]>;
  /** What is shown of an album: what is held, else what has arrived so far. */
  albumState(accountId: string, albumId: string): Promise<AlbumState | null>;
  /** The route the stored list came from; null where the album is not held. */
  listSource(accountId: string, albumId: string): Promise<ListSource | null>;
  /** One part of an album's columns (`shared/columns`) by its key; null where it has passed or is another account's. */
  columns(accountId: string, part: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps the likenesses of those images that are still as they were looked at. */
  keepLikenesses(accountId: string, albumId: string, likenesses: readonly Likeness[]): Promise<void>;
  details(accountId: string, albumId: string, imageId: string): Promise<ImageFacts | null>;
  /** Of `ids`, in their order, those whose tags and uploader are not known. */
  incomplete(accountId: string, albumId: string, ids: readonly string[]): Promise<string[]>;
  /** Title, else file name, by id; an id that is not held is its own name. */
  names(accountId: string, albumId: string, ids: readonly string[]): Promise<string[]>;
  /**
   * What is known of an album's images and one sharing: a byte an image in the album's order (`mark`), and the revision
   * whose order that is; null where the album is not held. The arrays are handed over.
   * @param ids of the images in the sharing, UTF-8, each followed by a newline
   * @param sharedAt when each was last shared, milliseconds since 1970 by the server's clock; NaN: unknown
   */
  marks(
    accountId: string,
    albumId: string,
    ids: Uint8Array<ArrayBuffer>,
    sharedAt: Float64Array<ArrayBuffer>,
  ): Promise<{ revision: number; marks: Uint8Array<ArrayBuffer> } | null>;
  /** The addresses a record names for a picture of this size, best first, as written; null: no such image. */
  pictureAddresses(
    accountId: string,
    albumId: string,
    imageId: string,
    size: PictureSize,
  ): Promise<{ addresses: string[]; updatedAt: number } | null>;

  /** The album at a glance, counted anew for each revision; null where it is not held. */
  health(accountId: string, albumId: string): Promise<AlbumHealth | null>;
  /** Ids of the images behind a bar, one a line, in the album's order; null where album, revision or bar are none. */
  healthIds(
    accountId: string,
    albumId: string,
    revision: number,
    bar: string,
  ): Promise<Uint8Array<ArrayBuffer> | null>;

  /** Parses a small JSON answer off the main thread. Throws `unreadable-answer`. */
  readAnswer<K extends AnswerKind>(kind: K, bytes: Uint8Array<ArrayBuffer>): Promise<Answers[K]>;

  /** Forgets everything of every account but these, the history included. */
  keepOnly(accountIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
