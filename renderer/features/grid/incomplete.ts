import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';
import { idsPerCall } from '#shared/ids-per-call.ts';

/** Bits of which an incomplete image has none: its tags and uploader are known, or cannot be asked for. */
const settled = flag.complete | flag.unidentified;

/** Whether tags and uploader of an image can be asked for and were not. */
function isIncomplete(columns: Columns, position: number): boolean {
  return (columns.number('flags', position) & settled) === 0;
}

/** How many images there are whose tags and uploader can be asked for. */
export function incompleteCount(columns: Columns): number {
  let count = 0;
  for (const part of columns.parts)
    for (const bits of part.numbers('flags')) if ((bits & settled) === 0) count += 1;
  return count;
}

/** The ids of those at `positions` whose tags and uploader can be asked for, in their order. */
export function incompleteAt(columns: Columns, positions: Iterable<number>): string[] {
  return Array.from(positions)
    .filter((position) => isIncomplete(columns, position))
    .map((position) => columns.text('id', position));
}

/** The ids to ask for next, and where to look for the ones after them. */
export interface NextIncomplete {
  ids: string[];
  next: number;
}

/** At most `most` ids whose tags and uploader can be asked for, from `position` on in server order. */
export function nextIncomplete(columns: Columns, position: number, most: number): NextIncomplete {
  const ids: string[] = [];
  let next = position;
  for (; next < columns.count && ids.length < most; next += 1) {
    if (isIncomplete(columns, next)) ids.push(columns.text('id', next));
  }
  return { ids, next };
}

/**
 * How many of `count` to ask for in one go: whole chunks of one call, few enough of them to see progress and to
 * stop, more of them for a large album, since every answer makes the page read parts of it anew.
 */
export function goSize(count: number): number {
  const chunks = Math.max(5, Math.ceil(count / idsPerCall / 20));
  return Math.min(chunks, 25) * idsPerCall;
}
