const PlainResponse = globalThis.Response;

/**
 * A `Response` that keeps bytes as they are for whoever sends them. Node's own copies them into a stream, which costs a
 * small picture more than all the rest of its way; here that is done when a reader asks for it.
 */
export class PageResponse extends PlainResponse {
  private kept: Uint8Array<ArrayBuffer> | null;
  private streamed: Response | null = null;

  constructor(body?: BodyInit | null, init?: ResponseInit) {
    const isBytes = body instanceof Uint8Array;
    super(isBytes ? null : body, init);
    this.kept = isBytes ? (body as Uint8Array<ArrayBuffer>) : null;
  }

  /** What `fetch` answers is a `Response` too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return PlainResponse[Symbol.hasInstance](value);
  }

  /** The bytes, for one who sends them and reads them no other way; null where there is a stream or nothing. */
  take(): Uint8Array<ArrayBuffer> | null {
    const { kept } = this;
    this.kept = null;
    return kept;
  }

  /** The same as Node makes it; null where it is so already. */
  asPlain(): Response | null {
    const bytes = this.take();
    if (bytes !== null) this.streamed = new PlainResponse(bytes, this);
    return this.streamed;
  }

  override get body(): Response['body'] {
    const plain = this.asPlain();
    return plain === null ? super.body : plain.body;
  }

  override get bodyUsed(): boolean {
    return this.streamed === null ? super.bodyUsed : this.streamed.bodyUsed;
  }
}

for (const name of ['arrayBuffer', 'blob', 'bytes', 'clone', 'formData', 'json', 'text'] as const) {
  const read: () => unknown = PlainResponse.prototype[name];
  Object.defineProperty(PageResponse.prototype, name, {
    value(this: PageResponse) {
      return read.call(this.asPlain() ?? this);
    },
  });
}
