/**
 * The columnar form of an album: one typed array a field, so that 100,000 images are a few buffers and not 100,000
 * objects. `number` columns are Float64 (NaN: unknown), `int` columns Uint32, `text` columns UTF-8 with offsets.
 */
export const columnTypes = {
  id: 'text',
  filename: 'text',
  /** Empty where the record has none. */
  title: 'text',
  /** Joined by newlines. */
  tags: 'text',
  groupId: 'text',
  format: 'text',
  /** Pixels as displayed (after crop and rotation); 0: unknown. */
  width: 'int',
  height: 'int',
  /** 0xRRGGBB, or `noColor`. */
  color: 'int',
  page: 'int',
  /** Bits of `flag`. */
  flags: 'int',
  /** Bytes. */
  bytes: 'number',
  /** Milliseconds since 1970. */
  takenAt: 'number',
  createdAt: 'number',
  updatedAt: 'number',
} as const satisfies Record<string, 'text' | 'int' | 'number'>;

type Types = typeof columnTypes;
export type ColumnName = keyof Types;
export type NameOf<T> = { [N in ColumnName]: Types[N] extends T ? N : never }[ColumnName];

/** One image as the columns hold it; exists one at a time while encoding, never as an album of objects. */
export type ColumnValues = { [N in ColumnName]: Types[N] extends 'text' ? string : number };

export const noColor = 0xffffffff;

export const flag = {
  processed: 1,
  processingError: 2,
  /** A field of the record could not be read. */
  odd: 4,
  /** The record has no id: it can be looked at, not shared or resynced. */
  unidentified: 8,
  /** Tags and uploader are known (`image_syncs`); the album's own route does not carry them. */
  complete: 16,
  /** The record names an address of a picture that may be fetched. */
  hasPicture: 32,
} as const;

/** Head of the bytes: magic, version, count, then one (offset, length) pair of Uint32 a buffer in the order of `columnTypes`. */
export const magic = 0x53504331;
/** A text column is two buffers: offsets (count + 1), then UTF-8. */
export const columnNames = Object.keys(columnTypes) as ColumnName[];
export const bufferCount = columnNames.reduce((sum, name) => sum + (columnTypes[name] === 'text' ? 2 : 1), 0);
export const headBytes = 4 * (2 + 2 * bufferCount);
