import { idsPerCall } from '#shared/ids-per-call.ts';
import type { ApiClient } from './client.ts';
import { railsList } from './route.ts';

/** `GET /image_syncs` without ids: every image the token may see, or nothing, or an error (unknown: api.md). */
export function allImages(client: ApiClient, signal?: AbortSignal) {
  return client.stream({ route: '/image_syncs', signal });
}

/**
 * `GET /image_syncs?ids[]=...`: the images found, in album order and not in the order asked; the others are left out.
 * @param ids at most `idsPerCall`
 */
export function imagesByIds(client: ApiClient, ids: readonly string[], signal?: AbortSignal) {
  if (ids.length === 0 || ids.length > idsPerCall) throw new RangeError(`1 to ${idsPerCall} ids a call`);
  return client.stream({ route: '/image_syncs', query: railsList('ids', ids), signal });
}
