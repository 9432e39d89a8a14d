import { parseServerLink } from '../security/server-link.ts';
import type { Answers } from './answers.ts';
import type { ApiClient } from './client.ts';
import { railsList } from './route.ts';

/** One image in a sharing. A sharing may hold an image more than once: each row has an id of its own. */
export interface SharingRow {
  rowId: string;
  imageId: string;
  /** The public link, absolute; null where the row has none or it leaves the server's origin. */
  link: string | null;
}

const route = '/sharings/:sharing_id/sharing_images';

/**
 * `GET /sharings/:id/sharing_images`: what the sharing holds. Recorded without a token; it is sent here too, on the
 * assumption that a server which needs none does not mind one.
 * @throws AppError `bad-sharing-id` where the id cannot stand in a path
 */
export async function sharingImages(
  client: ApiClient,
  sharingId: string,
  signal?: AbortSignal,
): Promise<SharingRow[]> {
  const params = { sharing_id: sharingId };
  return rowsOf(await client.json('sharingImages', { route, params, signal }), client.origin);
}

/**
 * `POST /sharings/:id/sharing_images`: adds images, sent once and never again by itself. Rows come in the order asked.
 * @throws AppError; after any but a plain refusal it is unknown what the server did (faults.md 5)
 */
export async function addToSharing(
  client: ApiClient,
  sharingId: string,
  imageIds: readonly string[],
): Promise<SharingRow[]> {
  const form = railsList('image_ids', imageIds);
  const params = { sharing_id: sharingId };
  return rowsOf(await client.postForm('sharingImages', { route, params }, form), client.origin);
}

const rowsOf = (rows: Answers['sharingImages'], origin: string): SharingRow[] =>
  rows.map(({ id, url, image }) => ({
    rowId: id,
    imageId: image.public_id,
    link: typeof url === 'string' ? parseServerLink(url, origin) : null,
  }));
