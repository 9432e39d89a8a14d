import type { AppError } from '#shared/errors.ts';
import { on } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What the transport can decode; sent as `Accept-Encoding`. */
export const acceptEncoding = 'gzip, deflate, br';

const decoderOf: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip({ chunkSize: 65_536 }),
  'x-gzip': () => createGunzip({ chunkSize: 65_536 }),
  deflate: () => createInflate({ chunkSize: 65_536 }),
  br: () => createBrotliDecompress({ chunkSize: 65_536 }),
};

/**
 * The answer's bytes, decoded. An encoding that was not offered is passed on as it is: whoever reads it will find no
 * JSON and no picture. Errors of the line reach the decoded stream.
 */
export function decoded(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? '';
  // A compressed nothing (204, an empty 401) is nothing, and no broken gzip.
  const isEmpty = message.headers['content-length'] === '0' || message.statusCode === 204;
  const decoder = isEmpty || !Object.hasOwn(decoderOf, encoding) ? undefined : decoderOf[encoding]?.();
  // The callback is where pipeline leaves an error that the decoder carries as well; it is read from there.
  return decoder === undefined ? message : pipeline(message, decoder, () => undefined);
}

interface ReadingRules {
  /** How long one read may wait for the server, ms; the reader's own pauses do not count. */
  idleTimeoutMs: number;
  /** Ends the exchange with an error. */
  stop: (error: AppError) => void;
  timeout: () => AppError;
  /** What it was ended with by `stop`, which holds for what has arrived as well. */
  stopped: () => AppError | null;
  /** What a thrown thing means. */
  meaning: (thrown: unknown) => AppError;
  /** Called once nothing more will be read. */
  done: () => void;
}

/** Chunks that wait for their reader before the line is paused, and those left when it goes on. */
const ahead = { highWaterMark: 8, lowWaterMark: 2 };

/**
 * The stream as an `HttpAnswer`'s body. Not the stream's own iterator: that one, ended by `return()` before its first
 * read, would leave the connection open; and of a line that breaks off it drops what had come and was not read yet.
 */
export function bodyOf(
  stream: Readable,
  message: IncomingMessage,
  rules: ReadingRules,
): AsyncIterable<Uint8Array> {
  // An error between two reads waits here for the next one, behind what came before it.
  const chunks = on(stream, 'data', { close: ['end'], ...ahead }) as AsyncIterator<[Uint8Array]>;
  stream.on('error', () => undefined);
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const idle = setTimeout(() => {
          rules.stop(rules.timeout());
        }, rules.idleTimeoutMs);
        try {
          const read = await chunks.next();
          const stopped = rules.stopped();
          if (stopped !== null) throw stopped;
          if (read.done !== true) return { done: false, value: read.value[0] };
          rules.done();
          return { done: true, value: undefined };
        } catch (thrown) {
          rules.done();
          throw rules.meaning(thrown);
        } finally {
          clearTimeout(idle);
        }
      },
      return: () => {
        rules.done();
        void chunks.return?.();
        // What has wholly arrived unread (a short 401) is let go, so that its connection serves the next call.
        if (stream === message && message.complete) message.resume();
        else stream.destroy();
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
}
