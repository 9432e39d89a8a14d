import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { bodyPieces, withLength, type ApiAnswer } from '../../electron/demo/answer.ts';
import type { FaultKind } from './fault.ts';
import { flood } from './flood.ts';

/** Writes an answer to the line, as the line allows. Resolves too where the client went away before its end. */
export async function send(
  response: ServerResponse,
  given: ApiAnswer,
  { gzip, fault }: { gzip: boolean; fault: FaultKind | null },
): Promise<void> {
  if (fault?.kind === 'delay') await setTimeout(fault.ms);
  const answer = withLength(given);
  const headers = { ...answer.headers };
  let pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = bodyPieces(answer.body);
  if (gzip) {
    delete headers['Content-Length'];
    headers['Content-Encoding'] = 'gzip';
    pieces = Readable.from(pieces).pipe(createGzip()) as AsyncIterable<Uint8Array>;
  }
  if (fault?.kind === 'bomb' || fault?.kind === 'endless') {
    delete headers['Content-Length'];
    const packed = fault.kind === 'bomb' || fault.packed;
    if (packed) headers['Content-Encoding'] = 'gzip';
    pieces = flood(answer.body, fault);
  }
  if (fault?.kind === 'truncated') {
    delete headers['Content-Length'];
    pieces = firstBytes(pieces, fault.bytes);
  }
  if (fault?.kind === 'cut') pieces = firstBytes(pieces, fault.bytes);
  if (fault?.kind === 'drip') pieces = drip(pieces, fault.bytes, fault.ms);
  response.writeHead(answer.status, headers);
  try {
    if (fault?.kind === 'cut') {
      response.flushHeaders();
      await pipeline(pieces, response, { end: false });
      response.socket?.destroySoon();
    } else await pipeline(pieces, response);
  } catch (error) {
    // The client left: nothing to say, and nobody to say it to.
    if (!response.destroyed) throw error;
  }
}

async function* firstBytes(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of pieces) {
    if (left <= 0) return;
    yield piece.subarray(0, left);
    left -= piece.byteLength;
  }
}

async function* drip(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  bytes: number,
  ms: number,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; at += bytes) {
      yield piece.subarray(at, at + bytes);
      await setTimeout(ms);
    }
  }
}
