import { useEffect, useEffectEvent, useState } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { useCompletedImages } from '../../queries/album.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { incompleteAt } from './incomplete.ts';
import type { GridScroller } from './layout/scroller.ts';

/** The album has to stand still for so long before anything is asked. */
const restMs = 400;

/**
 * Asks for tags and uploader of the images in sight that lack them: what is on screen first, the rest when told to.
 * Gives what went wrong with what is in sight; null for nothing.
 */
export function useCompleteInSight(
  album: AlbumState,
  columns: Columns,
  shown: Shown,
  scroller: GridScroller,
): Error | null {
  const [ids, setIds] = useState<readonly string[]>([]);

  const look = useEffectEvent(() => {
    const inSight = incompleteAt(columns, shown.order.subarray(...scroller.indexesInSight()));
    // The same array where nothing has changed: there is nothing to draw then.
    setIds((former) => (sameIds(former, inSight) ? former : inSight));
  });

  useEffect(() => {
    let rest = setTimeout(() => look(), restMs);
    const unsubscribe = scroller.subscribe(() => {
      clearTimeout(rest);
      rest = setTimeout(() => look(), restMs);
    });
    return () => {
      clearTimeout(rest);
      unsubscribe();
    };
  }, [columns, shown, scroller]);
  return useCompletedImages(album.accountId, album.albumId, ids);
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
