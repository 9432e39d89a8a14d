import { z } from '../zod.ts';

/** One image's id as the server gives it (`id`, else `public_id`): any short string without control characters. */
export const imageId = z.string().refine(isImageId);

/** The same, without the schema's cost. */
export function isImageId(text: string): boolean {
  return text.length <= 255 && /^\P{Cc}+$/u.test(text);
}

/** True for an id that the library made up (`?12`) for a record without one: the server knows no such image. */
export const isMadeUp = (id: string): boolean => id.startsWith('?');

/** Any JSON value of a server's free-form field (`exifs`, `metadatas`), already cut to a bounded depth and size. */
const freeForm = z.record(z.string(), z.string());

/**
 * What one record says, made regular. `null`: the record says so or says nothing readable; an absent key: the route
 * does not carry the field, so nothing is known about it (`tagNames`, `uploaderId` of the album's own route).
 * Times are milliseconds since 1970, lengths pixels, sizes bytes.
 */
export const imageFacts = z.object({
  id: z.string(),
  /** Empty where the record names no album. */
  albumId: z.string(),
  filename: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  tagNames: z.array(z.string()).exactOptional(),
  uploaderId: z.string().nullable().exactOptional(),
  format: z.string().nullable(),
  /** After the crop, not swapped for a rotation (api.md). */
  width: z.number().nullable(),
  height: z.number().nullable(),
  originalWidth: z.number().nullable(),
  originalHeight: z.number().nullable(),
  /** Degrees clockwise, already applied in the display pictures. */
  rotation: z.number(),
  /** Pixels of the original; null where nothing is cropped. */
  crop: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }).nullable(),
  bytes: z.number().nullable(),
  /** `infos.etag`: with equal `bytes`, the same file. */
  etag: z.string().nullable(),
  /** 0xRRGGBB, to show while the picture loads. */
  color: z.number().nullable(),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  takenAt: z.number().nullable(),
  /** Latitude and longitude in degrees. */
  gps: z.tuple([z.number(), z.number()]).nullable(),
  page: z.number().nullable(),
  groupId: z.string().nullable(),
  processed: z.boolean(),
  processingError: z.string().nullable(),
  exifs: freeForm,
  metadatas: freeForm,
  /** Names of the fields that were there and could not be read. */
  oddFields: z.array(z.string()),
});
export type ImageFacts = z.infer<typeof imageFacts>;

/** The sizes a picture can be asked in: `small` is 300 wide and uncropped (`fill100`), `screen` fits 2000 x 2000. */
export const pictureSize = z.enum(['small', 'screen']);
export type PictureSize = z.infer<typeof pictureSize>;

/** A picture's likeness, which the page makes when it first shows the picture: a few bytes to draw in its place. */
export const likeness = z.object({
  imageId,
  /** `updatedAt` of the record whose picture it was; 0 where it has none. */
  version: z.number(),
  /** ThumbHash in base64, at most `longestLikeness` bytes. */
  hash: z.base64().max(44),
});
export type Likeness = z.infer<typeof likeness>;
