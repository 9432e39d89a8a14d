import { encodeColumns } from '#shared/columns/encode.ts';
import { flag, noColor, type ColumnValues } from '#shared/columns/layout.ts';
import { readColumns, type Columns } from '#shared/columns/read.ts';

const plain: ColumnValues = {
  id: '',
  filename: '',
  title: '',
  tags: '',
  groupId: '',
  format: 'jpg',
  width: 3000,
  height: 2000,
  color: noColor,
  page: 0,
  flags: flag.processed | flag.complete | flag.hasPicture,
  bytes: Number.NaN,
  takenAt: Number.NaN,
  createdAt: Number.NaN,
  updatedAt: 0,
};

/** Columns of an album for tests: what an image does not say is plain, its id is `image-` and its position. */
export function columnsOf(images: Partial<ColumnValues>[]): Columns {
  const values = images.map((image, i) => ({ ...plain, id: `image-${i}`, ...image }));
  return readColumns(encodeColumns(values).buffer);
}
