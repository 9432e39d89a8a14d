import { AppError } from '#shared/errors.ts';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { acceptEncoding, bodyOf, decoded } from './answer-body.ts';
import { notReached, notReachedFor, type Progress } from './not-reached.ts';
import type { HttpAnswer, HttpRequest } from './transport.ts';
import { TunnelAgent } from './tunnel.ts';

/** How long the parts of an exchange may take, milliseconds of the monotonic clock. */
export interface TimeLimits {
  /** Name, TCP and TLS together, and a proxy's answer. */
  connectTimeoutMs: number;
  /** From the connection to the answer's last header. The service's router cuts at 30 s (faults.md). */
  headersTimeoutMs: number;
  /** The longest wait for one more piece of the body. */
  idleTimeoutMs: number;
  /** The whole exchange from the connection on: ends a body that drips for ever. */
  totalTimeoutMs: number;
}

const maxHeaderSize = 32_768;

/** A kept connection was closed by the server before it answered anything: the request was not looked at. */
export class StaleConnection extends Error {}

/**
 * One request on the line, once, and its answer.
 * @param agent gives the connection; false for one of its own that is not kept
 * @throws StaleConnection only where the agent gave a connection that had been used
 */
export function exchange(
  { method, url, headers, body, signal }: HttpRequest,
  agent: http.Agent | false,
  limits: TimeLimits,
  lookup?: LookupFunction,
): Promise<HttpAnswer> {
  const host = url.hostname;
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
      ...(lookup !== undefined && { lookup }),
    });
    const timeout = (): AppError => notReachedFor(progress === 'sent' ? 'timeout' : 'connect-timeout', host);
    const stop = (error: AppError): void => {
      stoppedBy ??= error;
      (stream ?? request).destroy(error);
      // Node tells a request that has no connection yet only once it gets one.
      reject(stoppedBy);
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
      totalTimer = within(limits.totalTimeoutMs);
      const onReady = (): void => {
        progress = 'sent';
        clearTimeout(headTimer);
        headTimer = within(limits.headersTimeoutMs);
      };
      if (request.reusedSocket || agent instanceof TunnelAgent) {
        onReady();
        return;
      }
      headTimer = within(limits.connectTimeoutMs);
      socket.once('connect', () => (progress = 'securing'));
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', onReady);
    });
    request.on('error', (error) => {
      done();
      const isLost = stoppedBy === null && isStale();
      reject(isLost ? new StaleConnection() : (stoppedBy ?? notReached(error, host, progress)));
    });
    request.on('response', (message) => {
      clearTimeout(headTimer);
      stream = decoded(message);
      const meaning = (thrown: unknown): AppError => stoppedBy ?? notReached(thrown, host, 'sent');
      resolve({
        status: message.statusCode ?? 0,
        headers: joined(message.headersDistinct),
        body: bodyOf(stream, message, {
          idleTimeoutMs: limits.idleTimeoutMs,
          stop,
          timeout,
          stopped: () => stoppedBy,
          meaning,
          done,
        }),
      });
    });
    request.end(body ?? undefined);
  });
}

function joined(headers: NodeJS.Dict<string[]>): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(', ')]));
}
