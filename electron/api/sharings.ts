import type { ListAnswer } from '../journal/journal.ts';
import type { ApiClient, FormAnswer } from './client.ts';
import { hintsAtMore } from './more-pages.ts';
import { railsList } from './route.ts';

const route = '/sharings/:sharing_id/sharing_images';

/**
 * `GET /sharings/:id/sharing_images`: what the sharing holds, an array of rows (`sharing-row.ts`) as it arrives: 100,000
 * are some 90 MB, so nobody holds them. Recorded without a token; it is sent here too, on the assumption that a server
 * which needs none does not mind one.
 * @throws AppError `bad-sharing-id` where the id cannot stand in a path
 */
export async function sharingImages(
  client: ApiClient,
  sharingId: string,
  signal?: AbortSignal,
): Promise<ListAnswer> {
  const answer = await client.stream({ route, params: { sharing_id: sharingId }, signal });
  return { body: answer.body, hintsAtMore: hintsAtMore(answer) };
}

/**
 * `POST /sharings/:id/sharing_images`: adds images, sent once and never again by itself. Rows are recorded in the order
 * asked; they are not read here.
 * @throws AppError; after any but a plain refusal it is unknown what the server did (faults.md 5)
 */
export function addToSharing(
  client: ApiClient,
  sharingId: string,
  imageIds: readonly string[],
): Promise<FormAnswer> {
  return client.postForm({ route, params: { sharing_id: sharingId } }, railsList('image_ids', imageIds));
}
