import type { AppErrorData } from '#shared/errors.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type {
  FieldChange,
  Pasted,
  Resync,
  ResyncCause,
  ResyncHistory,
  ResyncKind,
  ResyncMark,
  ResyncRow,
  ResyncStatus,
} from '#shared/models/resync.ts';
import type { PageIndex } from '#shared/report-index.ts';

/*
 * The history: every resync with its report, over restarts, in `history.sqlite` beside the library's file and in the
 * library's thread, which alone knows what differs. It is no cache: the server cannot tell it again. So its layout
 * migrates, and a damaged file is put aside and said, never thrown away silently.
 *
 * Whatever changes the library is written down here first, whoever asked: an album's opening that finds changes is a
 * moment of its history as much as a resync. So the chain of moments has no gap, and any two can be compared by putting
 * together what came between.
 */

/** A resync to be written down. */
export interface NewResync extends Pasted {
  accountId: string;
  albumId: string;
  /** Null: the whole album. */
  imageIds: readonly string[] | null;
  cause: ResyncCause;
  by: string | null;
  /** Milliseconds since 1970. */
  startedAt: number;
}

/** What is still to be asked of a resync by ids, as chunks of one call; a chunk keeps its number when it is asked again. */
export interface ChunkToAsk {
  number: number;
  ids: string[];
  /** The server was asked for it before, and gave no answer. */
  wasAsked: boolean;
}

/** How the calls of the main process reach the history; all are of one account, and throw AppError. */
export interface History {
  create(wish: NewResync): Promise<Resync>;
  /** @throws AppError `unknown-resync` */
  get(accountId: string, resyncId: string): Promise<Resync & { pasted: Pasted }>;
  list(
    accountId: string,
    albumId: string | null,
    from: number,
    count: number,
  ): Promise<Omit<ResyncHistory, 'wasLost'>>;
  rows(accountId: string, resyncId: string, keys: readonly number[]): Promise<ResyncRow[]>;
  /** The pages of its report, in order. */
  index(accountId: string, resyncId: string): Promise<PageIndex[]>;
  /** The rows of one page; null behind the last. For exports, which read one page after the other. */
  page(accountId: string, resyncId: string, number: number): Promise<ResyncRow[] | null>;
  /** The numbers of its pages, in order. */
  pages(accountId: string, resyncId: string): Promise<number[]>;
  /** Those of a whole-album report that have no row: unchanged, with nothing to say. One id a line, as bytes. */
  unchangedIds(accountId: string, resyncId: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What to ask of a resync by ids: what was never asked, then what failed. Empty where all was answered. */
  toAsk(accountId: string, resyncId: string): Promise<ChunkToAsk[]>;
  /**
   * A chunk got no answer, or was not even asked for (`wasAsked`): its ids are rows of kind `failed`, until it is asked
   * again. Those that have an answer keep it.
   */
  chunkFailed(accountId: string, resyncId: string, chunk: ChunkToAsk, error: AppErrorData): Promise<Resync>;
  /**
   * A whole album whose report is there has ended, and stays as it is.
   * @param error why nothing came of it, or why it waits
   */
  settle(
    accountId: string,
    resyncId: string,
    status: ResyncStatus,
    error: AppErrorData | null,
    at: number,
  ): Promise<Resync>;
  /** Those that are `running` or `waiting`, oldest first: to be gone on with after a start. */
  unfinished(accountId: string): Promise<Resync[]>;
  /** The comparison is not in the list, and lasts no longer than the app runs. */
  compare(accountId: string, from: string, to: string, at: number): Promise<Resync>;
  /** One, or with null all; what has not ended stays. */
  remove(accountId: string, resyncId: string | null): Promise<void>;
  /** The addresses a row's picture had on that side, best first, as written; null: no such row. */
  pictures(
    accountId: string,
    resyncId: string,
    key: number,
    side: 'before' | 'after',
  ): Promise<{ addresses: string[]; version: number; imageId: string } | null>;
}

/** One image as a comparison found it, before it is a row. */
export interface Finding {
  id: string;
  albumId: string;
  name: string;
  kind: ResyncKind;
  marks: ResyncMark[];
  changes: FieldChange[];
  /** Why a `failed` one is not known. */
  error?: AppErrorData;
  /** Facts of the records on both sides, for versions and pictures; null: there is or was none. */
  before: { facts: ImageFacts; record: Uint8Array } | null;
  after: { facts: ImageFacts; record: Uint8Array } | null;
}
