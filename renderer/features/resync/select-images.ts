import { select, useSelection } from '../../state/selection.ts';
import { placesOf } from '../../state/selection/places.ts';
import { selectOnly } from '../../state/selection/selection.ts';
import { openAlbum, useView } from '../../state/view.ts';

/** What became of a wish to select images by their ids. */
export interface Selected {
  count: number;
  /** The album does not hold these. */
  missing: number;
}

/**
 * Goes to the album and selects these of its images and no others, as soon as they are there.
 * @param selected told then; not where someone opens another album meanwhile
 */
export function selectImages(
  albumId: string,
  ids: readonly string[],
  selected: (outcome: Selected) => void,
): void {
  openAlbum(albumId);
  const tryNow = (): boolean => {
    const place = useSelection.getState().place;
    if (place?.albumId !== albumId || place.growing) return false;
    const positions = [...placesOf(ids, place.columns).values()];
    select((now) => selectOnly(now, positions));
    selected({ count: positions.length, missing: new Set(ids).size - positions.length });
    return true;
  };
  if (tryNow()) return;
  const stops = [
    useSelection.subscribe(() => {
      // The change that is being told of must be through first.
      queueMicrotask(() => isWaiting() && tryNow() && stopAll());
    }),
    useView.subscribe((view) => view.albumId !== albumId && stopAll()),
  ];
  let waiting = true;
  const isWaiting = () => waiting;
  const stopAll = () => {
    waiting = false;
    for (const stop of stops) stop();
  };
}
