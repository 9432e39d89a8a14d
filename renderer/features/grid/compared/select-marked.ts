import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';
import { mark } from '#shared/models/sharing.ts';
import type { Shown } from '../../../state/selection/shown.ts';

/** What can be selected by the compared sharing. */
export type MarkedKind = 'notShared' | 'changedSince';

/** Of what is shown, the positions with this mark, in the order they are shown; without what has no id and cannot be shared. */
export function markedPositions(
  columns: Columns,
  shown: Shown,
  bytes: Uint8Array,
  kind: MarkedKind,
): Uint32Array {
  return shown.order.filter(
    (position) =>
      bytes[position] === mark[kind] && (columns.number('flags', position) & flag.unidentified) === 0,
  );
}
