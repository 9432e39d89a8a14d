import { AppError, errorData } from '#shared/errors.ts';
import type { PictureSize } from '#shared/models/image.ts';
import { retryAfterSeconds } from '../api/retry-after.ts';
import { discard } from '../transport/body.ts';
import type { HttpAnswer, Transport } from '../transport/transport.ts';
import type { createHosts, HostNews } from './hosts.ts';
import { parsePictureAddress } from './picture-address.ts';
import type { Bytes } from './picture-file.ts';
import { isPixelBomb, sniffPicture, type PictureType } from './sniff.ts';

/** A picture that may be shown. */
export interface Picture {
  type: PictureType;
  bytes: Bytes;
}

/**
 * Why there is no picture: no record or host knows it (`missing`), the host had it once (`gone`), lets nobody have it
 * under this address (`denied`) or answered with an error (`failed`); or what came is over a limit or no picture.
 * `unreached`: the host gave no answer at all, which says nothing of the picture.
 */
export type Refusal = 'missing' | 'gone' | 'denied' | 'failed' | 'too-large' | 'no-picture' | 'unreached';

const mostRedirects = 3;
const mostBytes = 40 * 2 ** 20;
const usualBusyMs = 30_000;

interface DownloadOptions {
  transport: Transport;
  /** Lets each request wait for its host's turn. */
  ask: ReturnType<typeof createHosts>;
  size: PictureSize;
  turn: () => number;
  insists: boolean;
  signal: AbortSignal;
}

/**
 * Fetches a picture from the first address that gives one. Nothing of the session goes along: image hosts are not the
 * API, and their addresses carry a right of their own (api.md). A host that gave no answer is not asked again for it.
 * @param options.stopsWhenDenied leaves the other addresses, signed alike, until the record was renewed
 * @returns the picture; else what was wrong with the first address, the best one
 * @throws AppError `cancelled` where `signal` fired
 */
export async function downloadPicture(
  addresses: readonly URL[],
  options: DownloadOptions & { stopsWhenDenied: boolean },
): Promise<Picture | Refusal> {
  let refusal: Refusal | null = null;
  const silent = new Set<string>();
  for (const address of addresses) {
    if (silent.has(address.host)) continue;
    const got = await options.ask(address.host, options, () => fetchOne(address, options));
    if (typeof got === 'object') return got;
    if (options.stopsWhenDenied && isDenied(got)) return got;
    if (got === 'unreached') silent.add(address.host);
    refusal ??= got;
  }
  return refusal ?? 'missing';
}

/** Another address may have been signed since (faults.md 56). */
export const isDenied = (got: Picture | Refusal): boolean => got === 'denied' || got === 'gone';

interface Fetched {
  got: Picture | Refusal;
  news: HostNews;
}

const answered = (got: Picture | Refusal): Fetched => ({ got, news: { kind: 'answered' } });

async function fetchOne(address: URL, { transport, size, signal }: DownloadOptions): Promise<Fetched> {
  try {
    const answer = await followed(address, transport, signal);
    if (answer === null) return answered('failed');
    if (answer.status !== 200) {
      await discard(answer.body);
      return refused(answer);
    }
    const bytes = await readCapped(answer);
    return answered(bytes === null ? 'too-large' : checkPicture(bytes, size));
  } catch (error) {
    const { code } = errorData(error);
    if (code === 'not-reached') return { got: 'failed', news: { kind: 'unreached' } };
    if (error instanceof AppError && code !== 'cancelled') return answered('failed');
    throw error;
  }
}

function refused({ status, headers }: HttpAnswer): Fetched {
  if (status === 429) {
    const seconds = retryAfterSeconds(headers.get('retry-after'), Date.now());
    return { got: 'failed', news: { kind: 'busy', ms: seconds === null ? usualBusyMs : seconds * 1_000 } };
  }
  if (status === 401 || status === 403) return answered('denied');
  if (status === 410) return answered('gone');
  return answered(status === 404 ? 'missing' : 'failed');
}

/** What bytes are worth showing: a picture of a known type that is not too large to decode. */
export function checkPicture(bytes: Bytes, size: PictureSize): Picture | Refusal {
  const sniffed = sniffPicture(bytes);
  if (sniffed === null) return 'no-picture';
  return isPixelBomb(sniffed, size) ? 'too-large' : { type: sniffed.type, bytes };
}

/** Asks, and follows redirects along the list of hosts only; null where one leads off it, or there are too many. */
async function followed(address: URL, transport: Transport, signal: AbortSignal): Promise<HttpAnswer | null> {
  let url: URL | null = address;
  for (let hop = 0; url !== null && hop <= mostRedirects; hop += 1) {
    const headers = { accept: 'image/avif,image/webp,image/jpeg,image/png,image/gif' };
    const answer: HttpAnswer = await transport({ method: 'GET', url, headers, body: null, signal });
    if (![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    await discard(answer.body);
    url = parsePictureAddress(answer.headers.get('location') ?? '', { origin: url.origin });
  }
  return null;
}

async function readCapped(answer: HttpAnswer): Promise<Bytes | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop destroys the body.
  for await (const chunk of answer.body) {
    length += chunk.length;
    if (length > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
