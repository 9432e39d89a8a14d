/** Lengths in CSS pixels; `y` counts from the top of the whole album, as if no element's height had a limit. */
export interface Geometry {
  readonly columns: number;
  readonly rows: number;
  readonly count: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** From one row's top to the next one's. */
  readonly rowHeight: number;
  /** Of the whole album, with the padding above and below. */
  readonly height: number;
}

/** A rectangle by its edges. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// These are in image-grid.module.css and tile.module.css as well.
const gap = 8;
const padding = 16;
/** Under the picture: the name. */
const captionHeight = 26;

/**
 * Cells of at least `tileSize` that share the width evenly; on a narrow window one column.
 * @param width what the album has, scroll bar excluded.
 */
export function geometry(count: number, width: number, tileSize: number): Geometry {
  const room = Math.max(0, width - 2 * padding);
  const columns = Math.max(1, Math.floor((room + gap) / (tileSize + gap)));
  const cellWidth = Math.max(1, Math.floor((room + gap) / columns) - gap);
  const cellHeight = cellWidth + captionHeight;
  const rows = Math.ceil(count / columns);
  const rowHeight = cellHeight + gap;
  const height = rows === 0 ? 0 : 2 * padding + rows * rowHeight - gap;
  return { columns, rows, count, cellWidth, cellHeight, rowHeight, height };
}

export const rowTop = (g: Geometry, row: number): number => padding + row * g.rowHeight;
export const rowOf = (g: Geometry, index: number): number => Math.floor(index / g.columns);

/** Where the image at `index` of what is shown is. */
export function cellBox(g: Geometry, index: number): Box {
  const left = padding + (index % g.columns) * (g.cellWidth + gap);
  const top = rowTop(g, rowOf(g, index));
  return { left, top, right: left + g.cellWidth, bottom: top + g.cellHeight };
}

/** The rows from `first` up to, not including, `end` that are seen, and `overscan` more on either side. */
export function rowsIn(
  g: Geometry,
  top: number,
  viewHeight: number,
  overscan: number,
): { first: number; end: number } {
  const first = Math.floor((top - padding + gap) / g.rowHeight) - overscan;
  const end = Math.ceil((top + viewHeight - padding) / g.rowHeight) + overscan;
  return { first: clamp(first, 0, g.rows), end: clamp(end, 0, g.rows) };
}

/** The indexes whose cells a rectangle touches, in reading order. */
export function indexesIn(g: Geometry, box: Box): Uint32Array {
  const pitch = g.cellWidth + gap;
  const firstColumn = clamp(Math.ceil((box.left - padding - g.cellWidth) / pitch), 0, g.columns);
  const endColumn = clamp(Math.floor((box.right - padding) / pitch) + 1, firstColumn, g.columns);
  const firstRow = clamp(Math.ceil((box.top - padding - g.cellHeight) / g.rowHeight), 0, g.rows);
  const endRow = clamp(Math.floor((box.bottom - padding) / g.rowHeight) + 1, firstRow, g.rows);
  const out = new Uint32Array((endRow - firstRow) * (endColumn - firstColumn));
  let length = 0;
  for (let row = firstRow; row < endRow; row += 1) {
    for (let column = firstColumn; column < endColumn; column += 1) {
      const index = row * g.columns + column;
      if (index < g.count) out[length++] = index;
    }
  }
  return out.subarray(0, length);
}

/**
 * Where to scroll from `top` so that the image at `index` is whole in sight, moving as little as can be; with some room
 * around it, for the ring of the focus.
 */
export function topThatShows(g: Geometry, index: number, top: number, viewHeight: number): number {
  const cell = cellBox(g, index);
  const room = Math.min(padding, Math.floor((viewHeight - g.cellHeight) / 2));
  // Too high for the view: from its top on.
  if (room < 0 || cell.top - room < top) return clampTop(g, cell.top - Math.max(room, 0), viewHeight);
  if (cell.bottom + room > top + viewHeight) return clampTop(g, cell.bottom + room - viewHeight, viewHeight);
  return top;
}

export const clampTop = (g: Geometry, top: number, viewHeight: number): number =>
  clamp(top, 0, Math.max(0, g.height - viewHeight));

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
