import type { Columns } from '#shared/columns/read.ts';
import { each, positionsOf, type Positions } from './positions.ts';
import type { Selection } from './selection.ts';

/** Where each image of a former revision is now. */
export interface Moves {
  /** Images of the album now. */
  readonly length: number;
  /** By former position: the position now; null where the image is no longer in the album. */
  at(position: number): number | null;
}

/** Follows every image of `from` by its id into `to`; null where all stand where they stood. */
export function movesBetween(from: Columns, to: Columns): Moves | null {
  if (from === to || sameIds(from, to)) return null;
  const places = new Map<string, number>();
  for (let i = 0; i < to.count; i += 1) places.set(to.text('id', i), i);
  return {
    length: to.count,
    at: (position) => {
      if (position >= from.count) return null;
      const id = from.text('id', position);
      return id === '' ? null : (places.get(id) ?? null);
    },
  };
}

export function movePositions(set: Positions, moves: Moves): Positions {
  const now: number[] = [];
  for (const position of each(set)) {
    const place = moves.at(position);
    if (place !== null) now.push(place);
  }
  return positionsOf(moves.length, now);
}

export function moveSelection(selection: Selection, moves: Moves): Selection {
  return {
    chosen: movePositions(selection.chosen, moves),
    anchor: selection.anchor === null ? null : moves.at(selection.anchor),
  };
}

function sameIds(a: Columns, b: Columns): boolean {
  if (a.count !== b.count) return false;
  for (let i = 0; i < a.count; i += 1) {
    const left = a.textBytes('id', i);
    const right = b.textBytes('id', i);
    if (left.length !== right.length) return false;
    for (let k = 0; k < left.length; k += 1) if (left[k] !== right[k]) return false;
  }
  return true;
}
