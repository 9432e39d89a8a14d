import PQueue from 'p-queue';
import { AppError, errorData } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import type { Pasted, Resync, ResyncCause } from '#shared/models/resync.ts';
import type { Library } from '../library/library.ts';
import type { Clock } from '../sharing/clock.ts';
import type { KeptSession } from './kept-session.ts';
import { callsAtOnce, runResync } from './run-resync.ts';
import type { SessionAsks } from './session-asks.ts';

/** What is to be asked for again, and what else the pasted text held. */
export interface ResyncWish extends Pasted {
  albumId: string;
  /** Null: the whole album. */
  imageIds: readonly string[] | null;
}

/**
 * Resyncs of the account that is there. What is asked and answered stands in the history alone: here is only what is
 * under way. All throw AppError.
 */
export interface Resyncs {
  /**
   * Writes it down, begins it and answers at once; two of the same album go one after the other.
   * @param ofAccount whose it is to be, where that is not whoever is there
   * @throws AppError `no-images-chosen`; `signed-out` where `ofAccount` is not there
   */
  start(wish: ResyncWish, cause?: ResyncCause, ofAccount?: string): Promise<Resync>;
  /** The newest of a whole album that was begun for this cause since then; null: there is none. */
  begun(albumId: string, cause: ResyncCause, since: number, ofAccount: string): Promise<string | null>;
  /** Ends the request under way; what had come stays. One that has ended is given as it is. */
  cancel(resyncId: string): Promise<Resync>;
  /** Asks again for what failed or was never asked, into the same report; gives it as it is where that is nothing. */
  retry(resyncId: string, ofAccount?: string): Promise<Resync>;
  /**
   * Waits until nothing is under way for it. Where it is `running` or `waiting` even then, it rests: until Renew
   * (`session-expired`), or until its account is back.
   */
  finished(resyncId: string, ofAccount?: string): Promise<Resync>;
  /** To be called whenever somebody is signed in: what rests goes on, but what is left to others; of another account it rests. */
  resume(): void;
  /** To be called whenever the account has changed, also where its token has expired: of any other all rests. */
  restOthers(): void;
  /** To be called when the account is gone or the app ends: all comes to rest where it is, and goes on with `resume`. */
  rest(): Promise<void>;
}

interface ResyncsOptions {
  kept: KeptSession;
  library: Pick<Library, 'history'>;
  clock: Clock;
  /** Those of an account that another room takes up itself, in its own order: the queue of albums. Never rejects. */
  leftTo?: (accountId: string) => Promise<ReadonlySet<string>>;
  /** Told of each as it goes on, some ten times a second at most, and of its end. */
  notify: (resync: Resync) => void;
  unexpected: (thrown: unknown) => void;
}

interface Run {
  accountId: string;
  abort: AbortController;
  isCancelled: boolean;
  /** It was to go on while it did: somebody signed in a moment before it found the session expired. */
  isWanted: boolean;
  finished: Promise<Resync>;
}

