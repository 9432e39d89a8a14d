import { memo } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import type { Geometry } from './geometry.ts';
import styles from './image-grid.module.css';
import { Tile } from './tile.tsx';

interface GridRowProps {
  accountId: string;
  albumId: string;
  columns: Columns;
  /** Positions in the order they are shown. */
  order: Uint32Array;
  geometry: Geometry;
  row: number;
  /** Pixels, in the element that scrolls. */
  top: number;
  fast: boolean;
}

/** One row of the grid. Its tiles have the column as key, so that a row that comes into sight takes over their nodes. */
export const GridRow = memo(function GridRow({ order, geometry, row, top, ...rest }: GridRowProps) {
  const first = row * geometry.columns;
  const positions = order.subarray(first, first + geometry.columns);
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {Array.from(positions, (position, i) => (
        <Tile key={i} position={position} column={i + 1} width={geometry.cellWidth} {...rest} />
      ))}
    </div>
  );
});
