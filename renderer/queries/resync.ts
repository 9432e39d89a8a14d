import {
  skipToken,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Input } from '#shared/contract.ts';
import type { Pasted, Resync } from '#shared/models/resync.ts';
import { invoke, listen } from '../bridge.ts';

export const resyncKeys = {
  state: (resyncId: string) => ['resync', 'state', resyncId] as const,
  pasted: (resyncId: string) => ['resync', 'pasted', resyncId] as const,
  index: (resyncId: string) => ['resync', 'index', resyncId] as const,
  rows: (resyncId: string) => ['resync', 'rows', resyncId] as const,
  rowsOf: (resyncId: string, keys: readonly number[]) => ['resync', 'rows', resyncId, keys] as const,
  causes: (resyncId: string) => ['resync', 'causes', resyncId] as const,
  start: ['resync', 'start'] as const,
  underWay: ['resync', 'under-way'] as const,
  lists: ['resync', 'list'] as const,
  list: (albumId: string | null) => ['resync', 'list', albumId] as const,
  size: (asOf: readonly unknown[]) => ['resync', 'size', ...asOf] as const,
};

/** One resync, kept up to date by `resync.changed`. */
export function useResyncState(resyncId: string) {
  return useQuery({ queryKey: resyncKeys.state(resyncId), queryFn: () => askFor(resyncId) });
}

async function askFor(resyncId: string): Promise<Resync> {
  // What is told while the answer is on its way is the later word.
  const told: Resync[] = [];
  const stop = listen('resync.changed', (resync) => {
    if (resync.id === resyncId) told.push(resync);
  });
  try {
    const asked = await invoke('resyncs.get', { resyncId });
    return told.at(-1) ?? asked;
  } finally {
    stop();
  }
}

/** What else was in the text that its ids were pasted in; asked for where there was anything. */
export function usePasted({ id, noIds, repeated }: Resync) {
  return useQuery({
    queryKey: resyncKeys.pasted(id),
    queryFn:
      noIds + repeated > 0 ? async () => (await invoke('resyncs.get', { resyncId: id })).pasted : skipToken,
  });
}

/** Takes in what the main process says of a resync. */
export function putResync(client: QueryClient, resync: Resync): void {
  client.setQueryData(resyncKeys.state(resync.id), resync);
  client.setQueryData<Resync[]>(resyncKeys.underWay, (held) => held && underWayWith(held, resync));
  // The history keeps no comparison.
  if (resync.cause === 'comparison') return;
  for (const [key, held] of client.getQueriesData<Resync[]>({ queryKey: resyncKeys.lists })) {
    const isOfList = key[2] === null || key[2] === resync.albumId;
    if (held === undefined || !isOfList) continue;
    const isKnown = held.some(({ id }) => id === resync.id);
    client.setQueryData(
      key,
      isKnown ? held.map((each) => (each.id === resync.id ? resync : each)) : [resync, ...held],
    );
  }
}

export const isUnderWay = ({ status }: Resync): boolean => status === 'running' || status === 'waiting';

function underWayWith(held: Resync[], resync: Resync): Resync[] {
  const others = held.filter(({ id }) => id !== resync.id);
  return isUnderWay(resync) ? [...others, resync] : others;
}

/** What a person has asked for and is not answered yet, oldest first, whenever that was: a restart goes on with it. */
export function useResyncsUnderWay(): readonly Resync[] {
  const { data } = useQuery({
    queryKey: resyncKeys.underWay,
    queryFn: () => invoke('resyncs.unfinished', null),
    select: ofPeople,
    gcTime: Infinity,
  });
  return data ?? none;
}

const ofPeople = (resyncs: Resync[]): Resync[] => resyncs.filter(({ cause }) => cause === 'user');
const none: readonly Resync[] = [];

/** Tells of each of them that ends. */
export function useResyncEnds(ended: (resync: Resync) => void): void {
  const client = useQueryClient();
  const underWay = useResyncsUnderWay();
  const former = useRef(underWay);
  const tell = useEffectEvent(ended);
  useEffect(() => {
    const gone = former.current.filter(({ id }) => underWay.every((each) => each.id !== id));
    former.current = underWay;
    for (const { id } of gone) {
      const now = client.getQueryData<Resync>(resyncKeys.state(id));
      if (now !== undefined && !isUnderWay(now)) tell(now);
    }
  }, [client, underWay]);
}

/**
 * Begins resyncs.
 * @param began told as soon as the main process has written it down
 */
export function useStartResync(began: (resync: Resync) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: resyncKeys.start,
    mutationFn: (wish: Input<'resyncs.start'>) => invoke('resyncs.start', wish),
    onSuccess: (resync, { noIds, repeated }) => {
      client.setQueryData<Pasted>(resyncKeys.pasted(resync.id), { noIds, repeated });
      // An event may have told more of it by now.
      if (client.getQueryData(resyncKeys.state(resync.id)) === undefined) putResync(client, resync);
      began(resync);
    },
  });
}

/** Why the newest resync could not be begun, and how to begin it all the same; null where it was. */
export function useStartFailure(): { error: Error; wish: Input<'resyncs.start'> } | null {
  const starts = useMutationState({
    filters: { mutationKey: resyncKeys.start },
    // react-query cannot know the types of a key: only `useStartResync` makes mutations of this one.
    select: ({ state }) =>
      state.error === null ? null : { error: state.error, wish: state.variables as Input<'resyncs.start'> },
  });
  return starts.at(-1) ?? null;
}

/** Ends it with what had come. */
export const useCancelResync = () =>
  useResyncChange((resyncId: string) => invoke('resyncs.cancel', { resyncId }));

/** Asks again for what failed or was not asked yet, into the same report. */
export const useRetryResync = () =>
  useResyncChange((resyncId: string) => invoke('resyncs.retry', { resyncId }));

function useResyncChange(
  change: (resyncId: string) => Promise<Resync>,
): UseMutationResult<Resync, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not its answer: events may have told more of it by now.
    onSuccess: (_, resyncId) => client.invalidateQueries({ queryKey: resyncKeys.state(resyncId) }),
  });
}
