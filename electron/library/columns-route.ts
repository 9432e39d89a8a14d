import type { Library } from './library.ts';

/**
 * Answers `/columns/<account>?part=` (shared/addresses.ts) with a part of an album's columns as bytes.
 * 404 for another account's part or one that has passed: the page has been told of what took its place.
 */
export function createColumnsRoute(library: Library, accountId: () => string | null) {
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const account = url.pathname.split('/')[2];
    const part = Number(url.searchParams.get('part'));
    if (account === undefined || account !== accountId() || !Number.isSafeInteger(part)) {
      return new Response(null, { status: 404 });
    }
    const columns = await library.columns(account, part);
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
