import { makeLazily } from './lazily.ts';

const PlainResponse = globalThis.Response;

/** What a header of ours looks like; any other is left to Node to judge. */
const plainName = /^[\w-]+$/;
const plainValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Headers as one list of names and values; null where they are not as plain as that. */
function plainHeaders(headers: HeadersInit | undefined): string[] | null {
  if (headers === undefined || Array.isArray(headers) || headers instanceof Headers) return null;
  const list: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !plainName.test(name) || !plainValue.test(value)) return null;
    list.push(name, value);
  }
  return list;
}

/** An answer that can be sent as it is. */
export interface ReadyAnswer {
  status: number;
  headers: string[];
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * In the host this is `Response`. Node's own copies bytes into a stream and its headers into a map, which costs a small
 * picture more than all the rest of its way: where an answer is bytes with plain headers, it is kept as it was given
 * and becomes Node's own when somebody reads it. Every other answer is Node's own from the start.
 */
export class PageResponse {
  private readonly init: ResponseInit;
  private ready: ReadyAnswer | null;
  private plain: Response | null = null;

  constructor(body: BodyInit | null = null, init: ResponseInit = {}) {
    const { status = 200, statusText, headers } = init;
    const list = plainHeaders(headers);
    const isPlain = list !== null && status === 200 && statusText === undefined && body instanceof Uint8Array;
    this.init = init;
    this.ready = isPlain ? { status, headers: list, bytes: body as Uint8Array<ArrayBuffer> } : null;
    if (!isPlain) return new PlainResponse(body, init) as never;
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof PlainResponse;
  }

  /** Hands out what can be sent as it is; null where the answer is Node's own. */
  static ready(response: Response): ReadyAnswer | null {
    if (Object.getPrototypeOf(response) !== PageResponse.prototype) return null;
    return (response as unknown as PageResponse).ready;
  }

  static asPlain(self: PageResponse): Response {
    self.plain ??= new PlainResponse(self.ready?.bytes, self.init);
    self.ready = null;
    return self.plain;
  }
}

Object.setPrototypeOf(PageResponse, PlainResponse);
makeLazily(PageResponse, PlainResponse, (self: PageResponse) => PageResponse.asPlain(self));
