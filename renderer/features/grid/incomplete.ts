import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';

/** Whether tags and uploader of an image can be asked for and were not. */
export function isIncomplete(columns: Columns, position: number): boolean {
  return (columns.number('flags', position) & (flag.complete | flag.unidentified)) === 0;
}

/** The ids of those at `positions` whose tags and uploader can be asked for, in their order. */
export function incompleteAt(columns: Columns, positions: Iterable<number>): string[] {
  return Array.from(positions)
    .filter((position) => isIncomplete(columns, position))
    .map((position) => columns.text('id', position));
}

/** The ids of all images whose tags and uploader can be asked for, in server order. */
export function incompleteIds(columns: Columns): string[] {
  return incompleteAt(columns, columns.numbers('flags').keys());
}

/**
 * Which part of `ids` to ask for next: whole chunks of 80 (api.md), few enough of them to see progress and to stop,
 * more of them for a large album, since every answer makes the page read its columns anew.
 */
export function nextPart(ids: readonly string[]): string[] {
  const chunks = Math.max(5, Math.ceil(ids.length / 80 / 20));
  return ids.slice(0, Math.min(chunks, 25) * 80);
}
