/**
 * The columnar form of an album: one typed array a field, so that 100,000 images are a few buffers and not 100,000
 * objects. `number` columns are Float64 (NaN: unknown), `int` columns Uint32, `text` columns UTF-8 with offsets.
 * An album travels in parts of `partSize` images, the last one shorter, so that the first are there before the last
 * have arrived and a change costs one part.
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
  /**
   * Title, file name and tags as they are searched (`normal-text.ts`), where one holds a letter beyond ASCII; else
   * empty, since there the texts themselves can be searched.
   */
  folded: 'text',
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

/** Images of a part: small enough to be made anew for one image's sake, large enough that an album has few. */
export const partSize = 2_048;

/** How many images the part `number` (from 0) holds in an album of `count`. */
export const imagesInPart = (number: number, count: number): number =>
  Math.min(partSize, count - number * partSize);

export const noColor = 0xffffffff;

/**
 * Bytes kept for an image's likeness: its length, then that many bytes of ThumbHash. They stand behind the columns for
 * all images of the part, or for none.
 */
export const likenessSlot = 32;
export const longestLikeness = likenessSlot - 1;

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
  /** The record names another album than the one whose list it is in. */
  otherAlbum: 64,
  /** What is stored holds more than its list's answer did: what another route told before. */
  completed: 128,
} as const;

/**
 * Head of a part's bytes: magic, count, then one (offset, length) pair of Uint32 a buffer, in the order of
 * `columnTypes` and the likenesses last. The magic changes with the layout.
 */
export const magic = 0x53504332;
/** A text column is two buffers: offsets (count + 1), then UTF-8. */
export const columnNames = Object.keys(columnTypes) as ColumnName[];
export const bufferCount =
  1 + columnNames.reduce((sum, name) => sum + (columnTypes[name] === 'text' ? 2 : 1), 0);
export const headBytes = 4 * (2 + 2 * bufferCount);
