import { columnsOf, readPart, type Columns, type Part } from '#shared/columns/read.ts';
import type { ResyncRow } from '#shared/models/resync.ts';
import type { Library, Looking } from './library.ts';
import type { JsonObject } from './record-fields.ts';

/** Where the pictures of `recordForTests` are said to be. */
const host = 'https://res.cloudinary.com/studio/image/authenticated';

/** A record of an image list in the recorded shape (api.md), with values of its own, for this room's and sync's tests. */
export function recordForTests(id: string, changes: JsonObject = {}): JsonObject {
  const picture = (size: string) => `/assets/blank.jpg#${host}/${size}/v1/${id}.jpg`;
  return {
    id,
    public_id: id,
    infos: {
      bytes: 52_114,
      etag: `etag-of-${id}`,
      tags: ['a0B5e00000Studio'],
      original_filename: 'DSC_0101',
    },
    exifs: { Model: 'Pinhole 2', ISO: 200 },
    gps: [48.86, 2.35],
    gps_ip: null,
    gps_exifs: null,
    created_at: '2021-03-04T10:00:00.000+01:00',
    updated_at: '2021-03-05T10:00:00.000+01:00',
    taken_at: null,
    width: 400,
    height: 300,
    rotation: 0,
    crop_x: 0.0,
    crop_y: 0.0,
    crop_w: 0.0,
    crop_h: 0.0,
    metadatas: {},
    original_url: `${host}/fl_attachment/v1/${id}.jpg`,
    original_width: 400,
    original_height: 300,
    external_urls: { fill100: picture('c_fit,w_300'), fit2000: picture('c_fit,h_2000,w_2000') },
    filename: `Façade ${id}`,
    format: 'jpg',
    title: null,
    description: null,
    page: 1,
    group_id: null,
    color: '#7F7F7F',
    size: 52_114,
    processed: false,
    processing_error: null,
    album_id: 'a0B5e00000Studio',
    tag_names: ['north', 'roof'],
    user_sfid: null,
    thumbnails: { large: picture('c_fill,h_200,w_200'), full: picture('c_fit,h_1920,w_1920') },
    ...changes,
  };
}

/** The record as the album's own route gives it: without tags and uploader (api.md). */
export function albumRecordForTests(id: string, changes: JsonObject = {}): JsonObject {
  const record = recordForTests(id, changes);
  delete record['tag_names'];
  delete record['user_sfid'];
  return record;
}

/** An answer's body: `value` as JSON, or `text` as it is, in chunks of `size` bytes. */
export async function* bodyForTests(value: unknown, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}

/** An album is opened: nobody asked for a report. */
export const lookingForTests: Looking = { cause: 'opened', by: null };

/** A resync is begun: of the album, or of ids in one chunk. */
export async function resyncForTests(
  library: Library,
  accountId: string,
  albumId: string,
  imageIds: string[] | null = null,
): Promise<Looking> {
  const nothingElse = { noIds: [], repeated: [] };
  const wish = { accountId, albumId, imageIds, cause: 'user', by: 'Ann', startedAt: Date.now() } as const;
  const { id } = await library.history.create({ ...wish, ...nothingElse });
  return { cause: 'user', by: 'Ann', resync: { id, albumId, chunk: imageIds === null ? null : 0 } };
}

/** All rows of a report. */
export async function rowsForTests(
  library: Library,
  accountId: string,
  resyncId: string,
): Promise<ResyncRow[]> {
  const numbers = await library.history.pages(accountId, resyncId);
  const pages = await Promise.all(numbers.map((number) => library.history.page(accountId, resyncId, number)));
  return pages.flatMap((page) => page ?? []);
}

/** What the page would read of an album, part by part. */
export async function columnsForTests(
  library: Library,
  accountId: string,
  albumId: string,
): Promise<Columns> {
  const state = await library.albumState(accountId, albumId);
  const parts: Part[] = [];
  for (const key of state?.parts ?? []) {
    const bytes = await library.columns(accountId, key);
    if (bytes === null) throw new Error(`part ${key} has passed`);
    parts.push(readPart(bytes));
  }
  return columnsOf(parts);
}
