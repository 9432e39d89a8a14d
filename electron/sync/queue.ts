import { randomUUID } from 'node:crypto';
import { AppError, errorData } from '#shared/errors.ts';
import type { AlbumQueue, QueuedAlbum } from '#shared/models/queue.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { Clock } from '../sharing/clock.ts';
import { openQueueBook } from './queue-book.ts';
import { createQueueLoop } from './queue-loop.ts';
import {
  albumsInOrder,
  goesOn,
  queueSummary,
  toGoOnWith,
  underWay,
  type KeptQueue,
} from './queued-albums.ts';
import type { Resyncs } from './resyncs.ts';

/** The queue of albums of the account that is there; it rests while another is. All throw AppError. */
export interface AlbumQueueRoom {
  get(): Promise<AlbumQueue | null>;
  /** Each album once. @throws AppError `queue-is-busy` */
  start(albumIds: readonly string[]): Promise<AlbumQueue>;
  /** Begins no further album. */
  pause(): Promise<AlbumQueue>;
  /** Goes on at once, whatever it waits for; the budget still counts. */
  resume(): Promise<AlbumQueue>;
  /** Asks again for the albums that failed, into their reports. */
  retryFailed(): Promise<AlbumQueue>;
  /** Ends it; the album under way is cancelled. */
  stop(): Promise<AlbumQueue>;
  /** A part of its albums, the failed first. */
  albums(from: number, count: number): Promise<QueuedAlbum[]>;
  /** To be called whenever somebody is signed in, the account or the budget has changed. */
  wake(): void;
  /** The resyncs that this room takes up again itself, one after the other. */
  holds(account: string): Promise<ReadonlySet<string>>;
  /** How many albums of an account it goes on with as soon as that is there; 0 also before `get` has read them. */
  resting(accountId: string): number;
  /** To be told of every resync that changes: where the album under way waits, the queue says so. */
  heard(resync: Resync): void;
  /** Forgets everything of every account but these. */
  keepOnly(accountIds: readonly string[]): Promise<void>;
  /** Begins nothing more and writes what is to be kept; to be called before `Resyncs.rest` where the app ends. */
  close(): Promise<void>;
}

interface QueueOptions {
  /** `queues.json` */
  file: string;
  /** The account that is there; null: none. */
  accountId: () => string | null;
  /** False: there is none, or its token has expired. */
  isSignedIn: () => boolean;
  resyncs: Pick<Resyncs, 'start' | 'begun' | 'retry' | 'cancel' | 'finished'>;
  clock: Clock;
  /** Calls and pictures of today of this account, as the meter counts them. */
  used: (accountId: string) => { calls: number; pictures: number };
  /** So many of both a day at most; 0: no limit. */
  budget: () => number;
  notify: (queue: AlbumQueue) => void;
  unexpected: (thrown: unknown) => void;
}

/** The list of all images, and the album's own. The budget is never passed, since it may be the service's very limit. */
const mostCallsOfAlbum = 2;

export function createAlbumQueue(options: QueueOptions): AlbumQueueRoom {
  const { accountId, resyncs, clock } = options;
  const book = openQueueBook(options);
  const isOverBudget = (account: string): boolean => {
    const { calls, pictures } = options.used(account);
    const budget = options.budget();
    return budget > 0 && calls + pictures + mostCallsOfAlbum > budget;
  };
  const loop = createQueueLoop({ ...options, book, isOverBudget });
  let lastAccount: string | null = null;

  const here = (): string => {
    const account = accountId();
    if (account === null) throw new AppError({ code: 'signed-out' });
    return account;
  };
  const present = async (): Promise<KeptQueue> => {
    const queue = await book.of(here());
    if (queue === null) throw new AppError({ code: 'unknown-job' });
    return queue;
  };
  const goOn = (queue: KeptQueue): AlbumQueue => {
    book.set(queue, 'running');
    loop.ring(true);
    return queueSummary(queue);
  };

  const cancel = async (resyncId: string): Promise<void> => {
    await resyncs.cancel(resyncId).catch((thrown: unknown) => {
      // It was removed from the history, or made room there.
      if (errorData(thrown).code !== 'unknown-resync') throw thrown;
    });
  };

  return {
    async get() {
      const queue = await book.of(here());
      return queue && queueSummary(queue);
    },
    async start(albumIds) {
      const account = here();
      const queues = await book.all();
      const before = queues.get(account);
      if (before !== undefined && before.status !== 'ended') throw new AppError({ code: 'queue-is-busy' });
      const queue: KeptQueue = {
        id: randomUUID(),
        status: 'running',
        startedAt: clock.wall(),
        endedAt: null,
        error: null,
        albums: Array.from(new Set(albumIds), (albumId) => ({
          albumId,
          status: 'queued',
          resyncId: null,
          counts: {},
          error: null,
        })),
      };
      queues.set(account, queue);
      return goOn(queue);
    },
    async pause() {
      const queue = await present();
      if (!goesOn(queue)) return queueSummary(queue);
      book.set(queue, 'paused');
      loop.ring();
      return queueSummary(queue);
    },
    async resume() {
      const queue = await present();
      return queue.status === 'ended' ? queueSummary(queue) : goOn(queue);
    },
    async retryFailed() {
      const queue = await present();
      const failed = queue.albums.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return queueSummary(queue);
      if (queue.status === 'ended') {
        queue.left = queue.albums.filter(({ status }) => status === 'queued').map(({ albumId }) => albumId);
      }
      for (const album of failed) Object.assign(album, { status: 'queued', error: null });
      return goOn(queue);
    },
    async stop() {
      const queue = await present();
      if (queue.status === 'ended') return queueSummary(queue);
      // Also one that waits for Renew: it is not to go on by itself.
      const begun = underWay(queue);
      book.set(queue, 'ended');
      loop.ring();
      await Promise.all(begun.map(cancel));
      return queueSummary(queue);
    },
    async albums(from, count) {
      const queue = await book.of(here());
      return queue === null ? [] : albumsInOrder(queue).slice(from, from + count);
    },
    wake() {
      if (accountId() !== lastAccount) book.hush();
      lastAccount = accountId();
      loop.wake();
    },
    async holds(account) {
      // That it cannot be read is said by whoever works on it.
      const queue = await book.of(account).catch(() => null);
      return new Set(queue === null ? [] : underWay(queue));
    },
    resting(account) {
      const queue = book.known(account);
      return queue === undefined ? 0 : toGoOnWith(queue);
    },
    heard: (resync) => loop.heard(resync),
    keepOnly: (accountIds) => book.keepOnly(accountIds),
    async close() {
      loop.close();
      book.hush();
      await book.flush();
    },
  };
}
