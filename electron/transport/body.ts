import { AppError, type AppErrorData } from '#shared/errors.ts';

type Body = AsyncIterable<Uint8Array>;

/** The body, which ends with `tooLarge()` as soon as it gives more than `limitBytes`; the rest is not fetched. */
export function capped(body: Body, limitBytes: number, tooLarge: () => AppError): Body {
  const chunks = body[Symbol.asyncIterator]();
  let bytes = 0;
  // No generator: one that is ended before its first read would not pass that on, and leave the connection open.
  const giveUp = async (): Promise<IteratorReturnResult<undefined>> => {
    await chunks.return?.();
    return { done: true, value: undefined };
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const read = await chunks.next();
        if (read.done === true) return read;
        bytes += read.value.byteLength;
        if (bytes <= limitBytes) return read;
        await giveUp();
        throw tooLarge();
      },
      return: giveUp,
    }),
  };
}

/** The body, whose errors say more: what `more` makes of them. */
export function failingWith(body: Body, more: (error: AppErrorData) => AppErrorData): Body {
  const chunks = body[Symbol.asyncIterator]();
  // No generator, as above.
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        try {
          return await chunks.next();
        } catch (thrown) {
          throw thrown instanceof AppError ? new AppError(more(thrown.data), { cause: thrown }) : thrown;
        }
      },
      return: async () => {
        await chunks.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

/** Gives up a body that nobody will read. */
export async function discard(body: Body): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}

/** The whole body in one piece of memory of its own, so that it can be handed to a worker. */
export async function wholeOf(body: Body): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
