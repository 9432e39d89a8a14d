import { AppError } from '#shared/errors.ts';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { acceptEncoding, bodyOf, decoded } from './answer-body.ts';
import { blocked, checkedLookup, isBlockedLiteral, type AllowAddress } from './checked-lookup.ts';
import { notReached, type Progress } from './not-reached.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';

/** Limits of a transport. Times are milliseconds of the monotonic clock. */
export interface NodeTransportOptions {
  /** Name, TCP and TLS together. */
  connectTimeoutMs?: number;
  /** From the connection to the answer's last header. The service's router cuts at 30 s (faults.md). */
  headersTimeoutMs?: number;
  /** The longest wait for one more piece of the body. */
  idleTimeoutMs?: number;
  /** The whole exchange from the connection on: ends a body that drips for ever. */
  totalTimeoutMs?: number;
  /** Kept and used at once, a host. */
  maxSockets?: number;
  /** Refuses addresses at connect time with reason `blocked`, after the name was looked up. */
  allowAddress?: AllowAddress;
  lookup?: LookupFunction;
}

const maxHeaderSize = 32_768;

/**
 * The network. A GET shares kept connections, and is sent once more where such a connection turns out to be closed
 * before a byte of the answer came (faults row 49); a POST has a connection of its own and is sent once, whatever
 * happens (faults row 13). Nothing is followed, and no certificate is excused.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxSockets = 6, allowAddress } = options;
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets }),
    'https:': new https.Agent({ keepAlive: true, maxSockets }),
  };
  return async (request) => {
    const { protocol, hostname } = request.url;
    if (protocol !== 'http:' && protocol !== 'https:') throw blocked(hostname);
    if (allowAddress !== undefined && isBlockedLiteral(hostname, allowAddress)) throw blocked(hostname);
    if (request.method === 'POST') return exchange(request, false, options);
    try {
      return await exchange(request, agents[protocol], options);
    } catch (error) {
      if (error instanceof StaleConnection) return exchange(request, false, options);
      throw error;
    }
  };
}

/** A kept connection was closed by the server before it answered anything: the request was not looked at. */
class StaleConnection extends Error {}

function exchange(
  { method, url, headers, body, signal }: HttpRequest,
  agent: http.Agent | false,
  options: NodeTransportOptions,
): Promise<HttpAnswer> {
  const { connectTimeoutMs = 15_000, headersTimeoutMs = 60_000 } = options;
  const { idleTimeoutMs = 30_000, totalTimeoutMs = 900_000 } = options;
  const host = url.hostname;
  const timeout = (): AppError => new AppError({ code: 'not-reached', host, reason: 'timeout' });

  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new AppError({ code: 'cancelled' }));
      return;
    }
    let progress: Progress = 'connecting';
    let stream: Readable | null = null;
    let stoppedBy: AppError | null = null;
    let headTimer: NodeJS.Timeout | undefined;
    let totalTimer: NodeJS.Timeout | undefined;

    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent,
      maxHeaderSize,
      headers: { 'accept-encoding': acceptEncoding, ...headers },
      ...lookupOf(options),
    });
    const stop = (error: AppError): void => {
      stoppedBy ??= error;
      (stream ?? request).destroy(error);
    };
    const cancel = (): void => stop(new AppError({ code: 'cancelled' }));
    signal?.addEventListener('abort', cancel, { once: true });
    const done = (): void => {
      clearTimeout(headTimer);
      clearTimeout(totalTimer);
      signal?.removeEventListener('abort', cancel);
    };
    const within = (ms: number): NodeJS.Timeout => setTimeout(() => stop(timeout()), ms);
    let bytesBefore = 0;
    const isStale = (): boolean => request.reusedSocket && request.socket?.bytesRead === bytesBefore;

    request.on('socket', (socket: Socket) => {
      bytesBefore = socket.bytesRead;
      totalTimer = within(totalTimeoutMs);
      const onReady = (): void => {
        progress = 'sent';
        clearTimeout(headTimer);
        headTimer = within(headersTimeoutMs);
      };
      if (request.reusedSocket) {
        onReady();
        return;
      }
      headTimer = within(connectTimeoutMs);
      socket.once('connect', () => (progress = 'securing'));
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', onReady);
    });
    request.on('error', (error) => {
      done();
      const isLost = stoppedBy === null && progress === 'sent' && agent !== false && isStale();
      reject(isLost ? new StaleConnection() : (stoppedBy ?? notReached(error, host, progress)));
    });
    request.on('response', (message) => {
      clearTimeout(headTimer);
      stream = decoded(message);
      const meaning = (thrown: unknown): AppError => stoppedBy ?? notReached(thrown, host, 'sent');
      resolve({
        status: message.statusCode ?? 0,
        headers: joined(message.headersDistinct),
        body: bodyOf(stream, message, { idleTimeoutMs, stop, timeout, meaning, done }),
      });
    });
    request.end(body ?? undefined);
  });
}

function lookupOf({ allowAddress, lookup }: NodeTransportOptions): { lookup?: LookupFunction } {
  if (allowAddress !== undefined) return { lookup: checkedLookup(allowAddress, lookup) };
  return lookup === undefined ? {} : { lookup };
}

function joined(headers: NodeJS.Dict<string[]>): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(', ')]));
}
