/**
 * Pictures on their way at once where they come slowly. A browser keeps six connections to one origin over plain HTTP,
 * as the Chromium host serves the page: pictures of a host that hangs must leave one for what else the page fetches,
 * such as columns.
 */
const few = 5;
/** Where they come quickly, as from the disk: all that are drawn. Then the page is not waited for between two. */
const many = 200;
/** A picture that comes within so many milliseconds came quickly. */
const quickMs = 200;
/** When none has come for so long, they do not come quickly. */
const stallMs = 250;

/** Pictures that may be fetched. */
export interface Wanted<Item> {
  /** What is wanted most; null where nothing is. It is wanted no more once it was started. */
  next: () => Item | null;
  start: (item: Item) => void;
  /** Stops fetching it: it is wanted again. */
  takeBack: (item: Item) => void;
}

/**
 * Lets pictures be fetched: all at once where they come quickly, else a few at a time, and then who is next is asked
 * when a turn is free and not before, so that it is always what the user looks at then. Which of the two it is, the
 * pictures themselves tell; until one did they are taken to be quick.
 */
export class PictureTurns<Item> {
  private readonly wanted: Wanted<Item>;
  /** When each was asked for, the longest ago first. */
  private readonly onTheirWay = new Map<Item, number>();
  private quick = true;
  private heardAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(wanted: Wanted<Item>) {
    this.wanted = wanted;
  }

  /** Starts as many as there are turns free. Call it when something new is wanted. */
  give(): void {
    while (this.onTheirWay.size < (this.quick ? many : few)) {
      const item = this.wanted.next();
      if (item === null) break;
      if (this.onTheirWay.size === 0) this.heardAt = performance.now();
      this.onTheirWay.set(item, performance.now());
      this.wanted.start(item);
    }
    if (this.onTheirWay.size > few) this.timer ??= setTimeout(this.look, stallMs);
  }

  /** A picture that was started has come or has failed. */
  end(item: Item): void {
    this.heardAt = performance.now();
    this.quick = this.heardAt - (this.onTheirWay.get(item) ?? 0) < quickMs;
    this.onTheirWay.delete(item);
  }

  /** A picture that was started is not wanted any more. */
  cancel(item: Item): void {
    this.onTheirWay.delete(item);
  }

  /** Takes back all but the first few where nothing comes: those the browser has not asked for yet, but for one. */
  private readonly look = (): void => {
    this.timer = undefined;
    if (this.onTheirWay.size <= few) return;
    const left = this.heardAt + stallMs - performance.now();
    if (left > 0) {
      this.timer = setTimeout(this.look, left);
      return;
    }
    this.quick = false;
    for (const item of [...this.onTheirWay.keys()].slice(few)) {
      this.onTheirWay.delete(item);
      this.wanted.takeBack(item);
    }
  };
}
