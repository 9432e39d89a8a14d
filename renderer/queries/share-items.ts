import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ShareItem, ShareJob } from '#shared/models/sharing.ts';
import { invoke } from '../bridge.ts';
import { sharesKeys } from './shares.ts';

/** Images of a page: a few screens, and quickly read. */
const itemsInPage = 200;

/** A share tells of itself ten times a second; its rows are asked for again at most so often, milliseconds. */
const freshEvery = 1_000;

/**
 * What became of a job's images, page by page: those in sight are asked for, and asked for again as the job goes on;
 * meanwhile what was there stays.
 * @param total of the job's images
 * @param sight the first and the last row that are wanted
 * @returns the rows, with holes where they are not here; why one of the pages could not be had
 */
export function useItemsInSight(job: ShareJob, total: number, sight: readonly [first: number, last: number]) {
  const client = useQueryClient();
  useFreshItems(job);
  const [first, last] = sight.map((row) => Math.floor(row / itemsInPage));
  const pages = range(first ?? 0, last ?? 0);
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: sharesKeys.itemPage(job.id, page),
      queryFn: () => invoke('shares.items', { jobId: job.id, from: page * itemsInPage, count: itemsInPage }),
      // What is not in sight is not asked for again as the job goes on, so it is when it comes back.
      refetchOnMount: 'always' as const,
      gcTime: 10_000,
    })),
  });
  const rows: (ShareItem | undefined)[] = [];
  rows.length = total;
  pages.forEach((page, i) => {
    queries[i]?.data?.items.forEach((item, at) => (rows[page * itemsInPage + at] = item));
  });
  return {
    rows,
    error: queries.find((query) => query.error !== null)?.error ?? null,
    askAgain: () => void client.invalidateQueries({ queryKey: sharesKeys.items(job.id) }),
  };
}

/** Has the pages asked for again when the job has gone on: at once when it has ended, else not too often. */
function useFreshItems(job: ShareJob): void {
  const client = useQueryClient();
  const state = JSON.stringify([job.counts, job.tooOften, job.links]);
  const ended = job.endedAt !== null;
  const asked = useRef({ state, at: 0 });
  useEffect(() => {
    if (asked.current.state === state) return;
    const due = ended ? 0 : asked.current.at + freshEvery - performance.now();
    const timer = setTimeout(
      () => {
        asked.current = { state, at: performance.now() };
        void client.invalidateQueries({ queryKey: sharesKeys.items(job.id) });
      },
      Math.max(0, due),
    );
    return () => clearTimeout(timer);
  }, [client, job.id, state, ended]);
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
