import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PageRequest } from './page-request.ts';
import { PageResponse } from './page-response.ts';

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

/** `fetch` cannot say these; nothing of the page does. */
const refusedMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

function safeEqual(given: string | undefined, expected: Buffer): boolean {
  const bytes = Buffer.from(given ?? '');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

/** Sends a body as it comes. */
async function send(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  outgoing.once('close', () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { value, done } = await reader.read();
    if (done || outgoing.destroyed) return;
    if (!outgoing.write(value)) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')]);
  }
}

/**
 * Serves the page's origin on the loopback address: every request is answered by the app's own handler, its headers
 * unchanged. Without the secret of this launch, from another origin, or under another name, the answer is an empty 403.
 */
export async function startOriginServer(): Promise<OriginServer> {
  const secret = randomBytes(32).toString('base64url');
  const expected = Buffer.from(`Basic ${Buffer.from(`host:${secret}`).toString('base64')}`);
  const singleUse = new Set<string>();
  const oncePath = (): string => {
    const path = `${startingPath}${randomBytes(16).toString('base64url')}`;
    singleUse.add(path);
    return path;
  };
  const startPath = oncePath();
  const unlockPath = oncePath();
  let origin = '';
  let appOrigin = '';
  let handle: Handler | null = null;

  const move = (url: string, from: string, to: string): string =>
    from !== '' && (url === from || url.startsWith(`${from}/`)) ? `${to}${url.slice(from.length)}` : url;

  /** Reads the headers as Chromium sends them: Node's object of them is made only when asked for, and mostly is not. */
  const isOurs = ({ rawHeaders, method = '' }: IncomingMessage): boolean => {
    const header = (name: string): string => {
      const at = rawHeaders.indexOf(name);
      return at < 0 ? '' : (rawHeaders[at + 1] ?? '');
    };
    const site = header('Sec-Fetch-Site');
    return (
      header('Host') === origin.slice('http://'.length) &&
      (site === 'same-origin' || site === 'none') &&
      !refusedMethods.has(method) &&
      safeEqual(header('Authorization'), expected)
    );
  };

  const toApp = (url: string): string => move(url, origin, appOrigin);
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, app: Handler): Promise<void> => {
    const request = new PageRequest(incoming, outgoing, appOrigin, toApp) as unknown as Request;
    const response = await app(request);
    // The app's headers and no other.
    outgoing.sendDate = false;
    const ready = PageResponse.ready(response);
    if (ready !== null) {
      outgoing
        .writeHead(ready.status, ready.headers)
        .end(request.method === 'HEAD' ? undefined : ready.bytes);
      return;
    }
    const { status, statusText, headers, body } = response;
    if (status >= 300 && status < 400 && headers.has('location'))
      throw new Error('A redirect by protocol.handle is not implemented in the Chromium host');
    outgoing.writeHead(status, statusText, [...headers].flat());
    if (body !== null && request.method !== 'HEAD') await send(body, outgoing);
    outgoing.end();
  };

  const server = createServer((incoming, outgoing) => {
    const isOnce = singleUse.has(incoming.url ?? '');
    if (isOnce && incoming.url === unlockPath && !safeEqual(incoming.headers.authorization, expected)) {
      outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="host"' });
      outgoing.end();
    } else if (isOnce) {
      singleUse.delete(incoming.url ?? '');
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
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    toApp,
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
