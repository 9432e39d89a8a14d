import { albumId } from '#shared/models/album.ts';
import type { Library } from './library.ts';

/** An account's id is letters and digits (`shared/models/session.ts`). */
const route = /^\/health\/([a-z0-9]{8,40})$/;
const revisionText = /^\d{1,16}$/;
/** A tag has at most 200 letters. */
const longestBar = 300;

/**
 * Answers `/health/<account>?album=&revision=&bar=` (shared/addresses.ts) with the ids of the images behind a bar, UTF-8,
 * one a line, in the album's order.
 *
 * 404: another account, an album that is not held or has changed since, or no such bar; 405: not a GET. Their bodies are
 * empty.
 */
export function createHealthRoute(library: Pick<Library, 'healthIds'>, accountId: () => string | null) {
  return async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return answer(405);
    const { pathname, searchParams } = new URL(request.url);
    const [, account] = route.exec(pathname) ?? [];
    const album = albumId.safeParse(searchParams.get('album'));
    const revision = searchParams.get('revision') ?? '';
    const bar = searchParams.get('bar') ?? '';
    if (account === undefined || account !== accountId()) return answer(404);
    if (!album.success || !revisionText.test(revision) || bar.length > longestBar) return answer(404);
    const ids = await library.healthIds(account, album.data, Number(revision), bar);
    // Whoever was there may have gone meanwhile.
    return ids === null || account !== accountId() ? answer(404) : answer(200, ids);
  };
}

const answer = (status: number, body: Uint8Array<ArrayBuffer> | null = null): Response =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
