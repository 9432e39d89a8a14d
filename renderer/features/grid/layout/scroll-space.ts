/*
 * Chromium caps an element's height near 16.7 million CSS pixels at a device ratio of 2, near 6.7 million when zoomed
 * to 500 %: 100,000 images in two wide columns pass it. A taller album is scrolled in a shorter space. Near the user
 * the two move pixel by pixel; only a jump (the scroll bar's thumb) is carried over in proportion.
 */

/** No element is made higher than this. */
export const tallest = 6_000_000;

/** At either end, so much of the short space is the album's own, pixel by pixel. */
const exactEnd = 1_000_000;

export interface ScrollSpace {
  /** Of the album. */
  readonly trueHeight: number;
  readonly viewHeight: number;
  /** Of the element that is scrolled. */
  readonly height: number;
}

/** Where the user is: `scroll` in the short space is `top` in the album. */
export interface ScrollPoint {
  readonly scroll: number;
  readonly top: number;
}

export function scrollSpace(trueHeight: number, viewHeight: number): ScrollSpace {
  return { trueHeight, viewHeight, height: Math.min(trueHeight, tallest) };
}

const scrollEnd = (space: ScrollSpace): number => Math.max(0, space.height - space.viewHeight);
const topEnd = (space: ScrollSpace): number => Math.max(0, space.trueHeight - space.viewHeight);

/** Where the short space is scrolled to when it is at rest at `top`. */
export function pointAtTop(space: ScrollSpace, top: number): ScrollPoint {
  const [s, t] = [scrollEnd(space), topEnd(space)];
  const at = Math.min(Math.max(top, 0), t);
  if (s === t || at <= exactEnd) return { scroll: at, top: at };
  if (t - at <= exactEnd) return { scroll: s - (t - at), top: at };
  const scroll = exactEnd + ((at - exactEnd) / (t - 2 * exactEnd)) * (s - 2 * exactEnd);
  // Whole pixels: what is written to scrollTop is what is read back.
  return { scroll: Math.round(scroll), top: at };
}

/** Where a jump to `scroll` leads. */
export function pointAtScroll(space: ScrollSpace, scroll: number): ScrollPoint {
  const [s, t] = [scrollEnd(space), topEnd(space)];
  const at = Math.min(Math.max(scroll, 0), s);
  if (s === t || at <= exactEnd) return { scroll: at, top: at };
  if (s - at <= exactEnd) return { scroll: at, top: t - (s - at) };
  return { scroll: at, top: exactEnd + ((at - exactEnd) / (s - 2 * exactEnd)) * (t - 2 * exactEnd) };
}

/**
 * Where the user is after the element was scrolled from `from` to `scroll`: a short way is taken pixel by pixel, a
 * jump in proportion. A way of this length is several times what the fastest wheel does in a frame, and less than one
 * pixel of the scroll bar's thumb.
 */
export function follow(space: ScrollSpace, from: ScrollPoint, scroll: number): ScrollPoint {
  const way = scroll - from.scroll;
  const jump = Math.abs(way) > space.height / (2 * Math.max(space.viewHeight, 1));
  const ended = scroll <= 0 || scroll >= scrollEnd(space);
  if (space.height === space.trueHeight || jump) return pointAtScroll(space, scroll);
  const top = Math.min(Math.max(from.top + way, 0), topEnd(space));
  // At an end of one space and not of the other the user could not go on: back to where both have room.
  const topEnded = top <= 0 || top >= topEnd(space);
  return ended || topEnded ? pointAtTop(space, top) : { scroll, top };
}
