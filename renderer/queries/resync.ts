import { skipToken, useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EventData } from '#shared/contract.ts';
import type { ResyncReport } from '#shared/models/resync.ts';
import { invoke } from '../bridge.ts';

export const resyncKeys = {
  run: ['resync', 'run'] as const,
  progress: ['resync', 'progress'] as const,
};

/** What is asked again: a whole album (`imageIds` null), or images by their ids. */
export interface ResyncWish {
  albumId: string;
  imageIds: string[] | null;
  /** Where the ids were pasted: what else was in the text, for the report. */
  noIds: string[];
}

/** One resync, under way or ended. */
export interface ResyncRun {
  wish: ResyncWish;
  status: 'pending' | 'success' | 'error';
  report: ResyncReport | null;
  error: Error | null;
}

/** Starts resyncs, one at a time; the newest is what `useResyncRun` gives. */
export function useStartResync(ended: (report: ResyncReport) => void) {
  const client = useQueryClient();
  const runs = client.getMutationCache();
  return useMutation({
    mutationKey: resyncKeys.run,
    scope: { id: 'resync' },
    // The report is the mutation's result: it stays until the next run.
    gcTime: Infinity,
    mutationFn: ({ albumId, imageIds }: ResyncWish) =>
      imageIds === null
        ? invoke('albums.resync', { albumId })
        : invoke('images.resync', { albumId, imageIds }),
    onMutate: () => {
      client.setQueryData(resyncKeys.progress, null);
      const over = runs.findAll({ mutationKey: resyncKeys.run, predicate: isOver });
      for (const run of over) runs.remove(run);
    },
    onSuccess: ended,
  });
}

/** The newest resync of this window; undefined before the first. */
export function useResyncRun(): ResyncRun | undefined {
  const runs = useMutationState({
    filters: { mutationKey: resyncKeys.run },
    select: (mutation): ResyncRun | null => {
      const { variables, status, data, error } = mutation.state;
      if (status === 'idle') return null;
      // react-query cannot know the types of a key: only `useStartResync` makes mutations of this one.
      return {
        wish: variables as ResyncWish,
        status,
        report: (data as ResyncReport | undefined) ?? null,
        error,
      };
    },
  });
  return runs.findLast((run) => run !== null) ?? undefined;
}

/** How far the resync under way is, in images; null before the first word of it. */
export function useResyncProgress(): EventData<'resync.progress'> | null {
  const { data } = useQuery<EventData<'resync.progress'> | null>({
    queryKey: resyncKeys.progress,
    // Events alone fill it.
    queryFn: skipToken,
  });
  return data ?? null;
}

function isOver(mutation: { state: { status: string } }): boolean {
  return mutation.state.status === 'success' || mutation.state.status === 'error';
}
