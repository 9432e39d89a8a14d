import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { mostWatched } from '#shared/models/watch.ts';
import { useStartWatch } from '../../queries/watches.ts';
import { notify } from '../../state/notices.ts';
import { useSelection } from '../../state/selection.ts';
import { each, type Positions } from '../../state/selection/positions.ts';
import { unprocessedAt } from './unprocessed.ts';

/** Waiting for images that are not processed yet. */
export interface Wait {
  /** There is something to wait for. */
  any: boolean;
  start: () => void;
  isPending: boolean;
  /** Why it could not begin; null where it could. */
  error: Error | null;
}

/** @param of which images of the open album are meant. */
export function useWait(albumId: string, of: 'album' | 'selection'): Wait {
  const { t } = useTranslation('watching');
  const watch = useStartWatch();
  const place = useSelection((state) => state.place);
  const chosen = useSelection((state) => (of === 'selection' ? state.history.now.chosen : null));
  const columns = place?.albumId === albumId ? place.columns : undefined;
  const any = useMemo(
    // The first one will do: it is looked at whenever the selection changes.
    () => columns !== undefined && unprocessedAt(columns, meant(columns, chosen)).next().done !== true,
    [columns, chosen],
  );

  function start() {
    if (columns === undefined) return;
    const ids = Array.from(unprocessedAt(columns, meant(columns, chosen)), (at) => columns.text('id', at));
    const [imageIds, total] = [ids.slice(0, mostWatched), ids.length];
    if (total === 0) return;
    const count = imageIds.length;
    watch.mutate(
      { albumId, imageIds },
      {
        onSuccess: () => notify(count < total ? t('waitsFirst', { count, total }) : t('waitsNow', { count })),
      },
    );
  }
  return { any, start, isPending: watch.isPending, error: watch.error };
}

/** What is selected, or with null all of the album. */
const meant = (columns: Columns, chosen: Positions | null): Iterable<number> =>
  chosen === null ? Array(columns.count).keys() : each(chosen);
