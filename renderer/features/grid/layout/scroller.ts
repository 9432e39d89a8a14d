import { clampTop, rowsIn, topThatShows } from './geometry.ts';
import { keptAtTop, keptImage, topOfKept, type KeptPlace, type Layout } from './kept-place.ts';
import { follow, pointAtTop, scrollSpace, type ScrollPoint } from './scroll-space.ts';

/** What is to be drawn. */
export interface Seen {
  /** Rows, `end` excluded. */
  readonly first: number;
  readonly end: number;
  /** What a row's top in the album is more than its top in the scrolled element; 0 unless the album is too tall. */
  readonly shift: number;
  /** Faster than pictures can be told apart: tiles keep to their likenesses, nothing is loaded that has passed. */
  readonly fast: boolean;
  /** Scrolled by the user in this frame or the one before. */
  readonly moving: boolean;
  /** The direction of travel, the last one when at rest: 1 is down. */
  readonly heading: 1 | -1;
}

/** Rows drawn beyond either edge when the album stands still. */
const overscan = 2;
/**
 * What is scrolled is seen up to two frames before the page can draw it. So many milliseconds of way are drawn ahead,
 * up to as many screens.
 */
const lookAheadMs = 45;
const mostScreensAhead = 2;
/** Pixels a second. */
const fastest = 7_500;
/** The album stands still when it has not moved for so long. */
const restMs = 150;
/** Two reports of one frame tell no speed. */
const shortestMs = 8;

/**
 * Scrolls an album by one element and knows where the user is in it. It stands outside React, so that scrolling costs
 * React nothing until another row comes into sight.
 */
export class GridScroller {
  private element: HTMLElement | null = null;
  private layout: Layout | null = null;
  private point: ScrollPoint = { scroll: 0, top: 0 };
  private kept: KeptPlace | null = null;
  private seen: Seen = { first: 0, end: 0, shift: 0, fast: false, moving: false, heading: 1 };
  private movedAt = -Infinity;
  /** Of the last movement, pixels a millisecond, down above 0; 0 at rest. */
  private speed = 0;
  private frame = 0;
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
      cancelAnimationFrame(this.frame);
      this.frame = 0;
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
    const { first, end } = this.rowsInSight();
    const columns = this.layout?.geometry.columns ?? 0;
    return [first * columns, end * columns];
  }

  /** The rows that are in sight, even in part; `end` excluded. */
  rowsInSight(): { first: number; end: number } {
    if (this.layout === null) return { first: 0, end: 0 };
    return rowsIn(this.layout.geometry, this.point.top, this.layout.viewHeight, 0);
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
    const { layout: former, kept } = this;
    this.layout = layout;
    const isReordered = former !== null && former.shown !== layout.shown;
    // Unless the user is at the very top.
    const stays = isReordered && kept !== null && active !== null;
    this.moveTo(topOfKept(layout, (stays ? keptImage(former, active, this.point.top) : null) ?? kept));
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
    this.follow(event.timeStamp);
    if (this.frame === 0 && this.speed !== 0) this.frame = requestAnimationFrame(this.watch);
  };

  /**
   * Looks at each frame while the album moves: what another script scrolled in this frame is drawn in this frame, and
   * a fling that has stopped is noticed a frame later.
   */
  private readonly watch = (now: number): void => {
    const before = this.movedAt;
    this.follow(now);
    if (this.movedAt === before && now > before) {
      this.speed = 0;
      this.update();
    }
    if (now - this.movedAt < restMs) {
      this.frame = requestAnimationFrame(this.watch);
      return;
    }
    this.frame = 0;
    // The thumb shows where in the album one is again; nothing moves on the screen.
    this.moveTo(this.point.top);
  };

  /** Takes in where the element was scrolled to. @param now milliseconds of the page's own clock. */
  private follow(now: number): void {
    const { element, layout } = this;
    // What this class wrote itself is no news; a device's pixels make it come back a fraction off.
    if (element === null || layout === null) return;
    const scroll = element.scrollTop;
    if (Math.abs(scroll - this.point.scroll) < 1) return;
    const from = this.point.top;
    this.setPoint(follow(scrollSpace(layout.geometry.height, layout.viewHeight), this.point, scroll));
    this.keepPlace();
    const elapsed = now - this.movedAt;
    // The first movement after a rest may be a jump: it tells no speed, only that there is one.
    const known = elapsed < restMs;
    const way = this.point.top - from;
    this.speed = known ? way / Math.max(elapsed, shortestMs) : Math.sign(way) * 1e-3;
    this.movedAt = now;
    this.update();
  }

  private moveTo(top: number): void {
    if (this.layout === null) return;
    this.setPoint(pointAtTop(scrollSpace(this.layout.geometry.height, this.layout.viewHeight), top));
    this.update();
  }

  private setPoint(point: ScrollPoint): void {
    this.point = point;
    const { element } = this;
    if (element !== null && Math.abs(element.scrollTop - point.scroll) >= 1) element.scrollTop = point.scroll;
  }

  private keepPlace(): void {
    if (this.layout !== null) this.kept = keptAtTop(this.layout, this.point.top);
  }

  private update(): void {
    if (this.layout === null) return;
    const { geometry, viewHeight } = this.layout;
    const { seen, speed, point } = this;
    const ahead = Math.min(Math.abs(speed) * lookAheadMs, mostScreensAhead * viewHeight);
    const [above, below] = speed < 0 ? [ahead, 0] : [0, ahead];
    const { first, end } = rowsIn(geometry, point.top - above, viewHeight + above + below, overscan);
    const shift = Math.round(point.top - point.scroll);
    const fast = Math.abs(speed) * 1_000 > fastest;
    const heading = speed === 0 ? seen.heading : speed < 0 ? -1 : 1;
    const next: Seen = { first, end, shift, fast, moving: speed !== 0, heading };
    if (isSame(next, seen)) return;
    this.seen = next;
    for (const listener of this.listeners) listener();
  }
}

const isSame = (a: Seen, b: Seen): boolean =>
  a.first === b.first &&
  a.end === b.end &&
  a.shift === b.shift &&
  a.fast === b.fast &&
  a.moving === b.moving &&
  a.heading === b.heading;
