import type { Columns } from '#shared/columns/read.ts';
import { shownIndex, type Shown } from '../../state/selection/shown.ts';
import { findImage } from './find-image.ts';
import { clampTop, rowOf, rowsIn, rowTop, topThatShows, type Geometry } from './geometry.ts';
import { inSight, placeAt, topOf } from './place.ts';
import { follow, pointAtTop, scrollSpace, type ScrollPoint } from './scroll-space.ts';

/** How an album is laid out just now. */
export interface Layout {
  readonly columns: Columns;
  readonly shown: Shown;
  readonly geometry: Geometry;
  /** Of the element that scrolls. */
  readonly viewHeight: number;
}

/** An image that the user scrolled to, by what sorting, searching and resyncing do not change. */
interface Kept {
  readonly id: string;
  readonly position: number;
  /** See `Place`. */
  readonly offset: number;
}

/** What is to be drawn. */
export interface Seen {
  /** Rows, `end` excluded. */
  readonly first: number;
  readonly end: number;
  /** What a row's top in the album is more than its top in the scrolled element; 0 unless the album is too tall. */
  readonly shift: number;
  /** Faster than pictures can be told apart: tiles keep to their colours, nothing is loaded that has passed. */
  readonly fast: boolean;
}

/** Rows drawn beyond either edge. */
export const overscan = 2;
/** Pixels a second. */
const fastest = 7_500;
const restMs = 150;

/**
 * Scrolls an album by one element and knows where the user is in it. It stands outside React, so that scrolling costs
 * React nothing until another row comes into sight.
 */
export class GridScroller {
  private element: HTMLElement | null = null;
  private layout: Layout | null = null;
  private point: ScrollPoint = { scroll: 0, top: 0 };
  private kept: Kept | null = null;
  private seen: Seen = { first: 0, end: 0, shift: 0, fast: false };
  private lastScrollAt = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  readonly getSeen = (): Seen => this.seen;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A ref callback: takes the element that scrolls. */
  readonly attach = (element: HTMLElement): (() => void) => {
    this.element = element;
    element.addEventListener('scroll', this.scrolled, { passive: true });
    return () => {
      clearTimeout(this.rest);
      element.removeEventListener('scroll', this.scrolled);
      this.element = null;
    };
  };

  /** Where the view's top is in the album, pixels. */
  get top(): number {
    return this.point.top;
  }

  /** The indexes of what is shown that are in sight, the second one excluded. */
  indexesInSight(): [first: number, end: number] {
    if (this.layout === null) return [0, 0];
    const { geometry, viewHeight } = this.layout;
    const { first, end } = rowsIn(geometry, this.point.top, viewHeight, 0);
    return [first * geometry.columns, end * geometry.columns];
  }

  /** Whole rows in sight: a page. */
  get rowsInView(): number {
    if (this.layout === null) return 1;
    return Math.max(1, Math.floor(this.layout.viewHeight / this.layout.geometry.rowHeight));
  }

  /**
   * The album is laid out anew: resized, with other tiles, in another order, with other images. The user stays where
   * he was, as far as that is still shown; else at the top, until it is shown again.
   * @param active the image of the former layout that stays where it is where it is in sight, by its position.
   */
  layOut(layout: Layout, active: number | null): void {
    const reordered = this.layout !== null && this.layout.shown !== layout.shown;
    const kept = (reordered ? this.keptOf(active) : null) ?? this.kept;
    this.layout = layout;
    const position = kept === null ? null : findImage(layout.columns, kept.id, kept.position);
    const index = shownIndex(layout.shown, position);
    const place = kept === null || index === null ? null : { index, offset: kept.offset };
    this.moveTo(topOf(layout.geometry, place, layout.viewHeight));
  }

  /** Scrolls to `top` in the album, as if the user had. */
  scrollTo(top: number): void {
    if (this.layout === null) return;
    this.moveTo(clampTop(this.layout.geometry, top, this.layout.viewHeight));
    this.keepPlace();
  }

  /** Scrolls as little as it takes to see the image at `index` of what is shown. */
  reveal(index: number): void {
    if (this.layout === null) return;
    const top = topThatShows(this.layout.geometry, index, this.point.top, this.layout.viewHeight);
    if (top !== this.point.top) this.scrollTo(top);
  }

  private readonly scrolled = (event: Event): void => {
    const { element, layout } = this;
    // What this class wrote itself is no news; a device's pixels make it come back a fraction off.
    if (element === null || layout === null || Math.abs(element.scrollTop - this.point.scroll) < 1) return;
    const from = this.point.top;
    const space = scrollSpace(layout.geometry.height, layout.viewHeight);
    this.setPoint(follow(space, this.point, element.scrollTop));
    this.keepPlace();
    const elapsed = Math.max(1, event.timeStamp - this.lastScrollAt);
    this.lastScrollAt = event.timeStamp;
    this.update(elapsed < restMs && (Math.abs(this.point.top - from) / elapsed) * 1_000 > fastest);
    clearTimeout(this.rest);
    this.rest = setTimeout(this.rested, restMs);
  };

  /** The thumb shows where in the album one is again; nothing moves on the screen. */
  private readonly rested = (): void => this.moveTo(this.point.top);

  private moveTo(top: number): void {
    if (this.layout === null) return;
    this.setPoint(pointAtTop(scrollSpace(this.layout.geometry.height, this.layout.viewHeight), top));
    this.update(false);
  }

  private setPoint(point: ScrollPoint): void {
    this.point = point;
    const { element } = this;
    if (element !== null && Math.abs(element.scrollTop - point.scroll) >= 1) element.scrollTop = point.scroll;
  }

  private keepPlace(): void {
    if (this.layout === null) return;
    const { columns, shown, geometry, viewHeight } = this.layout;
    const place = placeAt(geometry, this.point.top, viewHeight);
    const position = place === null ? undefined : shown.order[place.index];
    this.kept =
      place === null || position === undefined
        ? null
        : { position, id: columns.text('id', position), offset: place.offset };
  }

  /** The image at `position` where it is in sight and the user is not at the very top. */
  private keptOf(position: number | null): Kept | null {
    if (this.layout === null || this.kept === null || position === null) return null;
    const { columns, shown, geometry, viewHeight } = this.layout;
    const index = shownIndex(shown, position);
    if (index === null || !inSight(geometry, index, this.point.top, viewHeight)) return null;
    const offset = (rowTop(geometry, rowOf(geometry, index)) - this.point.top) / geometry.rowHeight;
    return { position, id: columns.text('id', position), offset };
  }

  private update(fast: boolean): void {
    if (this.layout === null) return;
    const { geometry, viewHeight } = this.layout;
    const { first, end } = rowsIn(geometry, this.point.top, viewHeight, overscan);
    const shift = Math.round(this.point.top - this.point.scroll);
    const { seen } = this;
    if (seen.first === first && seen.end === end && seen.shift === shift && seen.fast === fast) return;
    this.seen = { first, end, shift, fast };
    for (const listener of this.listeners) listener();
  }
}
