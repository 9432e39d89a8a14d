import { useSyncExternalStore } from 'react';
import type { Box } from './layout/geometry.ts';
import styles from './image-grid.module.css';
import type { GridScroller } from './layout/scroller.ts';

/** The rectangle that is being drawn. @param box in the album, pixels. */
export function Marquee({ box, scroller }: { box: Box; scroller: GridScroller }) {
  const { shift } = useSyncExternalStore(scroller.subscribe, scroller.getSeen);
  return (
    <div
      className={styles.marquee}
      style={{
        transform: `translate(${box.left}px, ${box.top - shift}px)`,
        width: box.right - box.left,
        height: box.bottom - box.top,
      }}
    />
  );
}
