import { AppError } from '#shared/errors.ts';
import type { PictureSize } from '#shared/models/image.ts';
import { discard } from '../transport/body.ts';
import type { HttpAnswer, Transport } from '../transport/transport.ts';
import { parsePictureAddress } from './picture-address.ts';
import type { Bytes } from './picture-cache.ts';
import { isPixelBomb, sniffPicture, type PictureType } from './sniff.ts';

/** A picture that may be shown. */
export interface Picture {
  type: PictureType;
  bytes: Bytes;
}

/** Why there is no picture, as the status the page is answered with. */
export type Refusal = 404 | 413 | 415 | 502;

const mostRedirects = 3;
const mostBytes = 40 * 2 ** 20;

/**
 * Fetches a picture from the first address that gives one. Nothing of the session goes along: image hosts are not the
 * API, and their addresses carry a right of their own (api.md).
 * @returns the picture; else what was wrong with the first address, the best one
 * @throws AppError `cancelled` where `signal` fired
 */
export async function downloadPicture(
  addresses: readonly URL[],
  options: { transport: Transport; size: PictureSize; signal: AbortSignal },
): Promise<Picture | Refusal> {
  let refusal: Refusal | null = null;
  for (const address of addresses) {
    const got = await fetchOne(address, options);
    if (typeof got === 'object') return got;
    refusal ??= got;
  }
  return refusal ?? 404;
}

async function fetchOne(
  address: URL,
  { transport, size, signal }: Parameters<typeof downloadPicture>[1],
): Promise<Picture | Refusal> {
  try {
    const answer = await followed(address, transport, signal);
    if (answer === null) return 502;
    if (answer.status !== 200) {
      await discard(answer.body);
      return answer.status === 404 || answer.status === 410 ? 404 : 502;
    }
    const bytes = await readCapped(answer);
    return bytes === null ? 413 : checkPicture(bytes, size);
  } catch (error) {
    if (error instanceof AppError && error.data.code !== 'cancelled') return 502;
    throw error;
  }
}

/** What bytes are worth showing: a picture of a known type that is not too large to decode. */
export function checkPicture(bytes: Bytes, size: PictureSize): Picture | Refusal {
  const sniffed = sniffPicture(bytes);
  if (sniffed === null) return 415;
  return isPixelBomb(sniffed, size) ? 413 : { type: sniffed.type, bytes };
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
