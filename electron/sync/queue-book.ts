import type { AppErrorData } from '#shared/errors.ts';
import type { AlbumQueue } from '#shared/models/queue.ts';
import type { Clock } from '../sharing/clock.ts';
import { keptByAccount } from './kept-by-account.ts';
import { nowAndThen } from './now-and-then.ts';
import { keptQueue, queueSummary, type KeptQueue } from './queued-albums.ts';

interface BookOptions {
  file: string;
  clock: Pick<Clock, 'after' | 'wall'>;
  notify: (queue: AlbumQueue) => void;
  unexpected: (thrown: unknown) => void;
}

/** The queues of all accounts: what changes of one is kept and told. */
export type QueueBook = ReturnType<typeof openQueueBook>;

export function openQueueBook({ file, clock, notify, unexpected }: BookOptions) {
  const kept = keptByAccount({ file, schema: keptQueue, clock, unexpected });
  const told = nowAndThen<KeptQueue>(clock, (queue) => notify(queueSummary(queue)));

  const changed = (queue: KeptQueue, atOnce = false): void => {
    kept.save();
    if (atOnce) told.last(queue);
    else told.changed(queue);
  };
  return {
    /** By account. */
    all: async () => kept.all(),
    of: async (account: string): Promise<KeptQueue | null> => (await kept.all()).get(account) ?? null,
    /** As far as it was read. */
    known: (account: string): KeptQueue | undefined => kept.known(account),
    /** Something of it has changed; a rest or an end is told at once. */
    changed,
    /** To be kept, and not to be told: of an account that is gone, or no news. */
    save: () => kept.save(),
    set(queue: KeptQueue, status: KeptQueue['status'], error: AppErrorData | null = null): void {
      queue.status = status;
      queue.error = error;
      queue.endedAt = status === 'ended' ? clock.wall() : null;
      changed(queue, true);
    },
    /** What was still to be told is not. */
    hush: () => told.stop(),
    keepOnly: async (accountIds: readonly string[]) => kept.keepOnly(accountIds),
    flush: async () => kept.flush(),
  };
}
