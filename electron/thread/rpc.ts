import { AppError, errorData, type AppErrorData } from '#shared/errors.ts';
import { ArrivingBody, BodySender, type Body } from './rpc-body.ts';

/*
 * Calls between the main thread and a worker. A call's bytes that arrive over time (`body`) follow it (rpc-body.ts).
 */

type ToWorker =
  | { kind: 'call'; call: number; method: string; args: unknown[] }
  | { kind: 'chunk'; call: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'end'; call: number; error: AppErrorData | null };

type ToMain =
  | { kind: 'taken'; call: number; buffer: ArrayBuffer }
  | { kind: 'told'; call: number; value: unknown }
  | { kind: 'answer'; call: number; value: unknown }
  | { kind: 'failed'; call: number; error: AppErrorData };

/** What a `Worker` and a worker's `parentPort` have in common. */
interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: AppError): void;
  told(value: unknown): void;
  /** Sends what follows the call; null where nothing does. */
  body: BodySender | null;
}

/** What a call may bring besides its arguments: `transfer` are buffers within them that are handed over, and gone here; `told` hears what the other side tells of before it answers. */
export interface CallOptions {
  transfer?: ArrayBuffer[];
  told?: (value: unknown) => void;
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
   * @throws AppError as the other side threw it.
   */
  call(
    method: string,
    args: unknown[],
    body: Body | null,
    { transfer = [], told = () => undefined }: CallOptions = {},
  ): Promise<unknown> {
    const call = (this.calls += 1);
    return new Promise((resolve, reject) => {
      const sender =
        body === null
          ? null
          : new BodySender((bytes) => this.send({ kind: 'chunk', call, bytes }, [bytes.buffer]));
      this.pending.set(call, { resolve, reject, told, body: sender });
      this.send({ kind: 'call', call, method, args }, transfer);
      if (body !== null && sender !== null) void this.sendBody(call, body, sender);
    });
  }

  /** Fails all that is under way: the other side is gone. */
  fail(error: AppErrorData): void {
    for (const call of [...this.pending.keys()]) this.receive({ kind: 'failed', call, error });
  }

  private async sendBody(call: number, body: Body, sender: BodySender): Promise<void> {
    let error: AppErrorData | null = null;
    try {
      await sender.send(body);
    } catch (thrown) {
      error = errorData(thrown);
    }
    if (this.pending.has(call)) this.send({ kind: 'end', call, error });
  }

  private send(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(message, transfer);
  }

  private receive(message: ToMain): void {
    const pending = this.pending.get(message.call);
    if (pending === undefined) return;
    if (message.kind === 'told') {
      pending.told(message.value);
    } else if (message.kind === 'taken') {
      pending.body?.returned(message.buffer);
    } else {
      this.pending.delete(message.call);
      pending.body?.stop();
      if (message.kind === 'answer') pending.resolve(message.value);
      else pending.reject(new AppError(message.error));
    }
  }
}

/** Answers one call; `body` is empty for a call without. What is told of goes ahead of the answer. */
type Handler = (
  method: string,
  args: unknown[],
  body: Body,
  tell: (value: unknown) => void,
) => Promise<unknown>;

/**
 * The answering side.
 * @param describe makes the data of what a call throws.
 */
export function serveRpc(port: Port, handle: Handler, describe: (thrown: unknown) => AppErrorData): void {
  const bodies = new Map<number, ArrivingBody>();
  const send = (message: ToMain, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

  const answer = async (call: number, method: string, args: unknown[]): Promise<void> => {
    const body = new ArrivingBody((buffer) => send({ kind: 'taken', call, buffer }, [buffer]));
    bodies.set(call, body);
    try {
      const value = await handle(method, args, body, (told) => send({ kind: 'told', call, value: told }));
      send({ kind: 'answer', call, value }, buffersOf(value));
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

/** The buffers of an answer that is bytes, or has fields that are: they are handed over, not copied. */
function buffersOf(answer: unknown): ArrayBuffer[] {
  const fields = ArrayBuffer.isView(answer) ? [answer] : Object.values(answer ?? {});
  return fields.filter((field) => ArrayBuffer.isView(field)).map(({ buffer }) => buffer as ArrayBuffer);
}
