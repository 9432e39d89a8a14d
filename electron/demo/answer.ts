import { createHash } from 'node:crypto';
import { hash, uuidOf } from './random.ts';

/** What the API is asked, over whichever line. */
export interface ApiRequest {
  method: string;
  url: URL;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string | null;
}

/** A text, or the elements of a JSON array, each made when it is taken: a list may be longer than memory. */
export type ApiBody =
  { text: string } | { bytes: Uint8Array } | { rows: Iterable<string | Uint8Array>; count: number };

/** What the API answers. Header names are as recorded. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: ApiBody;
}

/** Two sets of headers were recorded: of sharings (2015), and of everything else (2019). */
export type HeaderSet = 'sharings' | 'images';

const json = 'application/json; charset=utf-8';
const p3p = 'CP="NOI ADM DEV PSAi COM NAV OUR OTRo STP IND DEM"';

/** The recorded headers of one answer, in order; `null` leaves `X-token` out, as every 401 does. */
function answerHeaders(
  set: HeaderSet,
  token: string | null,
  contentType: string,
  serial: number,
): Record<string, string> {
  const trace = {
    'X-Request-Id': uuidOf(serial, 77),
    'X-Runtime': `0.0${String(4_000 + (hash(serial) % 40_000)).padStart(5, '0')}`,
  };
  const renewed = token === null ? {} : { 'X-token': token };
  if (set === 'sharings') {
    return {
      'X-Frame-Options': 'SAMEORIGIN',
      'X-XSS-Protection': '1; mode=block',
      'X-Content-Type-Options': 'nosniff',
      ...renewed,
      'Content-Type': contentType,
      Vary: 'Accept-Encoding',
      'Cache-Control': 'max-age=0, private, must-revalidate',
      P3P: p3p,
      ...trace,
    };
  }
  return {
    'Cache-Control': 'no-cache, no-store',
    Pragma: 'no-cache',
    Expires: 'Fri, 01 Jan 1990 00:00:00 GMT',
    'Content-Type': contentType,
    ...renewed,
    Vary: 'Accept-Encoding',
    P3P: p3p,
    ...trace,
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'X-XSS-Protection': '1; mode=block',
    'X-Download-Options': 'noopen',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'Referrer-Policy': 'origin-when-cross-origin, strict-origin-when-cross-origin',
  };
}

/** A JSON answer of text; sharings carry an ETag, as recorded. */
export function jsonAnswer(set: HeaderSet, token: string | null, serial: number, text: string): ApiAnswer {
  const headers = answerHeaders(set, token, json, serial);
  if (set === 'sharings') headers['ETag'] = `W/"${createHash('md5').update(text).digest('hex')}"`;
  return { status: 200, headers, body: { text } };
}

/** A JSON array whose elements are made as it is read. */
export function listAnswer(
  token: string | null,
  serial: number,
  rows: Iterable<string>,
  count: number,
): ApiAnswer {
  return { status: 200, headers: answerHeaders('images', token, json, serial), body: { rows, count } };
}

/** An answer without a body. A missing right is a 401 with `X-message` (recordings/unauthorized.json). */
export function bareAnswer(status: number, serial: number, message?: string): ApiAnswer {
  const headers = answerHeaders('images', null, 'text/html', serial);
  return {
    status,
    headers: message === undefined ? headers : { 'X-message': message, ...headers },
    body: { text: '' },
  };
}

/** Elements sent together: few enough that making them holds nothing up. */
const batch = 32;

/** A body's bytes, piece by piece. */
export function* bodyPieces(body: ApiBody): Generator<Uint8Array> {
  if (!('rows' in body)) {
    const bytes = 'text' in body ? Buffer.from(body.text) : body.bytes;
    if (bytes.byteLength > 0) yield bytes;
    return;
  }
  let text = '[';
  let rows = 0;
  for (const row of body.rows) {
    if (rows > 0) text += ',';
    if (typeof row === 'string') text += row;
    else {
      yield Buffer.concat([Buffer.from(text), row]);
      text = '';
    }
    if (++rows % batch > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(`${text}]`);
}

/** Lists up to this many elements are gathered, so that their length can be said before they are sent, as recorded. */
const gathered = 2 * batch;

/** The answer with its `Content-Length`; a long list stays as it is and has none. */
export function withLength({ status, headers, body }: ApiAnswer): ApiAnswer {
  if ('rows' in body && body.count > gathered) return { status, headers, body };
  const bytes = Buffer.concat([...bodyPieces(body)]);
  return {
    status,
    headers: { ...headers, 'Content-Length': String(bytes.byteLength) },
    body: 'text' in body ? body : { bytes },
  };
}
