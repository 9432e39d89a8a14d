import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** What the network puts on a request; those of an `app://` page have none of it, and the secret is not the app's. */
const networkHeaders =
  /^(?:sec-fetch-.*|host|connection|cookie|authorization|accept-(?:encoding|language)|upgrade-insecure-requests)$/;

/**
 * A request of the page, as `protocol.handle` gives it. Few handlers look at a picture's headers or wait for its abort,
 * and making both is most of its cost: they are made when they are first asked for.
 */
export class PageRequest extends Request {
  private readonly incoming: IncomingMessage;
  private readonly outgoing: ServerResponse;
  private readonly rename: (url: string) => string;
  private hasHeaders = false;
  private abort: AbortController | null = null;

  /** @param rename turns an address of the loopback origin into the app's */
  constructor(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    appOrigin: string,
    rename: (url: string) => string,
  ) {
    const { method = 'GET' } = incoming;
    super(
      `${appOrigin}${incoming.url ?? '/'}`,
      method === 'GET' || method === 'HEAD'
        ? { method }
        : ({ method, body: Readable.toWeb(incoming), duplex: 'half' } as RequestInit),
    );
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.rename = rename;
  }

  override get headers(): Headers {
    const headers = super.headers;
    if (this.hasHeaders) return headers;
    this.hasHeaders = true;
    for (const [name, value = ''] of Object.entries(this.incoming.headers)) {
      if (networkHeaders.test(name)) continue;
      const isAddress = name === 'origin' || name === 'referer';
      headers.set(name, isAddress ? this.rename(String(value)) : String(value));
    }
    return headers;
  }

  /** Aborted when the page no longer waits for the answer. */
  override get signal(): AbortSignal {
    if (this.abort !== null) return this.abort.signal;
    const abort = new AbortController();
    this.abort = abort;
    this.outgoing.once('close', () => {
      if (!this.outgoing.writableFinished) abort.abort();
    });
    return abort.signal;
  }

  override clone(): Request {
    void this.headers;
    return super.clone();
  }
}
