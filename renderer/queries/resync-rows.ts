import { useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { resyncAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { decodeIndex } from '#shared/report-index.ts';
import { invoke } from '../bridge.ts';
import { resyncKeys } from './resync.ts';

/** A resync tells of itself ten times a second; its report is looked at again at most so often, milliseconds. */
const freshEvery = 1_000;

/** The contract gives so many rows at once. */
const rowsInCall = 500;

/** Which rows there are: 7 bytes each; fetched again as the resync goes on. */
export function useReportIndex(accountId: string, resync: Resync) {
  useFreshReport(resync);
  return useQuery({
    queryKey: resyncKeys.index(resync.id),
    queryFn: async ({ signal }) =>
      decodeIndex(await fetchPart(resyncAddress(accountId, resync.id, 'index'), signal)),
    structuralSharing: false,
    // An event may have told of it before anyone looked.
    refetchOnMount: 'always',
    gcTime: 60_000,
  });
}

/**
 * The ids of its images of some kinds, as `resyncAddress` takes them; of whole kinds those without a row as well.
 */
export function useReportIds(accountId: string, resyncId: string) {
  return useMutation({
    mutationFn: async (kinds: string) => {
      const bytes = await fetchPart(resyncAddress(accountId, resyncId, 'ids', kinds));
      return new TextDecoder()
        .decode(bytes)
        .split('\n')
        .filter((id) => id !== '');
    },
  });
}

async function fetchPart(address: string, signal: AbortSignal | null = null): Promise<ArrayBuffer> {
  const response = await fetch(address, { signal });
  if (response.ok) return response.arrayBuffer();
  throw new AppError(
    response.status === 503 ? { code: 'storage-failed', detail: 'other' } : { code: 'unknown-resync' },
  );
}

/**
 * The rows of these keys, as far as they are here.
 * @param blocks keys that are asked for together; the same blocks come again as one scrolls
 */
export function useRowsOf(resyncId: string, blocks: readonly (readonly number[])[]) {
  const client = useQueryClient();
  const queries = useQueries({
    queries: blocks.map((keys) => ({
      queryKey: resyncKeys.rowsOf(resyncId, keys),
      queryFn: () => invoke('resyncs.rows', { resyncId, keys: [...keys] }),
      // Rows that came make other blocks of the same ones: what is known of them stays in sight.
      placeholderData: () => knownRows(client, resyncId, keys),
      gcTime: 60_000,
    })),
  });
  return {
    rows: new Map(queries.flatMap(({ data }) => data ?? []).map((row) => [row.key, row])),
    error: queries.find(({ error }) => error !== null)?.error ?? null,
    askAgain: () => void client.invalidateQueries({ queryKey: resyncKeys.rows(resyncId) }),
  };
}

function knownRows(client: QueryClient, resyncId: string, keys: readonly number[]): ResyncRow[] {
  const wanted = new Set(keys);
  return client
    .getQueriesData<ResyncRow[]>({ queryKey: resyncKeys.rows(resyncId) })
    .flatMap(([, rows]) => rows ?? [])
    .filter(({ key }) => wanted.has(key));
}

/** One row of each page that holds failed ones: a page is a call, so it tells why its others failed. */
export function useFailedRows(resyncId: string, keys: readonly number[]) {
  return useQuery({
    queryKey: [...resyncKeys.causes(resyncId), keys],
    queryFn: () => invoke('resyncs.rows', { resyncId, keys: keys.slice(0, rowsInCall) }),
    enabled: keys.length > 0,
    placeholderData: (former) => former,
    gcTime: 0,
  });
}

/** Rows for a text: asked for when it is wanted. */
export function useRowsForText(resyncId: string) {
  return useMutation({
    mutationFn: (keys: readonly number[]) =>
      invoke('resyncs.rows', { resyncId, keys: keys.slice(0, rowsInCall) }),
  });
}

/** Has index and rows asked for again when the resync has gone on: at once when it has ended, else not too often. */
function useFreshReport({ id, rows, done, status, counts }: Resync): void {
  const client = useQueryClient();
  const state = JSON.stringify([rows, done, status, counts]);
  const hasEnded = status === 'ended' || status === 'cancelled';
  const asked = useRef({ state, at: 0 });
  useEffect(() => {
    if (asked.current.state === state) return;
    const due = hasEnded ? 0 : asked.current.at + freshEvery - performance.now();
    const timer = setTimeout(
      () => {
        asked.current = { state, at: performance.now() };
        for (const queryKey of [resyncKeys.index(id), resyncKeys.rows(id), resyncKeys.causes(id)])
          void client.invalidateQueries({ queryKey });
      },
      Math.max(0, due),
    );
    return () => clearTimeout(timer);
  }, [client, id, state, hasEnded]);
}
