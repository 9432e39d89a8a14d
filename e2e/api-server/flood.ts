import { gzipSync } from 'node:zlib';
import { bodyPieces, type ApiBody } from '../../electron/demo/answer.ts';
import type { FaultKind } from './fault.ts';

/** A million bytes of one kind: a piece of what is larger than it should be. */
const million = 1_000_000;

/**
 * The bytes of an answer that is far larger than it should be, made as they are sent. Packed, each piece is a gzip of its
 * own (RFC 1952 lets them follow each other), so that a million bytes cost their maker nothing after the first time.
 */
export function* flood(
  body: ApiBody,
  fault: Extract<FaultKind, { kind: 'bomb' | 'endless' }>,
): Generator<Uint8Array> {
  if (fault.kind === 'endless') {
    const pack = fault.packed ? packed : (text: string) => Buffer.from(text);
    yield pack(fault.as === 'one-record' ? '[{"title":"' : '[');
    if (fault.as === 'records') {
      for (let n = 0; ; n += 1_000) yield pack(thousandRecords(n));
    }
    const piece = pack((fault.as === 'blanks' ? ' ' : 'x').repeat(million));
    for (;;) yield piece;
  }
  yield packed('[{"title":"');
  const piece = packed('x'.repeat(million));
  for (let left = fault.bytes; left > 0; left -= million) yield piece;
  const right = Buffer.concat([...bodyPieces(body)]).toString();
  yield packed(`"},${right.slice(1)}`);
}

const packed = (text: string): Buffer => gzipSync(text, { level: 9 });

function thousandRecords(from: number): string {
  let text = '';
  for (let n = from; n < from + 1_000; n++) text += `{"id":"endless-${n}"},`;
  return text;
}
