import { randomUUID } from 'node:crypto';
import { AppError, errorData } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import type { Watch } from '#shared/models/watch.ts';
import { z } from '#shared/zod.ts';
import { createAlarm } from '../sharing/alarm.ts';
import type { Clock } from '../sharing/clock.ts';
import { askableChunks } from './chunks.ts';
import { keptByAccount } from './kept-by-account.ts';
import type { KeptSession } from './kept-session.ts';
import { keptWatch, pauseMs, takeIn, watchOf, type KeptWatch } from './kept-watch.ts';
import { nowAndThen } from './now-and-then.ts';
import { isOfEveryCall } from './session-asks.ts';

/** Images of the account that is there which are waited for until they are processed. All throw AppError. */
export interface Watches {
  /**
   * Asks for them at once, then after 5 s, 10 s, 20 s and so on.
   * @throws AppError `no-images-chosen`; `flooded` where there are 20 already.
   */
  start(albumId: string, imageIds: readonly string[]): Promise<Watch[]>;
  /** Newest first, those that have ended too. */
  list(): Promise<Watch[]>;
  /** Waits no longer for it, and takes it off the list. */
  remove(watchId: string): Promise<Watch[]>;
  /** Asks for all now. */
  askNow(): Promise<Watch[]>;
  /** To be called whenever somebody is signed in or the account has changed. */
  wake(): void;
  /** How many images of an account are waited for as soon as that is there; 0 also before `list` has read them. */
  resting(accountId: string): number;
  /** Forgets everything of every account but these. */
  keepOnly(accountIds: readonly string[]): Promise<void>;
  /** Asks nothing more and writes what is to be kept. */
  close(): Promise<void>;
}

interface WatchesOptions {
  /** `watches.json` */
  file: string;
  /** The account that is there; null: none. */
  accountId: () => string | null;
  /** False: there is none, or its token has expired. */
  isSignedIn: () => boolean;
  kept: KeptSession;
  clock: Clock;
  notify: (watches: Watch[]) => void;
  /** Told once of each that has come to its end by itself. */
  ended: (watch: Watch) => void;
  unexpected: (thrown: unknown) => void;
}

const mostRunning = 20;
const mostKept = 50;
/** A server may ask for longer; a clock that was set back is not believed to. */
const longestWaitMs = 4 * 3_600_000;

