import { chosenIn, useSelection } from '../../../state/selection.ts';
import { has } from '../../../state/selection/positions.ts';
import { shownIndex, type Shown } from '../../../state/selection/shown.ts';
import { rowOf, rowTop } from '../layout/geometry.ts';
import { loadOrder } from './load-order.ts';
import { LikenessSheet } from './likeness-sheet.ts';
import { RowNode } from './row-node.ts';
import type { GridScroller } from '../layout/scroller.ts';
import type { ShareMarks } from './share-mark.ts';
import type { TileNode, TileSource } from './tile-node.ts';
import { TilePictures } from './tile-pictures.ts';

/** What the rows are drawn from. */
export interface RowsSource extends Omit<TileSource, 'marks'> {
  readonly shown: Shown;
}

/**
 * Draws the rows in sight, and the active image's row wherever it is, so that `aria-activedescendant` always names
 * something that is there. Rows are drawn by hand and not by React: an album that flies past brings a hundred rows a
 * second, and each is a node that another row has left.
 */
export class GridRows {
  private readonly scroller: GridScroller;
  private readonly sheet = new LikenessSheet();
  private readonly pictures = new TilePictures(
    () => this.mostWanted(),
    (tile) => this.sheet.uncover(tile),
    () => this.scroller.getSeen().moving,
  );
  private readonly drawn = new Map<number, RowNode>();
  private host: HTMLElement | null = null;
  private source: (RowsSource & TileSource) | null = null;
  private marks: ShareMarks | null = null;

  constructor(scroller: GridScroller) {
    this.scroller = scroller;
  }

  /** A ref callback: takes the element that holds the rows, and nothing else. */
  readonly attach = (host: HTMLDivElement): (() => void) => {
    this.host = host;
    host.after(this.sheet.canvas);
    const stop = [this.scroller.subscribe(this.draw), useSelection.subscribe(this.draw)];
    return () => {
      for (const each of stop) each();
      for (const row of this.drawn.keys()) this.drop(row);
      this.sheet.canvas.remove();
      this.host = null;
    };
  };

  /**
   * Lays the album out anew and draws it.
   * @param viewHeight of the element that scrolls.
   */
  show(asked: RowsSource, viewHeight: number): void {
    // Nothing is drawn while half of it is new.
    this.source = null;
    this.scroller.layOut({ ...asked, viewHeight }, useSelection.getState().active);
    const source = (this.source = { ...asked, marks: this.marks });
    const needed = this.needed(source);
    for (const [row, node] of this.drawn) {
      if (needed.has(row)) node.show(row, source.shown.order, source);
      else this.drop(row);
    }
    // An image's new tile may have come to it before the former one let go of the picture.
    for (const tile of this.tiles()) tile.claimPicture();
    this.draw();
  }

  /** Shows where they stand what is known of the images and the compared sharing; null for nothing. */
  wear(marks: ShareMarks | null): void {
    this.marks = marks;
    if (this.source !== null) this.source = { ...this.source, marks };
    for (const tile of this.tiles()) tile.wear(marks);
  }

  /** Tries again to have the picture of one image, where it failed. */
  retry(position: number): void {
    for (const tile of this.tiles()) if (tile.position === position) this.pictures.retry(tile);
    this.fetch();
  }

  /** There is reason to think that what failed would go better now: what is drawn is tried at once, the rest when it is. */
  retryAll(): void {
    this.pictures.retryAll(this.tiles());
    this.fetch();
  }

  private readonly draw = (): void => {
    const { host, source } = this;
    if (host === null || source === null) return;
    const { moving, heading, shift } = this.scroller.getSeen();
    const needed = this.needed(source);
    for (const row of needed) {
      if (this.drawn.has(row)) continue;
      const node = this.takeSpare(needed) ?? new RowNode(this.pictures);
      this.drawn.set(row, node);
      node.show(row, source.shown.order, source);
      if (!node.element.isConnected) host.append(node.element);
    }
    const state = useSelection.getState();
    const chosen = chosenIn(state);
    for (const [row, node] of this.drawn) {
      node.moveTo(rowTop(source.geometry, row) - shift);
      for (const tile of node.tiles)
        tile.view.mark(has(chosen, tile.position), tile.position === state.active);
    }
    if (!moving) this.tidy(host, needed, heading);
    this.fetch();
    this.sheet.draw(this.drawn, this.scroller.getSeen(), source.geometry);
  };

  private needed({ shown, geometry }: RowsSource): Set<number> {
    const { first, end } = this.scroller.getSeen();
    const rows = new Set<number>();
    for (let row = first; row < Math.min(end, geometry.rows); row += 1) rows.add(row);
    const active = shownIndex(shown, useSelection.getState().active);
    if (active !== null) rows.add(rowOf(geometry, active));
    return rows;
  }

  private takeSpare(needed: Set<number>): RowNode | null {
    for (const [row, node] of this.drawn) {
      if (needed.has(row)) continue;
      this.drawn.delete(row);
      return node;
    }
    return null;
  }

  /** Only what is needed, from top to bottom, as a screen reader goes through it. */
  private tidy(host: HTMLElement, needed: Set<number>, heading: 1 | -1): void {
    for (const row of this.drawn.keys()) if (!needed.has(row)) this.drop(row);
    // From the end where the rows that came last belong: they are moved, and not all others past them.
    let beside: Element | null = null;
    for (const [, { element }] of [...this.drawn].sort(([a], [b]) => (b - a) * heading)) {
      if (heading > 0 && element.nextElementSibling !== beside) {
        if (beside === null) host.append(element);
        else beside.before(element);
      } else if (heading < 0 && element.previousElementSibling !== beside) {
        if (beside === null) host.prepend(element);
        else beside.after(element);
      }
      beside = element;
    }
  }

  private drop(row: number): void {
    const node = this.drawn.get(row);
    this.drawn.delete(row);
    node?.leave();
    node?.element.remove();
  }

  private *tiles(): Generator<TileNode> {
    for (const row of this.drawn.values()) yield* row.tiles;
  }

  private fetch(): void {
    // What flies past is not asked for: it would have gone before it came.
    if (!this.scroller.getSeen().fast) this.pictures.fetch();
  }

  private mostWanted(): TileNode | null {
    const { fast, heading } = this.scroller.getSeen();
    if (fast) return null;
    for (const row of loadOrder(this.drawn.keys(), this.scroller.rowsInSight(), heading)) {
      const tile = this.drawn.get(row)?.tiles.find(({ state }) => state === 'wanted');
      if (tile !== undefined) return tile;
    }
    return null;
  }
}
