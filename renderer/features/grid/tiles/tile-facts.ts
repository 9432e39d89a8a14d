import { pictureAddress } from '#shared/addresses.ts';
import { flag, noColor } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';
import { plainText } from '../../../ui/plain-text.tsx';
import { nameOf } from '../order/sort.ts';

/** What a tile shows of its image. */
export interface TileFacts {
  id: string;
  /** As it may be shown; empty where the record has none. */
  name: string;
  /** Null where the record names no picture. */
  address: string | null;
  /** A CSS colour; null where none is known. */
  color: string | null;
  /** Nothing is seen through its picture. */
  opaque: boolean;
  /** Width by height of the picture; null where unknown. */
  ratio: number | null;
  /** Of a PDF; 0 where it is none. */
  page: number;
  processingError: boolean;
  odd: boolean;
}

/** Reads one image out of the columns. */
export function tileFacts(accountId: string, albumId: string, columns: Columns, position: number): TileFacts {
  const flags = columns.number('flags', position);
  const [width, height] = [columns.number('width', position), columns.number('height', position)];
  const color = columns.number('color', position);
  const id = columns.text('id', position);
  const format = columns.text('format', position).toLowerCase();
  const isPage = format === 'pdf' || columns.text('groupId', position) !== '';
  return {
    id,
    name: plainText(nameOf(columns, position)),
    address:
      (flags & flag.hasPicture) === 0
        ? null
        : pictureAddress(accountId, albumId, id, 'small', pictureVersion(columns, position)),
    color: color === noColor ? null : `#${color.toString(16).padStart(6, '0')}`,
    opaque: format === 'jpg' || format === 'jpeg',
    ratio: width > 0 && height > 0 ? width / height : null,
    page: isPage ? columns.number('page', position) : 0,
    processingError: (flags & flag.processingError) !== 0,
    odd: (flags & flag.odd) !== 0,
  };
}

/** What tells an edited picture from the former one: when the record changed. */
export function pictureVersion(columns: Columns, position: number): number {
  const updatedAt = columns.number('updatedAt', position);
  return Number.isNaN(updatedAt) ? 0 : updatedAt;
}
