/** One HTTP request, to the API or to an image host. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Absolute; `http:` only to loopback. */
  url: URL;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string | null;
  signal?: AbortSignal | undefined;
}

/** The answer's head, and its body as it arrives: decoded (gzip, deflate, br), nothing kept. */
export interface HttpAnswer {
  status: number;
  /** Lower-case names; a repeated header's values are joined by ", ". */
  headers: ReadonlyMap<string, string>;
  /** Throws `AppError` `not-reached` (timeout, reset) where the line breaks; must be read or destroyed (`return()`). */
  body: AsyncIterable<Uint8Array>;
}

/**
 * Carries one request and gives its answer, redirects included (never followed). Node's own (`node-transport.ts`) goes
 * over the network; the demo's answers from memory.
 * @throws AppError `not-reached` with the reason, `cancelled` where `signal` fired.
 */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;
