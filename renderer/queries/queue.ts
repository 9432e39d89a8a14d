import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { mostQueued, type AlbumQueue, type QueuedAlbum } from '#shared/models/queue.ts';
import { invoke, listen } from '../bridge.ts';
import { useRowsInSight } from './pages-in-sight.ts';

const queueKeys = {
  state: ['queue', 'state'] as const,
  albums: (queueId: string) => ['queue', 'albums', queueId] as const,
};

/** The account's queue of albums, kept up to date by `queue.changed`; null where there is none. */
export function useQueue() {
  return useQuery({ queryKey: queueKeys.state, queryFn: askForQueue });
}

async function askForQueue(): Promise<AlbumQueue | null> {
  // What is told while the answer is on its way is the later word.
  const told: (AlbumQueue | null)[] = [];
  const stop = listen('queue.changed', (queue) => told.push(queue));
  try {
    const queue = await invoke('queue.get', null);
    return told.length > 0 ? (told.at(-1) ?? null) : queue;
  } finally {
    stop();
  }
}

/** Takes in what the main process says of the queue. */
export function putQueue(client: QueryClient, queue: AlbumQueue | null): void {
  client.setQueryData(queueKeys.state, queue);
}

/** Begins a queue of these albums. */
export const useStartQueue = () =>
  useQueueChange((albumIds: string[]) => invoke('queue.start', { albumIds }));

/** Stops asking until it is resumed. */
export const usePauseQueue = () => useQueueChange(() => invoke('queue.pause', null));

/** Goes on with a paused queue. */
export const useResumeQueue = () => useQueueChange(() => invoke('queue.resume', null));

/** Asks again for the albums that failed. */
export const useRetryFailedAlbums = () => useQueueChange(() => invoke('queue.retryFailed', null));

/** Ends the queue; what is left of it is not asked for. */
export const useStopQueue = () => useQueueChange(() => invoke('queue.stop', null));

function useQueueChange<Variables = void>(change: (variables: Variables) => Promise<AlbumQueue>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not its answer: events may have told more of the queue by now.
    onSuccess: () => client.invalidateQueries({ queryKey: queueKeys.state }),
  });
}

/** As many as one call gives. */
const largestPage = 500;

/**
 * The queue's albums, those in sight, kept fresh as the queue goes on.
 * @param sight the first and the last row that are wanted
 */
export function useQueuedAlbums(queue: AlbumQueue, sight: readonly [first: number, last: number]) {
  const { id, total, status, counts, running, endedAt } = queue;
  return useRowsInSight(
    {
      queryKey: queueKeys.albums(id),
      total,
      ask: (page) => invoke('queue.albums', page),
      state: [status, counts, running],
      ended: endedAt !== null,
    },
    sight,
  );
}

/** All of the queue's albums at once: for a text of it, or for what is left of it. */
export function useAllQueuedAlbums() {
  return useMutation({
    mutationFn: async (): Promise<QueuedAlbum[]> => {
      const all: QueuedAlbum[] = [];
      for (let from = 0; from < mostQueued; from += largestPage) {
        const page = await invoke('queue.albums', { from, count: largestPage });
        all.push(...page);
        if (page.length < largestPage) break;
      }
      return all;
    },
  });
}
