import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { QueuedAlbum } from '#shared/models/queue.ts';
import type { Resync } from '#shared/models/resync.ts';
import { createAlarm } from '../sharing/alarm.ts';
import type { Clock } from '../sharing/clock.ts';
import { albumEnd, endByError, type AlbumEnd } from './album-end.ts';
import { pauseAfterMs } from './pause-after.ts';
import type { QueueBook } from './queue-book.ts';
import { QueueTroubles } from './queue-troubles.ts';
import { goesOn, letGo, nextAlbum, runningAlbum, type KeptQueue } from './queued-albums.ts';
import type { Resyncs } from './resyncs.ts';

interface LoopParts {
  book: QueueBook;
  accountId: () => string | null;
  isSignedIn: () => boolean;
  resyncs: Pick<Resyncs, 'start' | 'begun' | 'retry' | 'finished'>;
  clock: Clock;
  isOverBudget: (account: string) => boolean;
  unexpected: (thrown: unknown) => void;
}

/** Works on the queue of the account that is there, one album after the other. */
export interface QueueLoop {
  /** Something is to be done, or has been commanded; with `anew` what failed before says nothing any more. */
  ring(anew?: boolean): void;
  /** Somebody is signed in, or the budget has changed; the server is not asked any sooner for it. */
  wake(): void;
  /** A resync has changed: where the one under way waits, the queue says so. */
  heard(resync: Resync): void;
  /** Nothing more is begun. */
  close(): void;
}

/** How often an exhausted budget is looked at again: the day may have changed. */
const budgetLookMs = 60_000;

export function createQueueLoop(parts: LoopParts): QueueLoop {
  const { book, accountId, resyncs, clock } = parts;
  const alarm = createAlarm(clock);
  const troubles = new QueueTroubles();
  let running: Promise<void> | null = null;
  let isClosed = false;
  let waitsForServer = false;
  let current: { account: string; queue: KeptQueue } | null = null;

  const next = (queue: KeptQueue): QueuedAlbum | undefined =>
    nextAlbum(queue, (album) => troubles.tries(album));
  const isThere = (account: string): boolean => accountId() === account && !isClosed;

  /** What a user has commanded meanwhile counts more. */
  async function rest(
    queue: KeptQueue,
    status: 'waiting' | 'over-budget',
    error: AppErrorData | null,
    ms: number,
  ): Promise<void> {
    if (!goesOn(queue)) return;
    book.set(queue, status, error);
    await alarm.sleep(ms);
  }

  async function resync(account: string, queue: KeptQueue, album: QueuedAlbum): Promise<Resync> {
    const { albumId } = album;
    try {
      // A crash may have come before it was written here.
      album.resyncId ??= await resyncs.begun(albumId, 'queue', queue.startedAt, account);
      if (album.resyncId !== null) {
        await resyncs.retry(album.resyncId, account);
        return await resyncs.finished(album.resyncId, account);
      }
    } catch (thrown) {
      // It was removed from the history, or made room there.
      if (errorData(thrown).code !== 'unknown-resync') throw thrown;
    }
    const wish = { albumId, imageIds: null, noIds: [], repeated: [] };
    const { id } = await resyncs.start(wish, 'queue', account);
    album.resyncId = id;
    book.save();
    return resyncs.finished(id, account);
  }

  async function endOf(account: string, queue: KeptQueue, album: QueuedAlbum): Promise<AlbumEnd> {
    try {
      const asked = await resync(account, queue, album);
      album.counts = asked.counts;
      return albumEnd(asked);
    } catch (thrown) {
      const error = errorData(thrown);
      if (error.code === 'internal') parts.unexpected(thrown);
      return endByError(error);
    }
  }

  async function ask(account: string, queue: KeptQueue, album: QueuedAlbum): Promise<void> {
    album.status = 'running';
    album.error = null;
    if (queue.status === 'running' || !goesOn(queue)) book.changed(queue);
    else book.set(queue, 'running');
    const end = await endOf(account, queue, album);
    // Of an account that is gone it is under way when that is back.
    if (!isThere(account)) return;
    await takeIn(queue, album, end);
  }

  /** What came of an album is in the queue, and told; and nothing is asked for as long as that says. */
  async function takeIn(queue: KeptQueue, album: QueuedAlbum, came: AlbumEnd): Promise<void> {
    const { end, failures } = troubles.judged(album, came);
    album.status = end.kind === 'done' || end.kind === 'failed' ? end.kind : 'queued';
    if (end.kind === 'failed') album.error = end.error;
    // A queue that was stopped has not asked for it.
    if (queue.status === 'ended' && end.kind !== 'done') {
      album.status = 'queued';
      album.error = null;
    }
    book.changed(queue, !goesOn(queue));
    if (end.kind === 'done' || failures === 0 || next(queue) === undefined) return;
    waitsForServer = end.kind !== 'session';
    await rest(queue, 'waiting', end.error, pauseAfterMs(end.error, failures, clock.random()));
    waitsForServer = false;
  }

  async function step(account: string, queue: KeptQueue): Promise<void> {
    const album = next(queue);
    if (album === undefined) book.set(queue, 'ended');
    else if (!parts.isSignedIn()) await rest(queue, 'waiting', { code: 'session-expired' }, Infinity);
    else if (parts.isOverBudget(account)) await rest(queue, 'over-budget', null, budgetLookMs);
    else await ask(account, queue, album);
  }

  async function work(): Promise<void> {
    for (;;) {
      alarm.hush();
      const account = accountId();
      const queue = account === null ? null : await book.of(account);
      if (account === null || queue === null || !isThere(account)) return;
      current = { account, queue };
      if (!goesOn(queue)) {
        // Paused while the app ended: what was under way comes to its end first.
        const under = queue.status === 'paused' && parts.isSignedIn() ? runningAlbum(queue) : undefined;
        if (under !== undefined) {
          await ask(account, queue, under);
          continue;
        }
        if (letGo(queue)) book.changed(queue, true);
        return;
      }
      await step(account, queue);
    }
  }

  function begin(): void {
    if (isClosed) return;
    running ??= work()
      .catch(parts.unexpected)
      .finally(() => {
        running = null;
        current = null;
        // Whoever rang a moment ago found it running.
        if (alarm.hasRung()) begin();
      });
  }
  const ring = (anew = false): void => {
    if (anew) troubles.forget();
    alarm.ring();
    begin();
  };

  return {
    ring,
    wake() {
      if (!waitsForServer) ring();
    },
    heard({ id, status, error }) {
      if (current === null || !isThere(current.account) || !goesOn(current.queue)) return;
      const under = runningAlbum(current.queue);
      if (under?.resyncId !== id || (status !== 'waiting' && status !== 'running')) return;
      if (current.queue.status !== status) book.set(current.queue, status, error);
    },
    close() {
      isClosed = true;
      alarm.ring();
    },
  };
}
