import { cellBox, clampTop, rowOf, rowTop, rowsIn, type Geometry } from './geometry.ts';

/**
 * The place in the album that the user scrolled to: an image and how far its row's top is below the top of the view,
 * as a part of a row's height. It changes when the user scrolls and at no other time, so that any number of resizes
 * and changes of the tile size lead back to it.
 */
export interface Place {
  /** In what is shown. */
  readonly index: number;
  readonly offset: number;
}

/** The place seen at `top`: the first image of the first row whose larger part is in sight; null at the very top. */
export function placeAt(g: Geometry, top: number, viewHeight: number): Place | null {
  if (top <= 0 || g.rows === 0) return null;
  const { first, end } = rowsIn(g, top, viewHeight, 0);
  const row = rowTop(g, first) + g.cellHeight / 2 < top && first + 1 < end ? first + 1 : first;
  return { index: row * g.columns, offset: (rowTop(g, row) - top) / g.rowHeight };
}

/** Where to scroll in another geometry to be at `place` again. */
export function topOf(g: Geometry, place: Place | null, viewHeight: number): number {
  if (place === null || g.rows === 0) return 0;
  const row = rowOf(g, Math.min(place.index, g.count - 1));
  return clampTop(g, rowTop(g, row) - place.offset * g.rowHeight, viewHeight);
}

/** Whether the image at `index` is in sight, even in part. */
export function inSight(g: Geometry, index: number, top: number, viewHeight: number): boolean {
  const cell = cellBox(g, index);
  return cell.bottom > top && cell.top < top + viewHeight;
}
