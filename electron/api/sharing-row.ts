import { z } from '#shared/zod.ts';
import { parseServerLink } from '../security/server-link.ts';

/** One image in a sharing. A sharing may hold an image more than once: each row has an id of its own. */
export interface SharingRow {
  rowId: string;
  imageId: string;
  /** The public link, absolute; null where the row has none or it leaves the server's origin. */
  link: string | null;
  /** When it was shared, milliseconds since 1970 by the server's clock; null where the row does not say. */
  createdAt: number | null;
}

const text = z.string().min(1).max(2_000);
/** An id; a server that counts its records may write a number. */
const id = z.union([text, z.int().transform(String)]);

/**
 * A row of `GET` and `POST /sharings/:id/sharing_images` (recordings/sharing-images.json,
 * create-sharing-images.json). Without its id or its image it is no row; the rest may be odd and costs itself alone.
 */
const recordedRow = z.object({
  id,
  url: text.nullish().catch(null),
  /** Recorded as `2015-12-02T11:14:35.443+01:00`; without a zone it would be a guess. */
  created_at: z.iso
    .datetime({ offset: true })
    .transform((written) => Date.parse(written))
    .nullable()
    .catch(null),
  image: z.object({ public_id: id }),
});

/**
 * Reads one parsed element of such an answer.
 * @param origin the server's, which a link must not leave
 * @returns null where it is no row
 */
export function sharingRowOf(value: unknown, origin: string): SharingRow | null {
  const read = recordedRow.safeParse(value);
  if (!read.success) return null;
  const { id: rowId, url, created_at: createdAt, image } = read.data;
  return {
    rowId,
    imageId: image.public_id,
    link: typeof url === 'string' ? parseServerLink(url, origin) : null,
    createdAt,
  };
}
