import type { ImageFacts } from '#shared/models/image.ts';
import type { FieldChange } from '#shared/models/resync.ts';

type Compared = Omit<ImageFacts, 'id' | 'oddFields' | 'exifs' | 'metadatas'>;

const date = (at: number): string => new Date(at).toISOString();
const asWritten = String;

/** How each field reads for people; the order is the report's. */
const texts: { [F in keyof Required<Compared>]: (value: NonNullable<Compared[F]>) => string } = {
  title: asWritten,
  filename: asWritten,
  description: asWritten,
  tagNames: (names) => names.join(', '),
  uploaderId: asWritten,
  albumId: asWritten,
  format: asWritten,
  width: asWritten,
  height: asWritten,
  originalWidth: asWritten,
  originalHeight: asWritten,
  rotation: asWritten,
  crop: ({ x, y, w, h }) => `${w}x${h}+${x}+${y}`,
  bytes: asWritten,
  etag: asWritten,
  color: (rgb) => `#${rgb.toString(16).toUpperCase().padStart(6, '0')}`,
  createdAt: date,
  updatedAt: date,
  takenAt: date,
  gps: ([latitude, longitude]) => `${latitude}, ${longitude}`,
  page: asWritten,
  groupId: asWritten,
  processed: asWritten,
  processingError: asWritten,
};

/**
 * What changed between two readings of one image, as text for people; free-form fields key by key (`exif.Model`,
 * `metadata.Job`). A field that one of the two does not carry is no change: its route does not know it.
 */
export function compareFacts(before: ImageFacts, after: ImageFacts): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of Object.keys(texts) as (keyof Compared)[]) {
    if (before[field] === undefined || after[field] === undefined) continue;
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue;
    changes.push({ field, before: textOf(field, before), after: textOf(field, after) });
  }
  compareTexts('exif', before.exifs, after.exifs, changes);
  compareTexts('metadata', before.metadatas, after.metadatas, changes);
  return changes;
}

/** Nothing reads as null: an empty list of tags as much as no title. */
function textOf(field: keyof Compared, facts: Compared): string | null {
  const value = facts[field] ?? null;
  // The table is typed field by field, which TypeScript cannot follow through a variable.
  const read = texts[field] as (value: unknown) => string;
  return value === null ? null : read(value) || null;
}

type Texts = Record<string, string>;

function compareTexts(prefix: string, before: Texts, after: Texts, changes: FieldChange[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    // A key may be named like a method of every object.
    const [was, is] = [before, after].map((texts) => (Object.hasOwn(texts, key) ? texts[key] : null) ?? null);
    if (was !== is) changes.push({ field: `${prefix}.${key}`, before: was ?? null, after: is ?? null });
  }
}
