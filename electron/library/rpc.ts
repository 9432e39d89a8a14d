import { AppError, errorData, type AppErrorData } from '#shared/errors.ts';

/*
 * Calls between the main thread and a worker. A call's bytes that arrive over time (`body`) follow it chunk by chunk,
 * never more than a few ahead of the reader, so that a fast line does not fill the memory.
 */

type Body = AsyncIterable<Uint8Array>;

type ToWorker =
  | { kind: 'call'; call: number; method: string; args: unknown[] }
  | { kind: 'chunk'; call: number; bytes: Uint8Array }
  | { kind: 'end'; call: number; error: AppErrorData | null };

type ToMain =
  | { kind: 'taken'; call: number }
  | { kind: 'answer'; call: number; value: unknown }
  | { kind: 'failed'; call: number; error: AppErrorData };

/** What a `Worker` and a worker's `parentPort` have in common. */
interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

const chunksAhead = 8;

interface Pending {
  resolve(value: unknown): void;
  reject(error: AppError): void;
  /** Chunks sent and not taken yet. */
  ahead: number;
  /** Sends the next chunk, where there is room again. */
  goOn(): void;
}

/** The calling side. */
export class RpcCaller {
  private readonly port: Port;
  private readonly pending = new Map<number, Pending>();
  private calls = 0;

  constructor(port: Port) {
    this.port = port;
    // Both sides are of one build: messages are what the types say.
    port.on('message', (message) => this.receive(message as ToMain));
  }

  /**
   * @param body follows the call; it is closed where the answer comes before its end.
   * @param transfer buffers within `args` that are handed over, and gone here.
   * @throws AppError as the other side threw it.
   */
  call(method: string, args: unknown[], body: Body | null, transfer: ArrayBuffer[] = []): Promise<unknown> {
    const call = (this.calls += 1);
    return new Promise((resolve, reject) => {
      this.pending.set(call, { resolve, reject, ahead: 0, goOn: () => undefined });
      this.send({ kind: 'call', call, method, args }, transfer);
      if (body !== null) void this.sendBody(call, body);
    });
  }

  /** Fails all that is under way: the other side is gone. */
  fail(error: AppErrorData): void {
    for (const call of [...this.pending.keys()]) this.receive({ kind: 'failed', call, error });
  }

  private async sendBody(call: number, body: Body): Promise<void> {
    let error: AppErrorData | null = null;
    try {
      for await (const chunk of body) {
        const pending = this.pending.get(call);
        if (pending === undefined) return;
        // A copy is handed over: the chunk may be a part of a buffer that others use.
        const bytes = new Uint8Array(chunk);
        this.send({ kind: 'chunk', call, bytes }, [bytes.buffer]);
        pending.ahead += 1;
        if (pending.ahead >= chunksAhead) await new Promise<void>((goOn) => (pending.goOn = goOn));
        if (!this.pending.has(call)) return;
      }
    } catch (thrown) {
      error = errorData(thrown);
    }
    this.send({ kind: 'end', call, error });
  }

  private send(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(message, transfer);
  }

  private receive(message: ToMain): void {
    const pending = this.pending.get(message.call);
    if (pending === undefined) return;
    if (message.kind === 'taken') {
      pending.ahead -= 1;
    } else {
      this.pending.delete(message.call);
      if (message.kind === 'answer') pending.resolve(message.value);
      else pending.reject(new AppError(message.error));
    }
    pending.goOn();
  }
}

/** Answers one call; `body` is empty for a call without. */
type Handler = (method: string, args: unknown[], body: Body) => Promise<unknown>;

/**
 * The answering side.
 * @param describe makes the data of what a call throws.
 */
export function serveRpc(port: Port, handle: Handler, describe: (thrown: unknown) => AppErrorData): void {
  const bodies = new Map<number, ArrivingBody>();
  const send = (message: ToMain, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

  const answer = async (call: number, method: string, args: unknown[]): Promise<void> => {
    const body = new ArrivingBody(() => send({ kind: 'taken', call }));
    bodies.set(call, body);
    try {
      const value = await handle(method, args, body);
      send({ kind: 'answer', call, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
    } catch (thrown) {
      send({ kind: 'failed', call, error: describe(thrown) });
    }
    bodies.delete(call);
  };

  port.on('message', (data) => {
    const message = data as ToWorker;
    if (message.kind === 'call') void answer(message.call, message.method, message.args);
    else if (message.kind === 'chunk') bodies.get(message.call)?.chunk(message.bytes);
    else bodies.get(message.call)?.end(message.error);
  });
}

/** A body as it arrives in messages; read once. */
class ArrivingBody implements Body {
  private readonly chunks: Uint8Array[] = [];
  private ended: { error: AppErrorData | null } | null = null;
  private wake: () => void = () => undefined;
  private readonly taken: () => void;

  constructor(taken: () => void) {
    this.taken = taken;
  }

  chunk(bytes: Uint8Array): void {
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
        this.taken();
      } else if (this.ended !== null) {
        if (this.ended.error !== null) throw new AppError(this.ended.error);
        return;
      } else {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
  }
}