export function createWatches(options: WatchesOptions): Watches {
  const { accountId, isSignedIn, clock, unexpected } = options;
  const kept = keptByAccount({ file: options.file, schema: z.array(keptWatch), clock, unexpected });
  const alarm = createAlarm(clock);
  const told = nowAndThen<readonly KeptWatch[]>(clock, (watches) => options.notify(watches.map(watchOf)));
  let running: Promise<void> | null = null;
  let lastAccount: string | null = null;
  let isClosed = false;

  const isThere = (account: string): boolean => accountId() === account && isSignedIn() && !isClosed;
  const changed = (watches: readonly KeptWatch[]): void => {
    kept.save();
    told.changed(watches);
  };
  const waitMs = ({ nextAt }: KeptWatch): number => {
    const ms = (nextAt ?? 0) - clock.wall();
    return ms > longestWaitMs ? 0 : Math.max(0, ms);
  };

  /** One call after the other; what fails is said, and asked again after the pause. */
  async function ask(account: string, watch: KeptWatch): Promise<void> {
    let askedForMs = 0;
    let error: KeptWatch['error'] = null;
    if (!isThere(account)) return;
    const asks = options.kept.asks();
    try {
      for (const chunk of askableChunks(watch.waiting)) {
        if (!isThere(account) || watch.endedAt !== null) return;
        const merged = await asks.mergeImages(watch.albumId, chunk, { cause: 'looked-up' });
        takeIn(watch, merged);
        asks.tell(merged.state);
      }
    } catch (thrown) {
      // A session that began anew asks anew.
      if (!isThere(account) || asks.hasEnded()) return;
      error = errorData(thrown);
      if (error.code === 'internal') unexpected(thrown);
      if (error.code === 'rate-limited') askedForMs = (error.retryAfterSeconds ?? 0) * 1_000;
    }
    if (watch.endedAt !== null) return;
    const now = clock.wall();
    watch.askedAt = now;
    watch.rounds += 1;
    watch.error = error;
    watch.nextAt = now + Math.max(pauseMs(watch, clock.random()), askedForMs);
    if (watch.waiting.length > 0) return;
    watch.endedAt = now;
    watch.nextAt = null;
    options.ended(watchOf(watch));
  }

  async function work(): Promise<void> {
    for (;;) {
      alarm.hush();
      const account = accountId();
      if (account === null || !isThere(account)) return;
      const watches = (await kept.all()).get(account) ?? [];
      const open = watches.filter(({ endedAt }) => endedAt === null);
      if (open.length === 0) return;
      const due = open.filter((watch) => waitMs(watch) === 0);
      for (let watch = due.shift(); watch !== undefined; watch = due.shift()) {
        await ask(account, watch);
        const { error, nextAt } = watch;
        // The next would meet that too.
        if (error !== null && isOfEveryCall(new AppError(error))) {
          for (const other of due.splice(0)) Object.assign(other, { error, nextAt });
        }
        // Of an account that is gone the page is told nothing.
        if (accountId() === account) changed(watches);
      }
      const left = open.filter(({ endedAt }) => endedAt === null);
      if (left.length > 0) await alarm.sleep(Math.min(...left.map(waitMs)));
    }
  }

  function begin(): void {
    if (isClosed) return;
    running ??= work()
      .catch(unexpected)
      .finally(() => {
        running = null;
        // Whoever rang a moment ago found it running.
        if (alarm.hasRung()) begin();
      });
  }
  const ring = (): void => {
    alarm.ring();
    begin();
  };

  const present = async (): Promise<KeptWatch[]> => {
    const account = accountId();
    if (account === null) throw new AppError({ code: 'signed-out' });
    const all = await kept.all();
    const watches = all.get(account) ?? [];
    all.set(account, watches);
    return watches;
  };
  /** The list was changed by hand. */
  const altered = (watches: KeptWatch[]): Watch[] => {
    // Those that ended first make room.
    while (watches.length > mostKept) {
      const oldest = watches.findLastIndex(({ endedAt }) => endedAt !== null);
      if (oldest === -1) break;
      watches.splice(oldest, 1);
    }
    kept.save();
    told.last(watches);
    ring();
    return watches.map(watchOf);
  };

  return {
    async start(albumId, imageIds) {
      const ids = [...new Set(imageIds)].filter((id) => !isMadeUp(id));
      if (ids.length === 0) throw new AppError({ code: 'no-images-chosen' });
      const watches = await present();
      if (watches.filter(({ endedAt }) => endedAt === null).length >= mostRunning) {
        throw new AppError({ code: 'flooded' });
      }
      watches.unshift({
        id: randomUUID(),
        albumId,
        startedAt: clock.wall(),
        askedAt: null,
        nextAt: clock.wall(),
        endedAt: null,
        total: ids.length,
        processed: 0,
        failed: 0,
        gone: 0,
        failures: [],
        error: null,
        waiting: ids,
        missing: [],
        rounds: 0,
      });
      return altered(watches);
    },
    async list() {
      return (await present()).map(watchOf);
    },
    async remove(watchId) {
      const watches = await present();
      const at = watches.findIndex(({ id }) => id === watchId);
      const watch = watches[at];
      if (watch === undefined) return watches.map(watchOf);
      // Whoever asks for it at this moment takes nothing more of it in.
      watch.endedAt ??= clock.wall();
      watches.splice(at, 1);
      return altered(watches);
    },
    async askNow() {
      const watches = await present();
      for (const watch of watches) if (watch.endedAt === null) watch.nextAt = clock.wall();
      return altered(watches);
    },
    wake() {
      if (accountId() !== lastAccount) told.stop();
      lastAccount = accountId();
      ring();
    },
    resting: (account) =>
      (kept.known(account) ?? []).reduce(
        (sum, { endedAt, waiting }) => sum + (endedAt === null ? waiting.length : 0),
        0,
      ),
    keepOnly: (accountIds) => kept.keepOnly(accountIds),
    async close() {
      isClosed = true;
      alarm.ring();
      told.stop();
      await kept.flush();
    },
  };
}
