import { useCallback, type CSSProperties, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { useSelection } from '../../state/selection.ts';
import { shownIndex, type Shown } from '../../state/selection/shown.ts';
import { clickGrid, positionUnder } from './grid-clicks.ts';
import { gridKeys } from './grid-keys.ts';
import styles from './image-grid.module.css';
import { Marquee } from './marquee.tsx';
import { scrollSpace } from './layout/scroll-space.ts';
import type { GridScroller } from './layout/scroller.ts';
import type { ShareMarks } from './tiles/share-mark.ts';
import { TileIcons } from './tiles/tile-icons.tsx';
import { tileId } from './tiles/tile-view.ts';
import { useGeometry } from './layout/use-geometry.ts';
import { useGridRows } from './tiles/use-grid-rows.ts';
import { useMarquee } from './use-marquee.ts';
import { useSize } from './layout/use-size.ts';
import { useTileLooks } from './tiles/use-tile-looks.ts';

interface ImageGridProps {
  ref: RefObject<HTMLDivElement | null>;
  accountId: string;
  albumId: string;
  columns: Columns;
  shown: Shown;
  /** Least width of a tile, pixels. */
  tileSize: number;
  scroller: GridScroller;
  /** Of the compared sharing; null where nothing is compared. */
  marks: ShareMarks | null;
  /** When the server last answered: pictures that failed before are tried again then. */
  syncedAt: number;
  openViewer: (position: number) => void;
}

/**
 * The album's images as a `grid` of which only the rows in sight are there. It is one tab stop: the focus stays on the
 * grid and `aria-activedescendant` names the image that keys go on from, since a node that is recycled while one
 * scrolls would take a focus of its own along to another image. The active image's row is there even out of sight.
 */
export function ImageGrid(props: ImageGridProps) {
  const { ref, accountId, albumId, columns, shown, tileSize, scroller, marks, syncedAt, openViewer } = props;
  const { t } = useTranslation('grid');
  const [size, watch] = useSize();
  const attach = useCallback(
    (element: HTMLDivElement) => {
      ref.current = element;
      const [detach, unwatch] = [scroller.attach(element), watch(element)];
      return () => {
        detach();
        unwatch();
        ref.current = null;
      };
    },
    [ref, scroller, watch],
  );
  const viewHeight = size?.height ?? 0;
  const geometry = useGeometry(shown.order.length, size?.width ?? 0, tileSize);
  const [looks, icons] = useTileLooks();
  const { attachRows, retry } = useGridRows({
    accountId,
    albumId,
    columns,
    shown,
    geometry,
    looks,
    scroller,
    marks,
    viewHeight,
    syncedAt,
  });

  const active = useSelection((state) => state.active);
  const activeIndex = shownIndex(shown, active);
  const marquee = useMarquee({ geometry, shown, scroller });
  return (
    <div
      ref={attach}
      role="grid"
      aria-label={t('images')}
      aria-multiselectable
      aria-rowcount={geometry.rows}
      aria-colcount={geometry.columns}
      aria-activedescendant={active !== null && activeIndex !== null ? tileId(active) : undefined}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={gridKeys({ geometry, shown, scroller, openViewer, retry })}
      onClick={(event) => {
        if (!marquee.wasDrag()) clickGrid(event, shown, retry);
      }}
      onDoubleClick={({ target, ctrlKey, metaKey, shiftKey }) => {
        const position = positionUnder(target);
        if (position !== null && !ctrlKey && !metaKey && !shiftKey) openViewer(position);
      }}
      {...marquee.handlers}
    >
      <div
        role="presentation"
        className={styles.space}
        style={
          {
            height: scrollSpace(geometry.height, viewHeight).height,
            '--columns': geometry.columns,
            '--cell': `${geometry.cellWidth}px`,
          } as CSSProperties
        }
      >
        <div ref={attachRows} role="presentation" />
        {marquee.box && <Marquee box={marquee.box} scroller={scroller} />}
      </div>
      <TileIcons ref={icons} />
    </div>
  );
}
