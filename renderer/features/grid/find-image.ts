import type { Columns } from '#shared/columns/read.ts';

const utf8 = new TextEncoder();

/**
 * Where the image with this id is; null where the album has none.
 * @param near where it was, or is likely to be: looked at first.
 */
export function findImage(columns: Columns, id: string, near: number | null): number | null {
  const wanted = utf8.encode(id);
  const isAt = (position: number): boolean => {
    const bytes = columns.textBytes('id', position);
    return bytes.length === wanted.length && bytes.every((byte, i) => byte === wanted[i]);
  };
  if (near !== null && near < columns.count && isAt(near)) return near;
  for (let position = 0; position < columns.count; position += 1) if (isAt(position)) return position;
  return null;
}
