import type { Geometry } from './geometry.ts';
import { overscan, type Seen } from './scroller.ts';

/** A row and the nodes that draw it. */
export interface DrawnRow {
  row: number;
  /** Rows that never are in sight together share nodes: a row that comes takes over those of one that went. */
  slot: string;
}

/**
 * The rows to draw, from top to bottom as a screen reader goes through them: those in sight, and the active image's
 * row wherever it is, so that `aria-activedescendant` always names something that is there.
 */
export function rowsToDraw(
  { first, end }: Seen,
  geometry: Geometry,
  viewHeight: number,
  activeRow: number | null,
): DrawnRow[] {
  const slots = Math.ceil(viewHeight / geometry.rowHeight) + 2 * overscan + 1;
  const last = Math.min(end, geometry.rows) - 1;
  const rows: DrawnRow[] = [];
  for (let row = first; row <= last; row += 1) rows.push({ row, slot: String(row % slots) });
  if (activeRow !== null && activeRow < first) rows.unshift({ row: activeRow, slot: 'active' });
  if (activeRow !== null && activeRow > last) rows.push({ row: activeRow, slot: 'active' });
  return rows;
}
