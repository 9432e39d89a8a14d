import type { Library } from './library.ts';

/**
 * Answers `/columns/<account>?album=&revision=` (shared/addresses.ts) with an album's columns as bytes.
 * 404 for another account's album or a revision that has passed: the page has been told of the newer one.
 */
export function createColumnsRoute(library: Library, accountId: () => string | null) {
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const account = url.pathname.split('/')[2];
    const revision = Number(url.searchParams.get('revision'));
    if (account === undefined || account !== accountId() || !Number.isInteger(revision)) {
      return new Response(null, { status: 404 });
    }
    const columns = await library.columns(account, url.searchParams.get('album') ?? '', revision);
    return new Response(columns, {
      status: columns === null ? 404 : 200,
      headers: {
        'Content-Type': 'application/octet-stream',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  };
}
