import { crc32, deflateSync } from 'node:zlib';
import type { ApiAnswer } from '../../electron/demo/answer.ts';
import type { FaultKind } from './fault.ts';

const html = 'text/html; charset=utf-8';
const broken = '<h1>Application error</h1>';
const script = '<script>document.title = "not a picture"</script>';

/** The answer that a fault puts in place of the right one, for which nothing is done then. */
export function replaced(fault: FaultKind | null): ApiAnswer | null {
  if (fault?.kind === 'status') return whole(fault.status, fault.headers ?? {}, fault.body ?? '');
  if (fault?.kind === 'redirect') return whole(fault.status, { Location: fault.to }, '');
  if (fault?.kind === 'page')
    return whole(200, { 'Content-Type': html }, '<!doctype html><title>Welcome</title>');
  if (fault?.kind === 'commit-later') return whole(fault.status ?? 503, { 'Content-Type': html }, broken);
  if (fault?.kind !== 'not-a-picture') return null;
  switch (fault.as) {
    case 'html':
      return whole(200, { 'Content-Type': 'image/jpeg' }, `<!doctype html>${script}`);
    case 'svg':
      return whole(200, { 'Content-Type': 'image/svg+xml' }, svg);
    case 'svg-as-png':
      return whole(200, png, `\ufeff<!-- a picture -->${svg}`);
    case 'pixel-bomb':
      return { status: 200, headers: png, body: { bytes: (bomb ??= blackPng(20_000)) } };
  }
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;
const png = { 'Content-Type': 'image/png' };
let bomb: Uint8Array | undefined;

/** A square of so many black pixels a side: a bit each, all of them nothing, so that they pack to a thousandth. */
function blackPng(side: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const whole = (status: number, headers: Record<string, string>, text: string): ApiAnswer => ({
  status,
  headers,
  body: { text },
});

/** The answer's status and length where a fault changes them after the work is done. */
export function afterwards(answer: ApiAnswer, fault: FaultKind | null): ApiAnswer {
  if (fault?.kind === 'empty') return { ...answer, body: { text: '' } };
  if (fault?.kind !== 'commit-then-status') return answer;
  return whole(fault.status, { 'Content-Type': html }, broken);
}

/** True where the line breaks without an answer, whatever was or is still done. */
export const isCutAfterwards = (fault: FaultKind): boolean =>
  fault.kind === 'commit-then-drop' || (fault.kind === 'commit-later' && fault.status === undefined);

/** The body of a share, cut to the rows that a fault lets through. */
export function committed(body: string, fault: FaultKind | null): string {
  if (fault?.kind !== 'commit-then-drop' || fault.rows === undefined) return body;
  return body.split('&').slice(0, fault.rows).join('&');
}
