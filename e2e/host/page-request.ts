import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { makeLazily } from './lazily.ts';

/** What the network puts on a request; those of an `app://` page have none of it, and the secret is not the app's. */
const networkHeaders =
  /^(?:sec-fetch-.*|host|connection|cookie|authorization|accept-(?:encoding|language)|upgrade-insecure-requests)$/;

/** A request of the page, as `protocol.handle` gives it. Most handlers need its address and no more. */
export class PageRequest {
  readonly url: string;
  readonly method: string;
  private readonly incoming: IncomingMessage;
  private readonly outgoing: ServerResponse;
  private readonly rename: (url: string) => string;
  private plain: Request | null = null;

  /** @param rename turns an address of the loopback origin into the app's */
  constructor(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    appOrigin: string,
    rename: (url: string) => string,
  ) {
    this.url = `${appOrigin}${incoming.url ?? '/'}`;
    this.method = incoming.method ?? 'GET';
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.rename = rename;
  }

  private headersOfPage(): [string, string][] {
    return Object.entries(this.incoming.headers)
      .filter(([name]) => !networkHeaders.test(name))
      .map(([name, value]) => [
        name,
        name === 'origin' || name === 'referer' ? this.rename(String(value)) : String(value),
      ]);
  }

  static asPlain(self: PageRequest): Request {
    if (self.plain !== null) return self.plain;
    const { url, method, incoming, outgoing } = self;
    const abort = new AbortController();
    // Closed before it was answered: the page no longer waits.
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) abort.abort();
    });
    const hasBody = method !== 'GET' && method !== 'HEAD';
    self.plain = new Request(url, {
      method,
      headers: self.headersOfPage(),
      signal: abort.signal,
      ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
    } as RequestInit);
    return self.plain;
  }
}

makeLazily(PageRequest, Request, (self: PageRequest) => PageRequest.asPlain(self));
