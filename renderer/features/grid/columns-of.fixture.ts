import { encodePart } from '#shared/columns/encode.ts';
import { flag, noColor, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import { columnsOf as columnsOfParts, readPart, type Columns, type Part } from '#shared/columns/read.ts';
import { foldedText } from '#shared/normal-text.ts';

/** What an image of a test is where it does not say. */
export const plainImage: ColumnValues = {
  id: '',
  filename: '',
  title: '',
  tags: '',
  groupId: '',
  format: 'jpg',
  folded: '',
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

/** An album's parts for tests: what an image does not say is plain, its id is `image-` and its position. */
export function partsOf(images: Partial<ColumnValues>[]): Part[] {
  const parts: Part[] = [];
  for (let first = 0; first < images.length; first += partSize) {
    const values = images.slice(first, first + partSize).map((image, i) => {
      const all = { ...plainImage, id: `image-${first + i}`, ...image };
      return { ...all, folded: foldedText(all.title, all.filename, all.tags) };
    });
    parts.push(readPart(encodePart(values)));
  }
  return parts;
}

/** Columns of an album for tests, see `partsOf`. */
export const columnsOf = (images: Partial<ColumnValues>[]): Columns => columnsOfParts(partsOf(images));
