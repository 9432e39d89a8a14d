import { IdIndex } from '#shared/columns/id-index.ts';
import type { Columns } from '#shared/columns/read.ts';

const utf8 = new TextEncoder();

/** Where the images with these ids stand, by id, in the album's order; an id that the album does not hold is left out. */
export function placesOf(ids: readonly string[], columns: Columns): Map<string, number> {
  const places = new Map<string, number>();
  const wanted = ids.map((id) => utf8.encode(id));
  const index = new IdIndex((i) => wanted[i] ?? new Uint8Array(0));
  for (const id of wanted) index.add(id);
  if (index.size === 0) return places;
  for (let position = 0; position < columns.count; position += 1) {
    const found = index.find(columns.textBytes('id', position));
    if (found !== null) places.set(ids[found] ?? '', position);
  }
  return places;
}
