import { likenessSlot, partSize } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';
import { madeLikenesses } from '../../../state/likenesses.ts';
import { pictureVersion } from './tile-facts.ts';

/** The likeness of the image at `position`: of former times (the columns), else made by this window; null for none. */
export function likenessAt(columns: Columns, position: number): Uint8Array | null {
  const kept = columns.parts[Math.floor(position / partSize)]?.likenesses;
  const at = (position % partSize) * likenessSlot;
  const length = kept?.[at] ?? 0;
  if (kept !== undefined && length > 0) return kept.subarray(at + 1, at + 1 + length);
  return madeLikenesses.get(columns.textBytes('id', position), pictureVersion(columns, position));
}
