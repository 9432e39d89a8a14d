import { cellBox, rowTop, type Geometry } from '../layout/geometry.ts';
import type { RowNode } from './row-node.ts';
import type { Seen } from '../layout/scroller.ts';
import type { TileNode } from './tile-node.ts';
import { pictureSide } from './tile-place.ts';
import styles from '../image-grid.module.css';

/** Pixels of the sheet for the longest side of a picture: a likeness tells nothing finer. */
const side = 40;

/** CSS pixels to one of the sheet. */
export const sheetScale = (pictureSide: number): number => Math.max(1, pictureSide) / side;

/**
 * Shows the likenesses of all tiles whose picture has not come, on one canvas over the rows that is stretched by the
 * stylesheet. Chromium makes a layer of each canvas: one a tile would cost as much in a frame as all else together.
 */
export class LikenessSheet {
  readonly canvas = document.createElement('canvas');
  // Drawn by the processor, a few pixels at a time: nothing that a graphics card would be faster at.
  private readonly context = this.canvas.getContext('2d', { willReadFrequently: true });
  private moving = false;
  /** Where each likeness is drawn. */
  private readonly places = new Map<TileNode, { x: number; y: number }>();

  constructor() {
    this.canvas.className = styles.likenesses ?? '';
    this.canvas.ariaHidden = 'true';
    this.canvas.hidden = true;
  }

  /** Draws the likenesses of the rows that may be seen. */
  draw(rows: ReadonlyMap<number, RowNode>, { first, end, shift, moving }: Seen, geometry: Geometry): void {
    const { canvas, context } = this;
    const scale = sheetScale(pictureSide(geometry.cellWidth));
    const top = rowTop(geometry, first);
    this.places.clear();
    for (let row = first; row < end; row += 1)
      rows.get(row)?.tiles.forEach((tile, column) => {
        if (tile.likenessWhileComing() === null) return;
        const cell = cellBox(geometry, row * geometry.columns + column);
        this.places.set(tile, {
          x: Math.round((cell.left + tile.view.place.left) / scale),
          y: Math.round((cell.top - top + tile.view.place.top) / scale),
        });
      });
    // While the album moves, more will be needed in a moment: coming and going costs more than staying.
    this.moving = moving;
    if (this.places.size > 0) canvas.hidden = false;
    else this.hideAtRest();
    if (canvas.hidden) return;
    const right = cellBox(geometry, geometry.columns - 1).right;
    this.resize(Math.ceil(right / scale), Math.ceil(((end - first) * geometry.rowHeight) / scale));
    for (const [{ likeness }, { x, y }] of this.places)
      if (likeness !== null) context?.putImageData(likeness, x, y);
    canvas.style.transform = `translateY(${top - shift}px)`;
    canvas.style.width = `${canvas.width * scale}px`;
    canvas.style.height = `${canvas.height * scale}px`;
  }

  /** Takes away the likeness of a tile. */
  uncover(tile: TileNode): void {
    const place = this.places.get(tile);
    if (place === undefined || tile.likeness === null) return;
    this.places.delete(tile);
    this.context?.clearRect(place.x, place.y, tile.likeness.width, tile.likeness.height);
    this.hideAtRest();
  }

  private hideAtRest(): void {
    if (!this.moving && this.places.size === 0) this.canvas.hidden = true;
  }

  private resize(width: number, height: number): void {
    const { canvas } = this;
    // A size that is set clears the canvas. It only grows while the columns are the same.
    if (canvas.width !== width) {
      canvas.width = width;
      canvas.height = height;
    } else if (canvas.height < height) canvas.height = height;
    else this.context?.clearRect(0, 0, width, canvas.height);
  }
}
