import { isAlbumId } from '#shared/models/album.ts';
import { isImageId, isMadeUp, type ImageFacts } from '#shared/models/image.ts';
import { flattenFreeForm } from './free-form.ts';
import { asObject, cut, RecordFields } from './record-fields.ts';

/**
 * Reads one parsed element of an image list (api.md, "The image record and its traps"), field by field: a field that
 * cannot be read costs itself alone and is named in `oddFields`. Never throws.
 * @param position the element's index in the answer; makes up the id (`?12`) of a record without a readable one.
 * @returns null where the value is no object, so holds nothing to show.
 */
export function readImageRecord(value: unknown, position: number): ImageFacts | null {
  const record = asObject(value);
  if (record === null) return null;
  const odd = new Set<string>();
  const fields = new RecordFields(record, odd);
  const infos = fields.inside('infos');
  const facts: ImageFacts = {
    id: id(fields) ?? `?${String(position)}`,
    albumId: album(fields, infos),
    filename: fields.text('filename', 500) ?? infos.text('original_filename', 500) ?? '',
    title: fields.text('title', 1_000),
    description: fields.text('description', 10_000),
    format: fields.text('format', 20),
    width: fields.pixels('width'),
    height: fields.pixels('height'),
    originalWidth: fields.pixels('original_width'),
    originalHeight: fields.pixels('original_height'),
    // The remainder keeps its sign: -90 is 270.
    rotation: (((fields.number('rotation', -3_600, 3_600) ?? 0) % 360) + 360) % 360,
    crop: crop(fields),
    bytes: fields.number('size', 0, 2 ** 50),
    etag: etag(infos),
    color: color(fields),
    createdAt: fields.date('created_at'),
    updatedAt: fields.date('updated_at'),
    takenAt: fields.date('taken_at'),
    gps: gps(fields),
    page: fields.number('page', 0, 1_000_000),
    groupId: fields.text('group_id', 255),
    processed: fields.boolean('processed'),
    processingError: processingError(fields),
    exifs: freeForm(fields, 'exifs'),
    metadatas: freeForm(fields, 'metadatas'),
    oddFields: [],
  };
  if (fields.has('tag_names')) facts.tagNames = tags(fields);
  if (fields.has('user_sfid')) facts.uploaderId = fields.text('user_sfid', 255);
  // Read for their oddness; the addresses are asked for one image at a time.
  fields.inside('external_urls');
  fields.inside('thumbnails');
  facts.oddFields = [...odd];
  return facts;
}

/** Of a parsed record, what tells its file from others, and where it was taken; both as `readImageRecord` reads them. */
export function etagAndPlace(value: unknown): Pick<ImageFacts, 'etag' | 'gps'> {
  const fields = new RecordFields(asObject(value) ?? {}, new Set());
  return { etag: etag(fields.inside('infos')), gps: gps(fields) };
}

const etag = (infos: RecordFields): string | null => infos.text('etag', 255);

function id(fields: RecordFields): string | null {
  const read = fields.text('id', 300) ?? fields.text('public_id', 300);
  const isUsable = read !== null && isImageId(read) && !isMadeUp(read);
  return isUsable ? read : fields.unreadable('id', null);
}

/** `infos.tags[0]` is the album, not a user's tag (api.md). */
function album(fields: RecordFields, infos: RecordFields): string {
  const tags = infos.raw('tags');
  const fallback: unknown = Array.isArray(tags) ? tags[0] : null;
  const read = fields.text('album_id', 300) ?? (typeof fallback === 'string' ? cut(fallback, 300) : '');
  return isAlbumId(read) ? read : fields.unreadable('album_id', '');
}

function tags(fields: RecordFields): string[] {
  const value = fields.raw('tag_names') ?? [];
  const listed: unknown[] = Array.isArray(value) ? value.slice(0, 500) : [];
  const read = listed.filter((tag) => typeof tag === 'string').map((tag) => cut(tag, 200));
  if (!Array.isArray(value) || read.length < value.length) fields.unreadable('tag_names', null);
  return read;
}

/** A width or height of 0 means that nothing is cropped (api.md). */
function crop(fields: RecordFields): ImageFacts['crop'] {
  const [x, y, w, h] = ['crop_x', 'crop_y', 'crop_w', 'crop_h'].map(
    (name) => fields.number(name, 0, 1_000_000) ?? 0,
  ) as [number, number, number, number];
  return w > 0 && h > 0 ? { x, y, w, h } : null;
}

function color(fields: RecordFields): number | null {
  const value = fields.raw('color') ?? '#';
  if (value === '#' || value === '') return null;
  if (typeof value !== 'string' || !/^#[\da-f]{6}$/i.test(value)) return fields.unreadable('color', null);
  return Number.parseInt(value.slice(1), 16);
}

function gps(fields: RecordFields): ImageFacts['gps'] {
  const value = fields.raw('gps') ?? null;
  if (value === null) return null;
  if (!Array.isArray(value) || value.length !== 2) return fields.unreadable('gps', null);
  const [first, second] = value as unknown[];
  const place = new RecordFields({ first, second }, new Set());
  const latitude = place.number('first', -90, 90);
  const longitude = place.number('second', -180, 180);
  return latitude === null || longitude === null ? fields.unreadable('gps', null) : [latitude, longitude];
}

/** The one field that tells an error; one that cannot be read still does. */
function processingError(fields: RecordFields): string | null {
  const value = fields.raw('processing_error') ?? false;
  const read = value === false ? null : fields.text('processing_error', 1_000);
  if (read !== null || value === false || typeof value === 'string') return read;
  const { texts } = flattenFreeForm({ error: value });
  return cut(Object.values(texts).join(', '), 1_000) || '?';
}

function freeForm(fields: RecordFields, name: string): Record<string, string> {
  const { texts, whole } = flattenFreeForm(fields.raw(name) ?? null);
  if (!whole) fields.unreadable(name, null);
  return texts;
}
