import type { KeyboardEvent } from 'react';
import { select, setActive, useSelection } from '../../state/selection.ts';
import { selectRange, toggle } from '../../state/selection/selection.ts';
import { shownIndex, type Shown } from '../../state/selection/shown.ts';
import type { Geometry } from './layout/geometry.ts';
import { keyTarget } from './keys.ts';
import type { GridScroller } from './layout/scroller.ts';

interface GridKeys {
  geometry: Geometry;
  shown: Shown;
  scroller: GridScroller;
  openViewer: (position: number) => void;
  /** Tries to have a picture again that failed. */
  retry: (position: number) => void;
}

/**
 * The keys of the grid itself: moving, extending, Space, Enter, and R where a picture failed. Moving changes nothing of the selection but where the
 * next range starts. The keys that mean the whole album are `useAlbumKeys`'s.
 */
export function gridKeys({ geometry, shown, scroller, openViewer, retry }: GridKeys) {
  return (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const { active } = useSelection.getState();
    const index = shownIndex(shown, active);
    const far = event.ctrlKey || event.metaKey;
    const target = keyTarget(geometry, index, event.key, { far, rowsInView: scroller.rowsInView });
    if (target !== null) {
      event.preventDefault();
      const position = shown.order[target];
      if (position === undefined) return;
      if (event.shiftKey) {
        select((now) => selectRange(now, shown, position, { add: false, fallback: active }));
      } else {
        select((now) => ({ ...now, anchor: position }));
      }
      setActive(position);
      scroller.reveal(target);
      return;
    }
    if (event.key.toLowerCase() === 'r' && !far && active !== null) {
      retry(active);
      return;
    }
    // Space and Enter before any move mean the first image: it is where the focus would go.
    const position = shown.order[index ?? 0];
    if (position === undefined || (event.key !== ' ' && event.key !== 'Enter')) return;
    event.preventDefault();
    setActive(position);
    scroller.reveal(index ?? 0);
    if (event.key === 'Enter') openViewer(position);
    else select((now) => toggle(now, position));
  };
}
