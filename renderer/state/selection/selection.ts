import { equal, has, noPositions, positionsOf, symmetric, union, type Positions } from './positions.ts';
import { shownIndex, shownPositions, type Shown } from './shown.ts';

/** Which images are selected, and where a range starts. Every change gives another value. */
export interface Selection {
  readonly chosen: Positions;
  /** The position that a range extends from; null where none was clicked or reached yet. */
  readonly anchor: number | null;
}

/** Nothing selected, in an album of `length` images. */
export const nothingSelected = (length: number): Selection => ({ chosen: noPositions(length), anchor: null });

export const sameSelection = (a: Selection, b: Selection): boolean => equal(a.chosen, b.chosen);

/** This image alone. */
export function selectOne(selection: Selection, position: number): Selection {
  return { chosen: positionsOf(selection.chosen.length, [position]), anchor: position };
}

/** This image as well, or no longer; a range then extends from it. */
export function toggle(selection: Selection, position: number): Selection {
  const one = positionsOf(selection.chosen.length, [position]);
  return { chosen: symmetric(selection.chosen, one), anchor: position };
}

/**
 * What is shown from the anchor to `position`, both included; the anchor stays.
 * Where the anchor is hidden, the range starts at `fallback`, else at the first image shown.
 * @param add keeps what is selected already.
 */
export function selectRange(
  selection: Selection,
  shown: Shown,
  position: number,
  { add, fallback }: { add: boolean; fallback: number | null },
): Selection {
  const to = shownIndex(shown, position);
  if (to === null) return selection;
  const from = shownIndex(shown, selection.anchor) ?? shownIndex(shown, fallback) ?? 0;
  const range = positionsOf(
    selection.chosen.length,
    shown.order.subarray(Math.min(from, to), Math.max(from, to) + 1),
  );
  return { chosen: add ? union(selection.chosen, range) : range, anchor: shown.order[from] ?? position };
}

/** These positions and no others; the anchor stays. */
export function selectOnly(selection: Selection, positions: Iterable<number>): Selection {
  return { ...selection, chosen: positionsOf(selection.chosen.length, positions) };
}

/** All that is shown as well; what is selected and hidden stays selected. */
export function selectShown(selection: Selection, shown: Shown): Selection {
  return { ...selection, chosen: union(selection.chosen, shownPositions(shown)) };
}

/** Of what is shown, what was not selected; what is selected and hidden stays selected. */
export function invertShown(selection: Selection, shown: Shown): Selection {
  return { ...selection, chosen: symmetric(selection.chosen, shownPositions(shown)) };
}

/** The selected positions in the order they are shown; the hidden ones after them, in server order. */
export function selectedInOrder(selection: Selection, shown: Shown): number[] {
  const { chosen } = selection;
  const visible = [...shown.order.filter((position) => has(chosen, position))];
  if (visible.length === chosen.size) return visible;
  const out: number[] = visible;
  for (let position = 0; position < chosen.length; position += 1) {
    if (has(chosen, position) && shownIndex(shown, position) === null) out.push(position);
  }
  return out;
}
