import { allPositions, positionsOf, type Positions } from './positions.ts';

/** What of an album is shown, in which order: positions in server order, and where each position is shown. */
export interface Shown {
  /** Positions in the order they are shown. */
  readonly order: Uint32Array;
  /** By position: its index in `order`, or `hidden`. */
  readonly indexes: Uint32Array;
}

const hidden = 0xffffffff;

/**
 * @param order positions in the order they are shown, each once.
 * @param length images of the album.
 */
export function shownIn(order: Uint32Array, length: number): Shown {
  const indexes = new Uint32Array(length).fill(hidden);
  for (let index = 0; index < order.length; index += 1) indexes[order[index] ?? 0] = index;
  return { order, indexes };
}

/** What is shown, as a set. */
export function shownPositions({ order, indexes }: Shown): Positions {
  const { length } = indexes;
  return order.length === length ? allPositions(length) : positionsOf(length, order);
}

/** Where the image at `position` is shown; null where it is hidden or not of this album. */
export function shownIndex(shown: Shown, position: number | null): number | null {
  const index = position === null ? hidden : (shown.indexes[position] ?? hidden);
  return index === hidden ? null : index;
}
