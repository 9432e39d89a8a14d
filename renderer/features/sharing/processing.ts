import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';

/** How far the service is with some images. */
export interface Processing {
  /** Not processed yet; an ordinary state, no error (api.md). */
  unprocessed: number;
  /** The service could not process them. */
  broken: number;
}

/** Counts what is not processed of the images at these positions; those without an id, which nobody shares, are left out. */
export function processingOf(columns: Columns, positions: Iterable<number>): Processing {
  const flags = columns.numbers('flags');
  const counts: Processing = { unprocessed: 0, broken: 0 };
  for (const position of positions) {
    const bits = flags[position] ?? flag.unidentified;
    if ((bits & flag.unidentified) !== 0) continue;
    if ((bits & flag.processingError) !== 0) counts.broken += 1;
    else if ((bits & flag.processed) === 0) counts.unprocessed += 1;
  }
  return counts;
}
