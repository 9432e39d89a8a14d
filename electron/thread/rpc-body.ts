import { AppError, type AppErrorData } from '#shared/errors.ts';

/** Bytes that arrive over time. */
export type Body = AsyncIterable<Uint8Array>;

/** Bytes of one message at most; a message costs as much as copying that many. */
const messageBytes = 2 ** 20;
/** Messages sent and not read yet, at most: a fast line does not fill the memory. */
const mostAhead = 3;
/** How long bytes are kept back to be joined with more, ms. */
const patience = 10;

/**
 * Sends a body to another thread: what arrives is joined to large messages, in a few buffers that are handed over and
 * come back when they were read. So the memory stays flat however much arrives.
 */
export class BodySender {
  private readonly post: (bytes: Uint8Array<ArrayBuffer>) => void;
  private readonly free: ArrayBuffer[] = [];
  private buffersMade = 0;
  private buffer: Uint8Array<ArrayBuffer> | null = null;
  private filled = 0;
  private isFirst = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;
  private wake: () => void = () => undefined;

  /** @param post sends one message and hands its buffer over. */
  constructor(post: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.post = post;
  }

  /**
   * Sends all of it, no faster than it is read; leaves off where it was stopped. Throws what `body` throws, once all
   * that came before that is sent.
   */
  async send(body: Body): Promise<void> {
    try {
      await this.sendPieces(body);
    } finally {
      if (!this.isStopped) this.flush();
    }
  }

  private async sendPieces(body: Body): Promise<void> {
    for await (const chunk of body) {
      for (let at = 0; at < chunk.length;) {
        const buffer = (this.buffer ??= this.freeBuffer() ?? (await this.returnedBuffer()));
        if (this.isStopped || buffer === null) return;
        const more = chunk.subarray(at, at + buffer.length - this.filled);
        buffer.set(more, this.filled);
        this.filled += more.length;
        at += more.length;
        if (this.filled === buffer.length) this.flush();
      }
      // The first bytes go at once: somebody waits for them.
      if (this.isFirst) this.flush();
      else if (this.filled > 0) this.timer ??= setTimeout(() => this.flush(), patience);
    }
  }

  /** A message was read: its buffer can be used again. */
  returned(buffer: ArrayBuffer): void {
    this.free.push(buffer);
    this.wake();
  }

  /** Nobody reads on. */
  stop(): void {
    clearTimeout(this.timer);
    this.isStopped = true;
    this.wake();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.buffer === null || this.filled === 0) return;
    this.post(this.buffer.subarray(0, this.filled));
    this.buffer = null;
    this.filled = 0;
    this.isFirst = false;
  }

  private freeBuffer(): Uint8Array<ArrayBuffer> | null {
    const free = this.free.pop();
    if (free !== undefined) return new Uint8Array(free);
    if (this.buffersMade === mostAhead) return null;
    this.buffersMade += 1;
    return new Uint8Array(messageBytes);
  }

  private async returnedBuffer(): Promise<Uint8Array<ArrayBuffer> | null> {
    while (!this.isStopped && this.free.length === 0) await new Promise<void>((wake) => (this.wake = wake));
    return this.freeBuffer();
  }
}

/** A body as it arrives in messages; read once. What it gives is only good until the next is asked for. */
export class ArrivingBody implements Body {
  private readonly chunks: Uint8Array<ArrayBuffer>[] = [];
  private ended: { error: AppErrorData | null } | null = null;
  private wake: () => void = () => undefined;
  private readonly giveBack: (buffer: ArrayBuffer) => void;

  /** @param giveBack sends a buffer that was read back to where it came from. */
  constructor(giveBack: (buffer: ArrayBuffer) => void) {
    this.giveBack = giveBack;
  }

  chunk(bytes: Uint8Array<ArrayBuffer>): void {
    this.chunks.push(bytes);
    this.wake();
  }

  end(error: AppErrorData | null): void {
    this.ended = { error };
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) {
        yield chunk;
        this.giveBack(chunk.buffer);
      } else if (this.ended !== null) {
        if (this.ended.error !== null) throw new AppError(this.ended.error);
        return;
      } else {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
  }
}
