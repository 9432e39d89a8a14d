import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import type { Body } from './rpc-body.ts';
import { RpcCaller, type CallOptions } from './rpc.ts';

interface ThreadOptions {
  /** For debuggers. */
  name: string;
  /** The absolute path of the worker, as built; its first call is `open`. */
  workerFile: string;
  /** What `open` takes. */
  opening: unknown[];
  resourceLimits?: { maxYoungGenerationSizeMb: number };
  /** Told of what nobody who calls it hears: why the thread ended by itself, and what it wrote to its standard error. */
  onTrouble?: ((cause: Error) => void) | undefined;
}

/** A room that works in a thread of its own, as its caller has it. */
export interface Thread {
  /** @throws AppError as the room threw it, or `storage-failed` where the thread could not be started or has ended. */
  call(method: string, args: unknown[], body?: Body | null, options?: CallOptions): Promise<unknown>;
  /** Lets the room close, and ends the thread. */
  close(): Promise<void>;
}

/**
 * A thread that starts with its first call. Should it end by itself, the calls under way fail with `storage-failed`, and
 * the next call starts it anew. Where `open` fails every call fails with its reason, so that the page can say it.
 */
export function openThread(options: ThreadOptions): Thread {
  let thread: Promise<Started> | null = null;
  let closing: Promise<void> | null = null;

  const running = async (): Promise<Started> => {
    if (closing !== null) throw new AppError({ code: 'storage-failed', detail: 'other' });
    const starting = (thread ??= start(options, () => {
      if (thread === starting) thread = null;
    }));
    return starting;
  };
  const close = async (): Promise<void> => {
    // One that could not be opened has nothing to close.
    const open = await thread?.catch(() => null);
    await open?.rpc.call('close', [], null);
    await open?.worker.terminate();
  };
  return {
    call: async (method, args, body = null, callOptions = {}) =>
      (await running()).rpc.call(method, args, body, callOptions),
    close: () => (closing ??= close()),
  };
}

interface Started {
  worker: Worker;
  rpc: RpcCaller;
}

/** @param ended is told when the thread has ended, for whatever reason. */
async function start(
  { name, workerFile, opening, resourceLimits, onTrouble }: ThreadOptions,
  ended: () => void,
): Promise<Started> {
  // Nothing of how the main process was started is meant for this thread.
  const worker = new Worker(workerFile, {
    execArgv: [],
    name,
    stderr: onTrouble !== undefined,
    ...(resourceLimits && { resourceLimits }),
  });
  const rpc = new RpcCaller(worker);
  const onEnd = (): void => {
    ended();
    rpc.fail({ code: 'storage-failed', detail: 'other' });
  };
  worker.on('error', onEnd).on('exit', onEnd);
  if (onTrouble !== undefined) {
    worker.on('error', (cause) => onTrouble(cause instanceof Error ? cause : new Error(`${name} ended`)));
    worker.stderr.setEncoding('utf8').on('data', (text: string) => onTrouble(new Error(text)));
  }
  try {
    await rpc.call('open', opening, null);
  } catch (thrown) {
    await worker.terminate();
    throw thrown;
  }
  return { worker, rpc };
}
