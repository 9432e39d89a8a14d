import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { ListAnswer } from '../journal/journal.ts';
import type { AddAnswer } from './sharing-calls.ts';
import type { VirtualTime } from './virtual-time.fixture.ts';

export const facts = { route: 'POST /sharings/:sharing_id/sharing_images', requestId: null, message: null };
export const status = (code: number): AppErrorData => {
  if (code === 401) return { code: 'access-denied', status: code, ...facts };
  if (code === 404) return { code: 'not-found', status: code, ...facts };
  if (code === 429) return { code: 'rate-limited', retryAfterSeconds: null, status: code, ...facts };
  if (code >= 300 && code < 400) return { code: 'redirected', status: code, ...facts };
  const isUnclear = code >= 500 || [408, 409, 425].includes(code);
  return { code: isUnclear ? 'server-failed' : 'refused', status: code, ...facts };
};
export const html: AppErrorData = {
  code: 'unreadable-answer',
  contentType: 'text/html',
  status: 200,
  ...facts,
};
export const notReached = (reason: 'refused' | 'dns' | 'reset' | 'timeout' | 'offline'): AppErrorData => ({
  code: 'not-reached',
  host: 'api',
  reason,
});

/** How one POST goes. By default all images are put in at once and told of. */
export interface PostPlan {
  /** So many of its images are put in, the first ones. */
  commits?: number;
  /** That takes so long. */
  workMs?: number;
  /** The app hears after so long, or when the work is done where it is told of its rows; Infinity: never. */
  answerMs?: number;
  /** What it hears: an error, or this body; by default of the rows that were made. */
  answer?: AppErrorData | string;
}

/** How one GET goes. By default all rows are told of at once. */
export interface ListPlan {
  answerMs?: number;
  error?: AppErrorData;
  /** The list ends in the middle of a row. */
  isCut?: boolean;
}

interface Row {
  id: string;
  sharingId: string;
  imageId: string;
  at: number;
  byApp: boolean;
}

/** A POST as the server saw it. `endedAt`: when the app heard of its end, or started again after it died during it. */
export interface Post {
  sharingId: string;
  imageIds: string[];
  sentAt: number;
  endedAt: number | null;
  /** What was not carried out by its end will not be. */
  isClear: boolean;
  /** The app heard a no: it may go on with other images, though this may yet be carried out. */
  isRefused: boolean;
}

/** Keeps what it is given, in rows of their own, and fails as planned. */
export class VirtualServer {
  readonly rows: Row[] = [];
  readonly posts: Post[] = [];
  /** When each call came. */
  readonly callsAt: number[] = [];
  /** When each list was asked. */
  readonly listsAt: number[] = [];
  /** A list shows rows that are at least so old. */
  lagMs = 0;
  /** A list shows so many rows at most. */
  cap = Infinity;
  hintsAtMore = false;
  planPost: (post: Post, number: number) => PostPlan = () => ({});
  planList: (sharingId: string, number: number) => ListPlan = () => ({});
  /** Told of each POST before it is carried out. */
  onPost: (post: Post) => void = () => undefined;
  /** POSTs that the app tried, those that did not reach the server included. */
  private attempts = 0;
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  count(imageId: string, sharingId = 'sharing'): number {
    return this.rows.filter((row) => row.imageId === imageId && row.sharingId === sharingId).length;
  }

  put(imageIds: readonly string[], { sharingId = 'sharing', byApp = false } = {}): Row[] {
    const rows = imageIds.map((imageId, index) => ({
      id: `row${this.rows.length + index}`,
      sharingId,
      imageId,
      at: this.time.now,
      byApp,
    }));
    this.rows.push(...rows);
    return rows;
  }

  add(sharingId: string, imageIds: readonly string[]): Promise<AddAnswer> {
    const { time } = this;
    const post: Post = {
      sharingId,
      imageIds: [...imageIds],
      sentAt: time.now,
      endedAt: null,
      isClear: false,
      isRefused: false,
    };
    const { commits = Infinity, workMs = 0, answerMs = 0, answer } = this.planPost(post, this.attempts++);
    const isNotSent = typeof answer === 'object' && answer.code === 'not-reached' && isUnsent(answer);
    this.callsAt.push(time.now);
    if (!isNotSent) {
      this.onPost(post);
      this.posts.push(post);
    }
    const { promise, resolve, reject } = Promise.withResolvers<AddAnswer>();
    const part = imageIds.slice(0, Math.min(commits, imageIds.length));
    let made: Row[] = [];
    const work = (): void => {
      made = this.put(part, { sharingId, byApp: true });
    };
    const tell = (): void => {
      post.endedAt = time.now;
      if (typeof answer === 'object') {
        post.isClear = answer.code === 'rate-limited';
        post.isRefused = isRefusal(answer);
        reject(new AppError(answer));
      } else {
        post.isClear = answer === undefined && made.length === imageIds.length;
        resolve({ body: bytes(answer ?? json(made)), status: 200, requestId: null });
      }
    };
    if (!isNotSent && part.length > 0) {
      if (workMs === 0) work();
      else time.after(workMs, work, false);
    }
    const hearsAt = answer === undefined ? Math.max(answerMs, workMs) : answerMs;
    if (hearsAt < Infinity) time.after(hearsAt, tell, true);
    return promise;
  }

  list(sharingId: string): Promise<ListAnswer> {
    const { time } = this;
    this.callsAt.push(time.now);
    this.listsAt.push(time.now);
    const { answerMs = 0, error, isCut = false } = this.planList(sharingId, this.listsAt.length - 1);
    const shown = this.rows
      .filter((row) => row.sharingId === sharingId && row.at <= time.now - this.lagMs)
      .slice(0, this.cap);
    const text = json(shown);
    const { promise, resolve, reject } = Promise.withResolvers<ListAnswer>();
    const tell = (): void => {
      if (error !== undefined) reject(new AppError(error));
      else resolve({ body: bodyOf(isCut ? text.slice(0, -2) : text, isCut), hintsAtMore: this.hintsAtMore });
    };
    time.after(answerMs, tell, true);
    return promise;
  }
}

const isUnsent = (error: Extract<AppErrorData, { code: 'not-reached' }>): boolean =>
  error.reason !== 'reset' && error.reason !== 'timeout';

const isRefusal = ({ code }: AppErrorData): boolean =>
  ['access-denied', 'not-found', 'refused', 'session-expired'].includes(code);

const json = (rows: readonly Row[]): string =>
  JSON.stringify(
    rows.map(({ id, imageId, at }) => ({
      id,
      created_at: new Date(1_700_000_000_000 + at).toISOString(),
      url: `/sharing_images/${id}/image`,
      user: null,
      image: { public_id: imageId },
    })),
  );

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function* bodyOf(text: string, isCut: boolean): AsyncGenerator<Uint8Array> {
  const all = bytes(text);
  for (let at = 0; at < all.length; at += 7_000) yield await Promise.resolve(all.subarray(at, at + 7_000));
  if (isCut) throw new AppError({ code: 'cut-answer', status: 200, ...facts });
}
