import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Resync, ResyncHistory } from '#shared/models/resync.ts';
import { invoke } from '../bridge.ts';
import { putResync, resyncKeys } from './resync.ts';

/** As many as one call gives. */
const inCall = 100;

/** Every resync that is kept of an album, or with null of all, newest first; kept up to date by `resync.changed`. */
export function useResyncs(albumId: string | null) {
  return useQuery({
    queryKey: resyncKeys.list(albumId),
    queryFn: () => listAll(albumId),
    // The oldest go without a word as others come.
    refetchOnMount: 'always',
  });
}

async function listAll(albumId: string | null): Promise<Resync[]> {
  const found = new Map<string, Resync>();
  for (let from = 0; ; from += inCall) {
    const { resyncs, total } = await invoke('resyncs.list', { albumId, from, count: inCall });
    // One that began meanwhile has moved the others on: some come twice.
    for (const resync of resyncs) if (!found.has(resync.id)) found.set(resync.id, resync);
    if (resyncs.length === 0 || from + inCall >= total) return [...found.values()];
  }
}

/** How full the history is, and whether that of before was lost; looked at again when `of` changes. */
export function useHistorySize(
  of: Resync[] | undefined,
): Pick<ResyncHistory, 'kept' | 'wasLost'> | undefined {
  const newest = of?.[0];
  const { data } = useQuery({
    queryKey: resyncKeys.size([of?.length, newest?.id, newest?.status]),
    queryFn: () => invoke('resyncs.list', { albumId: null, from: 0, count: 1 }),
    enabled: of !== undefined,
    placeholderData: (former) => former,
    gcTime: 0,
  });
  return data;
}

/**
 * Compares two moments of an album; costs no call to the server.
 * @param compared told of the report
 */
export function useCompareResyncs(compared: (resync: Resync) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (moments: { from: string; to: string }) => invoke('resyncs.compare', moments),
    onSuccess: (resync) => {
      putResync(client, resync);
      compared(resync);
    },
  });
}

/** Takes one out of the history, or with null all that have ended. */
export function useRemoveResync() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (resyncId: string | null) => invoke('resyncs.remove', { resyncId }),
    onSuccess: () => client.invalidateQueries({ queryKey: resyncKeys.lists }),
  });
}
