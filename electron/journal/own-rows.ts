import type { SharingRow } from '../api/sharing-row.ts';

/** What is known of an image that was sent. */
interface Sent {
  /** The user asked to share it again, whatever was there. */
  again: boolean;
  /** The ids of the rows that were there before; null where that is not known. */
  before: readonly string[] | null;
}

/**
 * Which rows of an image may be those that a job made: not what was there before, and not what another job made or
 * found. Ids are compared and not counts: a list may lag behind, and others delete.
 */
export function ownRows(
  { before }: Sent,
  rows: readonly SharingRow[],
  rowsOfOthers: ReadonlySet<string>,
): SharingRow[] {
  return rows.filter(({ rowId }) => before?.includes(rowId) !== true && !rowsOfOthers.has(rowId));
}

/**
 * The row that says an image is shared; null where none does. Where it was not to be shared again, any row does, whoever
 * made it.
 */
export function sharedBy(
  sent: Sent,
  rows: readonly SharingRow[],
  rowsOfOthers: ReadonlySet<string>,
): SharingRow | null {
  const own = ownRows(sent, rows, rowsOfOthers).at(-1);
  return own ?? (sent.again ? null : (rows.at(-1) ?? null));
}

/** Shared again, while it is not known what was there before: no list can tell. */
export const cannotTell = ({ again, before }: Sent): boolean => again && before === null;
