import { IdIndex } from '#shared/columns/id-index.ts';
import type { Columns } from '#shared/columns/read.ts';
import { IdColumn } from './id-column.ts';
import { has, positionsOfBits, setBit, type Positions } from './positions.ts';
import { sameStart } from './same-start.ts';
import type { Selection } from './selection.ts';

/** Where each image of a former revision is now. */
export interface Moves {
  /** Images of the album now. */
  readonly length: number;
  /** So many images from the first on stand where they stood: all of them where the album has only grown. */
  readonly settled: number;
  /** By former position: the position now; null where the image is no longer in the album. */
  at(position: number): number | null;
}

/** Follows every image of `from` by its id into `to`; null where all stand where they stood. */
export function movesBetween(from: Columns, to: Columns): Moves | null {
  if (from === to) return null;
  const settled = sameStart(from, to);
  if (settled === from.count && settled === to.count) return null;
  // Made when the first image behind is asked for: where nothing there is selected nothing need be found.
  let places: Uint32Array | null = null;
  return {
    length: to.count,
    settled,
    at: (position) => {
      if (position < settled) return position;
      places ??= placesBehind(settled, from, to);
      const place = places[position - settled] ?? gone;
      return place === gone ? null : place;
    },
  };
}

const gone = 0xffffffff;

/** By position of `from` less `settled`: where its image is in `to`, or `gone`. */
function placesBehind(settled: number, from: Columns, to: Columns): Uint32Array {
  const places = new Uint32Array(from.count - settled).fill(gone);
  const [before, after] = [new IdColumn(from), new IdColumn(to)];
  let index: IdIndex | null = null;
  let next = settled;
  for (let position = settled; position < from.count; position += 1) {
    // Mostly an image still follows the one that it followed.
    let place: number | null = next;
    if (!before.isSame(position, after, next)) {
      index ??= indexBehind(settled, to);
      place = index.find(from.textBytes('id', position));
      if (place === null) continue;
      place += settled;
    }
    places[position - settled] = place;
    next = place + 1;
  }
  return places;
}

function indexBehind(settled: number, columns: Columns): IdIndex {
  const index = new IdIndex((i) => columns.textBytes('id', settled + i));
  for (let i = settled; i < columns.count; i += 1) index.add(columns.textBytes('id', i));
  return index;
}

export function movePositions(set: Positions, moves: Moves): Positions {
  const { length, settled } = moves;
  if (settled >= set.length) return positionsOfBits(length, set.bits);
  const settledBits = positionsOfBits(settled, set.bits).bits;
  const now = positionsOfBits(length, settledBits).bits;
  for (let position = settled; position < set.length; position += 1) {
    if (!has(set, position)) continue;
    const place = moves.at(position);
    if (place !== null) setBit(now, place);
  }
  return positionsOfBits(length, now);
}

export function moveSelection(selection: Selection, moves: Moves): Selection {
  return {
    chosen: movePositions(selection.chosen, moves),
    anchor: selection.anchor === null ? null : moves.at(selection.anchor),
  };
}
