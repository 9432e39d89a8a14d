import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The handler that the app gave to `protocol.handle`. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** The page's origin on this machine. */
export interface OriginServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** An address that shows an empty page, once; it needs no secret and gives none. */
  start: string;
  /** An address with the secret in it: whoever loads it sends the secret from then on. For the browser's ears only. */
  unlock: string;
  /** Answers this origin of the app's (`app://companion`); nothing is answered before. */
  serve(appOrigin: string, handler: Handler): void;
  /** An address of the loopback origin in the app's terms, and back; any other address as it is. */
  toApp(url: string): string;
  fromApp(url: string): string;
  close(): void;
}

/** Where a window is before it has been given its page. */
export const startingPath = '/starting-';

/** What the network puts on a request; those of an `app://` page have none of it, and the secret is not the app's. */
const networkHeaders =
  /^(?:sec-fetch-.*|host|connection|cookie|authorization|accept-(?:encoding|language)|upgrade-insecure-requests)$/;

/** `fetch` cannot say these; nothing of the page does. */
const refusedMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

function safeEqual(given: string | undefined, expected: Buffer): boolean {
  const bytes = Buffer.from(given ?? '');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

/**
 * Serves the page's origin on the loopback address: every request is answered by the app's own handler, its headers
 * unchanged. Without the secret of this launch, from another origin, or under another name, the answer is an empty 403.
 */
export async function startOriginServer(): Promise<OriginServer> {
  const secret = randomBytes(32).toString('base64url');
  const expected = Buffer.from(`Basic ${Buffer.from(`host:${secret}`).toString('base64')}`);
  const once = new Set<string>();
  const oncePath = (): string => {
    const path = `${startingPath}${randomBytes(16).toString('base64url')}`;
    once.add(path);
    return path;
  };
  const startPath = oncePath();
  const unlockPath = oncePath();
  let origin = '';
  let appOrigin = '';
  let handle: Handler | null = null;

  const move = (url: string, from: string, to: string): string =>
    from !== '' && (url === from || url.startsWith(`${from}/`)) ? `${to}${url.slice(from.length)}` : url;

  const isOurs = ({ headers, method = '' }: IncomingMessage): boolean =>
    headers.host === origin.slice('http://'.length) &&
    (headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none') &&
    !refusedMethods.has(method) &&
    safeEqual(headers.authorization, expected);

  const toRequest = (incoming: IncomingMessage): Request => {
    const { headers, method = 'GET' } = incoming;
    const sent: [string, string][] = [];
    for (const key in headers) {
      const value = headers[key];
      if (value === undefined || networkHeaders.test(key)) continue;
      sent.push([
        key,
        key === 'origin' || key === 'referer' ? move(String(value), origin, appOrigin) : String(value),
      ]);
    }
    return new Request(`${appOrigin}${incoming.url ?? '/'}`, {
      method,
      headers: sent,
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming), duplex: 'half' }),
    } as RequestInit);
  };

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, app: Handler): Promise<void> => {
    const response = await app(toRequest(incoming));
    const { status, headers, body } = response;
    if (status >= 300 && status < 400 && headers.has('location'))
      throw new Error('A redirect by protocol.handle is not implemented in the Chromium host');
    outgoing.writeHead(status, response.statusText, [...headers].flat());
    if (body === null || incoming.method === 'HEAD') {
      outgoing.end();
      return;
    }
    // A small answer comes in one piece and goes out in one: no stream is made of it, and nothing is copied.
    const length = Number(headers.get('content-length') ?? NaN);
    const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
    const { value: first } = await reader.read();
    if (first?.length === length) {
      outgoing.end(first);
      return;
    }
    if (first !== undefined) outgoing.write(first);
    reader.releaseLock();
    await pipeline(body, outgoing);
  };

  const server = createServer((incoming, outgoing) => {
    const isOnce = once.has(incoming.url ?? '');
    if (isOnce && incoming.url === unlockPath && !safeEqual(incoming.headers.authorization, expected)) {
      outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="host"' });
      outgoing.end();
    } else if (isOnce) {
      once.delete(incoming.url ?? '');
      outgoing.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'none'",
      });
      outgoing.end('<!doctype html><title>SharinPix Companion</title>');
    } else if (handle === null || !isOurs(incoming)) {
      outgoing.writeHead(403);
      outgoing.end();
    } else if (incoming.url === '/favicon.ico') {
      // Chromium's own wish, which no app:// page has.
      outgoing.writeHead(404);
      outgoing.end();
    } else {
      answer(incoming, outgoing, handle).catch((error: unknown) => {
        // A page that went away while it was answered is no error.
        if (!outgoing.destroyed) console.error(error);
        outgoing.destroy();
      });
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    toApp: (url) => move(url, origin, appOrigin),
    fromApp: (url) => move(url, appOrigin, origin),
    start: `${origin}${startPath}`,
    unlock: `http://host:${secret}@127.0.0.1:${port}${unlockPath}`,
    serve: (from, handler) => {
      appOrigin = from;
      handle = handler;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
