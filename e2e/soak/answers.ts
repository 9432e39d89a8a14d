import type { ServerResponse } from 'node:http';
import type { PostFault } from './scenario.ts';

/* What the fault server writes, rightly or not. */

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** A row as the API tells it (api.md). */
export const rowOf = (id: string, imageId: string): object => ({
  id,
  created_at: new Date().toISOString(),
  url: `/s/${id}`,
  user: { public_id: 'user' },
  image: { public_id: imageId },
});

export function json(response: ServerResponse, rows: readonly object[]): void {
  response.writeHead(200, jsonHeaders).end(JSON.stringify(rows));
}

/** A page of HTML, as routers and captive portals answer. */
export function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><h1>Error</h1>');
}

/** A refusal as recorded: no body. */
export function refuse(response: ServerResponse, status: number): void {
  const retryAfter = status === 429 ? { 'retry-after': '1' } : {};
  response.writeHead(status, { 'content-type': 'text/html', ...retryAfter }).end();
}

/** A reset, so that whoever reads sees it at once. */
export function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** JSON that ends too early, rightly by HTTP. */
export function truncated(response: ServerResponse, rows: readonly object[]): void {
  const whole = JSON.stringify(rows);
  response.writeHead(200, jsonHeaders).end(whole.slice(0, -Math.ceil(whole.length / 3)));
}

/** The first half, and what writes the second. */
export function halved(response: ServerResponse, rows: readonly object[]): () => void {
  const whole = JSON.stringify(rows);
  response.writeHead(200, jsonHeaders).write(whole.slice(0, whole.length / 2));
  return () => void response.end(whole.slice(whole.length / 2));
}

/** An answer to a share that was carried out, which does not say so. */
export function unsaid(
  response: ServerResponse,
  as: (PostFault & { kind: 'unsaid' })['as'],
  rows: readonly object[],
): void {
  switch (as) {
    case '401':
      refuse(response, 401);
      break;
    case 'portal':
      page(response, 200);
      break;
    case 'empty':
      json(response, []);
      break;
    case 'other-rows':
      json(response, [rowOf('row-elsewhere', 'image-elsewhere')]);
      break;
    case 'truncated':
      truncated(response, rows);
      break;
    case 'short': {
      // The length that was told never comes.
      const whole = JSON.stringify(rows);
      response.writeHead(200, { ...jsonHeaders, 'content-length': whole.length + 10 });
      response.write(whole, () => response.socket?.destroy());
    }
  }
}
