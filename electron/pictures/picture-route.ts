import { AppError } from '#shared/errors.ts';
import { imageId, pictureSize } from '#shared/models/image.ts';
import { picturePolicy } from '../security/content-security-policy.ts';
import { createPictureSource, type PictureParts } from './picture-source.ts';

/** An account's id is letters and digits (`shared/models/session.ts`). */
const route = /^\/pictures\/([a-z0-9]{8,40})\/(\w+)$/;

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': 'inline',
  'Content-Security-Policy': picturePolicy,
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Answers `/pictures/<account>/<size>?album=&image=&v=` (shared/addresses.ts) with a picture, as what its bytes are and
 * nothing else (attacks A26, A27). The page names an image, never an address, so it cannot ask a host for anything that
 * no record names (A11). `v` is for the browser's cache; which version it is, the library says.
 *
 * 404: another account, a size or image that is not, or a host that has it no longer; 405: not a GET; 413: too large;
 * 415: no picture; 502: the host refused or was not reached; 499: nobody waits any more. Their bodies are empty.
 */
export function createPictureRoute(parts: PictureParts): (request: Request) => Promise<Response> {
  const source = createPictureSource(parts);

  return async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const url = new URL(request.url);
    const [, accountId, sizeName] = route.exec(url.pathname) ?? [];
    const account = parts.account();
    const size = pictureSize.safeParse(sizeName);
    const image = imageId.safeParse(url.searchParams.get('image'));
    if (account === null || account.id !== accountId || !size.success || !image.success) return refuse(404);

    const asked = { albumId: url.searchParams.get('album') ?? '', imageId: image.data, size: size.data };
    try {
      const picture = await source(account, asked, request.signal);
      if (typeof picture === 'number') return refuse(picture);
      const headers = {
        ...always,
        'Content-Type': picture.type,
        'Cache-Control': 'private, max-age=31536000, immutable',
      };
      return new Response(picture.bytes, { headers });
    } catch (error) {
      if (error instanceof AppError && error.data.code === 'cancelled') return refuse(499);
      throw error;
    }
  };
}

/** No picture; asked for again, it is tried again. */
const refuse = (status: number): Response =>
  new Response(null, { status, headers: { ...always, 'Cache-Control': 'no-store' } });
