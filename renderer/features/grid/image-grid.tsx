import {
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type CSSProperties,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { useSelection } from '../../state/selection.ts';
import { shownIndex, type Shown } from '../../state/selection/shown.ts';
import { geometry as geometryOf, rowOf, rowTop } from './geometry.ts';
import { clickGrid, positionUnder } from './grid-clicks.ts';
import { gridKeys } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import styles from './image-grid.module.css';
import { rowsToDraw } from './rows-to-draw.ts';
import { scrollSpace } from './scroll-space.ts';
import type { GridScroller } from './scroller.ts';
import { tileId } from './tile.tsx';
import { useMarquee } from './use-marquee.ts';
import { useSize } from './use-size.ts';

interface ImageGridProps {
  ref: RefObject<HTMLDivElement | null>;
  accountId: string;
  albumId: string;
  columns: Columns;
  shown: Shown;
  /** Least width of a tile, pixels. */
  tileSize: number;
  scroller: GridScroller;
  openViewer: (position: number) => void;
}

/**
 * The album's images as a `grid` of which only the rows in sight are there. It is one tab stop: the focus stays on the
 * grid and `aria-activedescendant` names the image that keys go on from, since a node that is recycled while one
 * scrolls would take a focus of its own along to another image. The active image's row is there even out of sight.
 */
export function ImageGrid(props: ImageGridProps) {
  const { ref, accountId, albumId, columns, shown, tileSize, scroller, openViewer } = props;
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
  const count = shown.order.length;
  const [width, viewHeight] = [size?.width ?? 0, size?.height ?? 0];
  const geometry = useMemo(() => geometryOf(count, width, tileSize), [count, width, tileSize]);
  const layOut = useEffectEvent(() => {
    scroller.layOut({ columns, shown, geometry, viewHeight }, useSelection.getState().active);
  });
  useLayoutEffect(() => layOut(), [columns, shown, geometry, viewHeight]);

  const seen = useSyncExternalStore(scroller.subscribe, scroller.getSeen);
  const active = useSelection((state) => state.active);
  const activeIndex = shownIndex(shown, active);
  const marquee = useMarquee({ geometry, shown, scroller });
  const activeRow = activeIndex === null ? null : rowOf(geometry, activeIndex);
  const rows = rowsToDraw(seen, geometry, viewHeight, activeRow);
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
      onKeyDown={gridKeys({ geometry, shown, scroller, openViewer })}
      onClick={(event) => {
        if (!marquee.wasDrag()) clickGrid(event, shown);
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
        {rows.map(({ row, slot }) => (
          <GridRow
            key={slot}
            accountId={accountId}
            albumId={albumId}
            columns={columns}
            order={shown.order}
            geometry={geometry}
            row={row}
            top={rowTop(geometry, row) - seen.shift}
            fast={seen.fast}
          />
        ))}
        {marquee.box && (
          <div
            className={styles.marquee}
            style={{
              transform: `translate(${marquee.box.left}px, ${marquee.box.top - seen.shift}px)`,
              width: marquee.box.right - marquee.box.left,
              height: marquee.box.bottom - marquee.box.top,
            }}
          />
        )}
      </div>
    </div>
  );
}
