import { useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mostQueued, type AlbumQueue, type QueuedAlbum } from '#shared/models/queue.ts';
import { invoke, listen } from '../bridge.ts';

const queueKeys = {
  state: ['queue', 'state'] as const,
  albums: (queueId: string) => ['queue', 'albums', queueId] as const,
  page: (queueId: string, page: number) => ['queue', 'albums', queueId, page] as const,
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

/** Albums of a page. */
const albumsInPage = 200;
const largestPage = 500;

/** The queue tells of itself several times a second; the pages in sight are asked for again at most so often, milliseconds. */
const freshEvery = 1_000;

/**
 * The queue's albums, page by page: those in sight are asked for, and again as the queue goes on; meanwhile what was
 * there stays.
 * @param sight the first and the last row that are wanted
 * @returns the rows, with holes where they are not here; why one of the pages could not be had
 */
export function useQueuedAlbums(queue: AlbumQueue, sight: readonly [first: number, last: number]) {
  const client = useQueryClient();
  useFreshAlbums(queue);
  const [first, last] = sight.map((row) => Math.floor(row / albumsInPage));
  const pages = range(first ?? 0, last ?? 0);
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: queueKeys.page(queue.id, page),
      queryFn: () => invoke('queue.albums', { from: page * albumsInPage, count: albumsInPage }),
      // What is not in sight is not asked for again as the queue goes on, so it is when it comes back.
      refetchOnMount: 'always' as const,
      gcTime: 10_000,
    })),
  });
  const rows: (QueuedAlbum | undefined)[] = [];
  rows.length = queue.total;
  pages.forEach((page, i) => {
    queries[i]?.data?.forEach((album, at) => (rows[page * albumsInPage + at] = album));
  });
  return {
    rows,
    error: queries.find((query) => query.error !== null)?.error ?? null,
    askAgain: () => void client.invalidateQueries({ queryKey: queueKeys.albums(queue.id) }),
  };
}

/** Has the pages asked for again when the queue has gone on: at once when it has ended, else not too often. */
function useFreshAlbums(queue: AlbumQueue): void {
  const client = useQueryClient();
  const state = JSON.stringify([queue.status, queue.counts, queue.running]);
  const ended = queue.endedAt !== null;
  const asked = useRef({ state, at: 0 });
  useEffect(() => {
    if (asked.current.state === state) return;
    const due = ended ? 0 : asked.current.at + freshEvery - performance.now();
    const timer = setTimeout(
      () => {
        asked.current = { state, at: performance.now() };
        void client.invalidateQueries({ queryKey: queueKeys.albums(queue.id) });
      },
      Math.max(0, due),
    );
    return () => clearTimeout(timer);
  }, [client, queue.id, state, ended]);
}

/** All of the queue's albums at once: for a text of it, or for what is left of it. */
export function useAllQueuedAlbums() {
  return useMutation({
    mutationFn: async (): Promise<QueuedAlbum[]> => {
      const starts = range(0, mostQueued / largestPage - 1).map((page) => page * largestPage);
      const all: QueuedAlbum[] = [];
      for (const from of starts) {
        const page = await invoke('queue.albums', { from, count: largestPage });
        all.push(...page);
        if (page.length < largestPage) break;
      }
      return all;
    },
  });
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
