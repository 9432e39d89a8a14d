import type { Geometry } from './layout/geometry.ts';

/**
 * Where a key leads from `index`; null for a key that does not move. Left and right go on into the next row, as one
 * reads; down into a short last row leads to its last image.
 * @param rowsInView whole rows that are in sight: what a page is.
 * @param far Ctrl or Cmd is held: Home and End mean the album's ends.
 */
export function keyTarget(
  g: Geometry,
  index: number | null,
  key: string,
  { far, rowsInView }: { far: boolean; rowsInView: number },
): number | null {
  if (!moving.has(key) || g.count === 0) return null;
  const last = g.count - 1;
  // The first key only says where one is.
  if (index === null) return key === 'End' && far ? last : 0;
  const rowStart = index - (index % g.columns);
  const page = Math.max(1, rowsInView) * g.columns;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return index < g.columns ? index : index - g.columns;
    case 'ArrowDown':
      return rowStart + g.columns > last ? index : Math.min(last, index + g.columns);
    case 'Home':
      return far ? 0 : rowStart;
    case 'End':
      return far ? last : Math.min(last, rowStart + g.columns - 1);
    case 'PageUp':
      return index - page < 0 ? index % g.columns : index - page;
    default:
      return pageDown(g, index, page);
  }
}

/** A page on in the same column, as far as there are rows; the last row's last image where that column has none. */
function pageDown(g: Geometry, index: number, page: number): number {
  const lastRow = (g.rows - 1) * g.columns;
  return Math.min(g.count - 1, Math.min(index + page, lastRow + (index % g.columns)));
}

const moving = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
