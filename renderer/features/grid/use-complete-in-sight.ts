import { useEffect, useEffectEvent } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { useCompleteImages } from '../../queries/album.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { isIncomplete } from './incomplete.ts';
import type { GridScroller } from './scroller.ts';

/** The album has to stand still for so long before anything is asked. */
const restMs = 400;

/** Asked for in this session, whatever came of it: an image that stays incomplete is not asked for on every scroll. */
const asked = new Set<string>();

/**
 * Asks for tags and uploader of the images in sight that lack them: what is on screen first, the rest when told to.
 * Gives what went wrong the last time; null for nothing.
 */
export function useCompleteInSight(
  album: AlbumState,
  columns: Columns,
  shown: Shown,
  scroller: GridScroller,
): Error | null {
  const { mutate, error } = useCompleteImages(album.albumId);

  const complete = useEffectEvent(() => {
    const key = (id: string): string => `${album.accountId}/${album.albumId}/${id}`;
    const ids = [...shown.order.subarray(...scroller.indexesInSight())]
      .filter((position) => isIncomplete(columns, position))
      .map((position) => columns.text('id', position))
      .filter((id) => !asked.has(key(id)));
    if (ids.length === 0) return;
    for (const id of ids) asked.add(key(id));
    mutate(ids);
  });

  useEffect(() => {
    let rest = setTimeout(() => complete(), restMs);
    const unsubscribe = scroller.subscribe(() => {
      clearTimeout(rest);
      rest = setTimeout(() => complete(), restMs);
    });
    return () => {
      clearTimeout(rest);
      unsubscribe();
    };
  }, [columns, shown, scroller]);
  return error;
}
