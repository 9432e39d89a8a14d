import { partSize } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';

/** An album's ids, compared where they stand: a view of each would be 100,000 objects. */
export class IdColumn {
  readonly count: number;
  private readonly parts: { bytes: Uint8Array; ends: Uint32Array }[];

  constructor(columns: Columns) {
    this.count = columns.count;
    this.parts = columns.parts.map((part) => part.texts('id'));
  }

  /** Whether the id at `position` is the one at `place` of `other`; false past the end of either. */
  isSame(position: number, other: IdColumn, place: number): boolean {
    const [a, i] = [this.parts[Math.floor(position / partSize)], position % partSize];
    const [b, k] = [other.parts[Math.floor(place / partSize)], place % partSize];
    if (a === undefined || b === undefined) return false;
    const [from, end] = [a.ends[i] ?? 0, a.ends[i + 1] ?? 0];
    let [at, otherAt] = [end, b.ends[k + 1] ?? 0];
    if (end - from !== otherAt - (b.ends[k] ?? 0)) return false;
    // From behind, since ids often start alike.
    while (at > from) {
      at -= 1;
      otherAt -= 1;
      if (a.bytes[at] !== b.bytes[otherAt]) return false;
    }
    return position < this.count && place < other.count;
  }
}