export function createResyncs(options: ResyncsOptions): Resyncs {
  const { kept, library, clock, leftTo, notify, unexpected } = options;
  const { history } = library;
  const runs = new Map<string, Run>();
  const lanes = new Map<string, Promise<unknown>>();
  const commands = new Map<string, Promise<unknown>>();
  const turns = new PQueue({ concurrency: callsAtOnce });

  const accountId = (): string => kept.asks().session.accountId;
  /** @throws AppError `signed-out` where another is there than the one that is meant */
  const accountOf = (meant?: string): string =>
    meant === undefined ? accountId() : asksOf(meant).session.accountId;
  /** @throws AppError `signed-out` where the account is another by now */
  const asksOf = (id: string): SessionAsks => {
    const asks = kept.asks();
    if (asks.session.accountId !== id) throw new AppError({ code: 'signed-out' });
    return asks;
  };

  /** The page is told nothing of an account that is gone. */
  function tellOf(ofAccount: string, resync: Resync): void {
    try {
      asksOf(ofAccount);
    } catch (thrown) {
      if (errorData(thrown).code === 'signed-out') return;
      throw thrown;
    }
    notify(resync);
  }

  function begin(ofAccount: string, resync: Resync): void {
    const lane = `${ofAccount} ${resync.albumId}`;
    const before = lanes.get(lane) ?? Promise.resolve();
    const abort = new AbortController();
    const run: Run = {
      accountId: ofAccount,
      abort,
      isCancelled: false,
      isWanted: false,
      finished: runResync(resync, {
        accountId: ofAccount,
        before,
        asks: () => asksOf(ofAccount),
        history,
        turns,
        clock,
        signal: abort.signal,
        isCancelled: () => run.isCancelled,
        notify: (changed) => tellOf(ofAccount, changed),
        unexpected,
      }).finally(() => {
        if (runs.get(resync.id) === run) runs.delete(resync.id);
        if (lanes.get(lane) === last) lanes.delete(lane);
      }),
    };
    runs.set(resync.id, run);
    const last = Promise.allSettled([before, run.finished]);
    lanes.set(lane, last);
    run.finished
      .then(async ({ status }) => {
        const rests = status === 'waiting' || status === 'running';
        if (run.isWanted && !abort.signal.aborted && rests)
          await alone(resync.id, () => goOn(ofAccount, resync.id));
      })
      .catch(unexpected);
  }

  /** One command after the other for each resync, so that none is run twice at a time. */
  async function alone<T>(resyncId: string, command: () => Promise<T>): Promise<T> {
    const before = commands.get(resyncId) ?? Promise.resolve();
    const mine = before.then(command, command);
    commands.set(resyncId, mine);
    try {
      return await mine;
    } finally {
      if (commands.get(resyncId) === mine) commands.delete(resyncId);
    }
  }

  async function goOn(ofAccount: string, resyncId: string): Promise<Resync> {
    const run = runs.get(resyncId);
    if (run?.abort.signal.aborted === false) {
      run.isWanted = true;
      return history.get(ofAccount, resyncId);
    }
    await run?.finished.catch(nothing);
    const resync = await history.get(ofAccount, resyncId);
    if (!(await hasMore(ofAccount, resync))) return resync;
    const isRunning = resync.status === 'running';
    const running = isRunning
      ? resync
      : await history.settle(ofAccount, resyncId, 'running', null, clock.wall());
    begin(ofAccount, running);
    return running;
  }

  async function hasMore(ofAccount: string, resync: Resync): Promise<boolean> {
    if (resync.compared !== null) return false;
    if (resync.status === 'running' || resync.status === 'waiting') return true;
    if (resync.scope === 'album') return resync.status === 'cancelled' || resync.error !== null;
    return (await history.toAsk(ofAccount, resync.id)).length > 0;
  }

  const stop = (those: readonly Run[]): void => {
    for (const run of those) run.abort.abort();
  };

  function restOthers(): void {
    const there = presentAccount();
    stop([...runs.values()].filter((run) => run.accountId !== there));
  }

  function presentAccount(): string | null {
    try {
      return accountId();
    } catch (thrown) {
      if (errorData(thrown).code === 'signed-out') return null;
      throw thrown;
    }
  }

  async function resume(): Promise<void> {
    const id = accountId();
    restOthers();
    const left = (await leftTo?.(id)) ?? new Set();
    for (const resync of await history.unfinished(id)) {
      if (left.has(resync.id)) continue;
      await alone(resync.id, async () => {
        if (accountId() === id) await goOn(id, resync.id);
      });
    }
  }

  return {
    async start({ albumId, imageIds, noIds, repeated }, cause = 'user', ofAccount) {
      const { session } = ofAccount === undefined ? kept.asks() : asksOf(ofAccount);
      const ids = imageIds === null ? null : [...new Set(imageIds)].filter((id) => !isMadeUp(id));
      if (ids?.length === 0) throw new AppError({ code: 'no-images-chosen' });
      const resync = await history.create({
        accountId: session.accountId,
        albumId,
        imageIds: ids,
        noIds,
        repeated,
        cause,
        by: session.by,
        startedAt: clock.wall(),
      });
      // `resume` may have seen it already.
      return alone(resync.id, () => goOn(session.accountId, resync.id));
    },
    async begun(albumId, cause, since, ofAccount) {
      const { resyncs } = await history.list(ofAccount, albumId, 0, mostLookedAt);
      const found = resyncs.find(
        (each) => each.scope === 'album' && each.cause === cause && each.startedAt >= since,
      );
      return found?.id ?? null;
    },
    cancel: async (resyncId) =>
      alone(resyncId, async () => {
        const id = accountId();
        const run = runs.get(resyncId);
        if (run?.accountId === id) {
          run.isCancelled = true;
          run.abort.abort();
          await run.finished.catch(nothing);
        }
        const resync = await history.get(id, resyncId);
        if (resync.status !== 'running' && resync.status !== 'waiting') return resync;
        const cancelled = await history.settle(id, resyncId, 'cancelled', null, clock.wall());
        notify(cancelled);
        return cancelled;
      }),
    retry: async (resyncId, ofAccount) => alone(resyncId, () => goOn(accountOf(ofAccount), resyncId)),
    async finished(resyncId, ofAccount) {
      const run = runs.get(resyncId);
      return run === undefined ? history.get(accountOf(ofAccount), resyncId) : run.finished;
    },
    resume: () => void resume().catch(unexpected),
    restOthers,
    async rest() {
      const those = [...runs.values()];
      stop(those);
      await Promise.allSettled(those.map(({ finished }) => finished));
    },
  };
}

/** Of an album's moments: between a crash and the next start there are none but what is looked for. */
const mostLookedAt = 20;
const nothing = (): void => undefined;
