import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';

/** Bits of which an image that can be waited for has none: it has no error, and an id to ask for. */
const settled = flag.processed | flag.processingError | flag.unidentified;

/** Of these positions those of images that the service has not processed yet, one after the other. */
export function* unprocessedAt(columns: Columns, positions: Iterable<number>): Generator<number> {
  for (const position of positions) {
    if ((columns.number('flags', position) & settled) === 0) yield position;
  }
}
