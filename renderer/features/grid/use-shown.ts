import { useMemo, useState } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import type { LoadedAlbum } from '../../queries/load-album.ts';
import { useSelection } from '../../state/selection.ts';
import { has } from '../../state/selection/positions.ts';
import { shownIn, type Shown } from '../../state/selection/shown.ts';
import { useView, type Sort } from '../../state/view.ts';
import { search } from '../search/search.ts';
import { serverOrder } from './order/server-order.ts';
import { sortedPositions } from './order/sort.ts';

/** What of the album is shown, in which order, as sorting, searching and `Show only selected` say. */
export function useShown({ columns, growing }: LoadedAlbum): Shown {
  const sort = useView((view) => view.sort);
  const query = useView((view) => view.search);
  const only = useSelection((state) => state.only);
  const sorted = useSorted(columns, sort, growing);
  const found = useMemo(() => search(columns, query, sorted), [columns, query, sorted]);
  return useMemo(() => {
    const order = only === null ? found : found.filter((position) => has(only, position));
    return shownIn(order, columns.count);
  }, [columns, found, only]);
}

/** An album that arrives is not sorted anew before it has grown so much; until then what came is at the end. */
const growth = 1.25;

function useSorted(columns: Columns, sort: Sort, growing: boolean): Uint32Array {
  const [held, setHeld] = useState(columns);
  const canWait = growing && columns.count >= held.count && columns.count <= held.count * growth;
  const base = canWait && sort !== 'position' ? held : columns;
  if (base !== held) setHeld(base);
  const sorted = useMemo(() => sortedPositions(base, sort), [base, sort]);
  return useMemo(() => {
    if (sorted.length === columns.count) return sorted;
    const order = serverOrder(columns.count);
    order.set(sorted);
    return order;
  }, [sorted, columns]);
}
