import { useMemo } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSelection } from '../../state/selection.ts';
import { has } from '../../state/selection/positions.ts';
import { shownIn, type Shown } from '../../state/selection/shown.ts';
import { useView } from '../../state/view.ts';
import { indexOf } from '../search/index-of.ts';
import { search } from '../search/search-index.ts';
import { sortedPositions } from './sort.ts';

/** What of the album is shown, in which order, as sorting, searching and `Show only selected` say. */
export function useShown(columns: Columns): Shown {
  const language = useLanguage();
  const sort = useView((view) => view.sort);
  const query = useView((view) => view.search);
  const only = useSelection((state) => state.only);
  const sorted = useMemo(() => sortedPositions(columns, sort, language), [columns, sort, language]);
  const found = useMemo(
    () => (query.trim() === '' ? sorted : search(indexOf(columns), query, sorted)),
    [columns, query, sorted],
  );
  return useMemo(() => {
    const order = only === null ? found : found.filter((position) => has(only, position));
    return shownIn(order, columns.count);
  }, [columns, found, only]);
}
