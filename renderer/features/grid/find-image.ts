import type { Columns } from '#shared/columns/read.ts';
import { isSame } from '#shared/columns/id-index.ts';

const utf8 = new TextEncoder();

/**
 * Where the image with this id is; null where the album has none. A scan of 100,000 ids takes less than a millisecond,
 * since hardly any has the length and the last letter: an index would only take memory.
 * @param near where it was, or is likely to be: looked at first.
 */
export function findImage(columns: Columns, id: string, near: number | null): number | null {
  const wanted = utf8.encode(id);
  if (near !== null && near < columns.count && isSame(columns.textBytes('id', near), wanted)) return near;
  let first = 0;
  for (const part of columns.parts) {
    const { bytes, ends } = part.texts('id');
    for (let i = 0; i < part.count; i += 1) {
      const from = ends[i] ?? 0;
      if ((ends[i + 1] ?? 0) - from === wanted.length && standsAt(bytes, from, wanted)) return first + i;
    }
    first += part.count;
  }
  return null;
}

/** From behind, since ids often start alike. */
function standsAt(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let i = wanted.length - 1; i >= 0; i -= 1) if (bytes[from + i] !== wanted[i]) return false;
  return true;
}
