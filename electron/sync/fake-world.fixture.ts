import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { Library, Looking, MergedImages } from '../library/library.ts';
import { VirtualTime } from '../sharing/virtual-time.fixture.ts';
import { FakeHistory } from './fake-history.fixture.ts';
import { keepSession } from './kept-session.ts';
import { createResyncs, type Resyncs } from './resyncs.ts';
import type { SyncApi } from './sync-api.ts';

/** What the fake server says of one image. */
export interface FakeImage {
  processed?: boolean;
  processingError?: string;
}

const callFacts = { route: 'GET /x', status: 500, requestId: null, message: null };
export const offline: AppErrorData = { code: 'not-reached', host: 'api.test', reason: 'offline' };
/** The server was reached, and its answer breaks off. */
export const broken: AppErrorData = { code: 'not-reached', host: 'api.test', reason: 'reset' };
export const denied: AppErrorData = { code: 'access-denied', ...callFacts };
export const failed: AppErrorData = { code: 'server-failed', ...callFacts };
export const limited = (retryAfterSeconds: number | null): AppErrorData => ({
  code: 'rate-limited',
  retryAfterSeconds,
  ...callFacts,
});

/** One call, as it was made. */
export interface FakeCall {
  account: string;
  /** `all`, `own A` or the ids. */
  what: string;
  ids: readonly string[];
  at: number;
}

/**
 * A server, a library and a history in memory, and time that passes only when it is told to: for this room's tests. An
 * answer takes `answerMs`; a call that is given up ends at once.
 */
export class FakeWorld {
  readonly time = new VirtualTime();
  readonly clock = this.time.clock(() => 0.5);
  readonly history = new FakeHistory();
  readonly calls: FakeCall[] = [];
  readonly thrown: unknown[] = [];
  readonly told: Resync[] = [];
  inFlight: FakeCall[] = [];
  mostUnderWay = 0;
  /** By the first id of a call: how often it came to nothing. */
  readonly vain = new Map<string, number>();
  answerMs = 100;
  /** How long a call takes, milliseconds. */
  answerOf: (call: FakeCall) => number = () => this.answerMs;
  account: string | null = 'one';
  heard: (resync: Resync) => void = nothing;
  isExpired = false;
  /** What a call meets; null: it is answered. */
  meets: (call: FakeCall) => AppErrorData | null = () => null;
  images: (id: string) => FakeImage | null = () => ({});
  source: 'image_syncs' | 'album' = 'album';

  readonly library = {
    history: this.history.asHistory(),
    listSource: async () => Promise.resolve(this.source),
    albums: async () => Promise.resolve([]),
    albumState: async (accountId: string, albumId: string) => Promise.resolve(stateOf(accountId, albumId)),
    storeList: async ({ accountId, albumId, looking, body }) => {
      await whole(body);
      const album = albumId ?? looking.resync?.albumId ?? 'A';
      return [{ state: stateOf(accountId, album), came: 1, resync: this.written(looking) }];
    },
    mergeImages: async ({ accountId, albumId, ids, looking, body }) => {
      await whole(body);
      const merged: MergedImages = {
        state: stateOf(accountId, albumId),
        resync: this.written(looking),
        found: [],
        missing: [],
      };
      for (const id of ids) {
        const image = this.images(id);
        if (image === null) merged.missing.push(id);
        else {
          const { processed = false, processingError = null } = image;
          merged.found.push({ id, name: `Name of ${id}`, processed, processingError });
        }
      }
      return merged;
    },
  } satisfies Partial<Library> as unknown as Library;

  readonly kept = keepSession({
    session: () => {
      if (this.account === null) throw new AppError({ code: 'signed-out' });
      return { accountId: this.account, by: 'Ada', abilities: [], api: this.api(this.account) };
    },
    library: this.library,
    notify: { albumsChanged: nothing, albumChanged: nothing, resyncChanged: nothing },
    mono: () => this.clock.mono(),
  });

  /** As after a start of the app. */
  resyncs(leftTo?: (accountId: string) => Promise<ReadonlySet<string>>): Resyncs {
    return createResyncs({
      ...(leftTo !== undefined && { leftTo }),
      kept: this.kept,
      library: this.library,
      clock: this.clock,
      notify: (resync) => {
        this.told.push(resync);
        this.heard(resync);
      },
      unexpected: (thrown) => this.thrown.push(thrown),
    });
  }

  cameToNothing({ ids, what }: FakeCall): void {
    const [first = what] = ids;
    this.vain.set(first, (this.vain.get(first) ?? 0) + 1);
  }

  private api(account: string): SyncApi {
    const reply = async (what: string, ids: readonly string[], signal?: AbortSignal) => {
      const call = { account, what, ids, at: this.time.now };
      this.calls.push(call);
      this.inFlight.push(call);
      this.mostUnderWay = Math.max(this.mostUnderWay, this.inFlight.length);
      try {
        await this.answerTime(this.answerOf(call), signal);
        if (this.account !== account) throw new AppError({ code: 'signed-out' });
        const error = this.isExpired ? ({ code: 'session-expired' } as const) : this.meets(call);
        if (error !== null) throw new AppError(error);
      } catch (thrown) {
        this.cameToNothing(call);
        throw thrown;
      } finally {
        this.inFlight = this.inFlight.filter((each) => each !== call);
      }
      return { body: empty(), facts: { ...callFacts, status: 200 } };
    };
    return {
      albums: async () => Promise.resolve([]),
      allImages: async (signal) => reply('all', [], signal),
      albumImages: async (albumId, signal) => reply(`own ${albumId}`, [], signal),
      imagesByIds: async (ids, signal) => reply('ids', ids, signal),
    };
  }

  private async answerTime(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const abort = (): void => reject(new AppError({ code: 'cancelled' }));
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const cancel = this.time.after(ms, () => resolve(undefined), true);
    try {
      await promise;
    } finally {
      cancel();
    }
  }

  private written({ resync }: Looking): Resync | null {
    return resync === undefined ? null : this.history.answered(resync.id, resync.chunk);
  }
}

const nothing = (): void => undefined;

async function* empty(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new Uint8Array());
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
}

const stateOf = (accountId: string, albumId: string): AlbumState => ({
  accountId,
  albumId,
  revision: 1,
  parts: [],
  arriving: false,
  isWhole: true,
  imagesCount: 1,
  syncedAt: 1,
  completeCount: 0,
  oddCount: 0,
  unreadableCount: 0,
  repeatedCount: 0,
  staleBecause: null,
});
