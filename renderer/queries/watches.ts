import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Input } from '#shared/contract.ts';
import type { Watch } from '#shared/models/watch.ts';
import { invoke, listen } from '../bridge.ts';

const watchesKeys = { all: ['watches'] as const };

/** What is waited for until it is processed, the newest first, kept up to date by `watches.changed`. */
export function useWatches() {
  return useQuery({ queryKey: watchesKeys.all, queryFn: askForWatches });
}

async function askForWatches(): Promise<Watch[]> {
  // What is told while the answer is on its way is the later word.
  const told: Watch[][] = [];
  const stop = listen('watches.changed', (watches) => told.push(watches));
  try {
    const watches = await invoke('watches.list', null);
    return told.at(-1) ?? watches;
  } finally {
    stop();
  }
}

/** Takes in what the main process says of what is waited for. */
export function putWatches(client: QueryClient, watches: Watch[]): void {
  client.setQueryData(watchesKeys.all, watches);
}

/** Waits for images of an album until they are processed. */
export const useStartWatch = () =>
  useWatchesChange((of: Input<'watches.start'>) => invoke('watches.start', of));

/** Waits no longer and takes it off the list. */
export const useRemoveWatch = () =>
  useWatchesChange((watchId: string) => invoke('watches.remove', { watchId }));

/** Asks for all that is waited for now. */
export const useAskNow = () => useWatchesChange(() => invoke('watches.askNow', null));

function useWatchesChange<Variables = void>(change: (variables: Variables) => Promise<Watch[]>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not its answer: events may have told more by now.
    onSuccess: () => client.invalidateQueries({ queryKey: watchesKeys.all }),
  });
}
