import styles from '../image-grid.module.css';
import { TileNode, type TileSource } from './tile-node.ts';
import type { TilePictures } from './tile-pictures.ts';
import { made } from './tile-parts.ts';

/** One row of the grid and its tiles: nodes that are given one row after the other. */
export class RowNode {
  readonly element = made('div', styles.row);
  tiles: TileNode[] = [];
  private readonly pictures: TilePictures;
  private top = NaN;

  constructor(pictures: TilePictures) {
    this.pictures = pictures;
    this.element.role = 'row';
  }

  /** Shows the row `row` of `order` (positions), with as many tiles as it has images. */
  show(row: number, order: Uint32Array, source: TileSource): void {
    const { columns } = source.geometry;
    const first = row * columns;
    const positions = order.subarray(first, first + columns);
    this.element.ariaRowIndex = String(row + 1);
    for (const tile of this.tiles.splice(positions.length)) {
      tile.leave();
      tile.element.remove();
    }
    positions.forEach((position, column) => {
      const tile = (this.tiles[column] ??= this.newTile(column, source));
      tile.show(position, source);
    });
  }

  /** @param top pixels, in the element that scrolls. */
  moveTo(top: number): void {
    if (top === this.top) return;
    this.top = top;
    this.element.style.transform = `translateY(${top}px)`;
  }

  /** Lets go of its images. */
  leave(): void {
    for (const tile of this.tiles) tile.leave();
  }

  private newTile(column: number, source: TileSource): TileNode {
    const tile = new TileNode(this.pictures, source);
    tile.element.ariaColIndex = String(column + 1);
    this.element.append(tile.element);
    return tile;
  }
}
