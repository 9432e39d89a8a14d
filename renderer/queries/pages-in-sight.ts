import { useQueries, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';

/** Rows of a page: a few screens, and quickly read. */
const inPage = 200;

/** What goes on tells of itself several times a second; its rows are asked for again at most so often, milliseconds. */
const freshEvery = 1_000;

/** A long list of the main process that changes while it is looked at. */
interface PagedRows<Row> {
  /** Of all its pages. */
  queryKey: QueryKey;
  total: number;
  ask: (page: { from: number; count: number }) => Promise<readonly Row[]>;
  /** Whatever changes with the rows. */
  state: readonly unknown[];
  /** They change no more. */
  ended: boolean;
}

/**
 * The rows of a list, page by page: those in sight are asked for, and asked for again as it goes on; meanwhile what was
 * there stays.
 * @param sight the first and the last row that are wanted
 * @returns the rows, with holes where they are not here; why one of the pages could not be had
 */
export function useRowsInSight<Row>(of: PagedRows<Row>, sight: readonly [first: number, last: number]) {
  const client = useQueryClient();
  const { queryKey, total, ask } = of;
  const askAgain = () => void client.invalidateQueries({ queryKey });
  useFreshRows(of, askAgain);
  const [first, last] = [Math.floor(sight[0] / inPage), Math.floor(sight[1] / inPage)];
  const pages = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...queryKey, page],
      queryFn: () => ask({ from: page * inPage, count: inPage }),
      // What is not in sight is not asked for again as the list goes on, so it is when it comes back.
      refetchOnMount: 'always' as const,
      gcTime: 10_000,
    })),
  });
  const rows: (Row | undefined)[] = [];
  rows.length = total;
  pages.forEach((page, i) => {
    queries[i]?.data?.forEach((row, at) => (rows[page * inPage + at] = row));
  });
  return { rows, error: queries.find((query) => query.error !== null)?.error ?? null, askAgain };
}

/** Has the pages asked for again when the list has gone on: at once when it has ended, else not too often. */
function useFreshRows(
  { state, ended }: Pick<PagedRows<never>, 'state' | 'ended'>,
  askAgain: () => void,
): void {
  const now = JSON.stringify(state);
  const asked = useRef({ state: now, at: 0 });
  const ask = useEffectEvent(askAgain);
  useEffect(() => {
    if (asked.current.state === now) return;
    const due = ended ? 0 : asked.current.at + freshEvery - performance.now();
    const timer = setTimeout(
      () => {
        asked.current = { state: now, at: performance.now() };
        ask();
      },
      Math.max(0, due),
    );
    return () => clearTimeout(timer);
  }, [now, ended]);
}
