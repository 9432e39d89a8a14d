import { AppError } from '#shared/errors.ts';
import { imageId, pictureSize } from '#shared/models/image.ts';
import { pictureAnswer, refuse, statuses } from './picture-answer.ts';
import { createPictureSource, type PictureParts } from './picture-source.ts';

/** An account's id is letters and digits (`shared/models/session.ts`). */
const route = /^\/pictures\/([a-z0-9]{8,40})\/(\w+)$/;

/** A record's version as `shared/addresses.ts` writes it: milliseconds in base 36. */
const version = /^[0-9a-z]{1,10}$/;

/**
 * Answers `/pictures/<account>/<size>?album=&image=&v=` (shared/addresses.ts) with a picture, as what its bytes are and
 * nothing else (attacks A26, A27). The page names an image, never an address, so it cannot ask a host for anything that
 * no record names (A11). `v` is the version that the page holds: where the disk holds it, nobody else is asked. With
 * `again=1` the user asks anew for a picture that failed; else one that failed lately is refused at once.
 *
 * 404: another account, a size or image that is not, or a host that has it no longer; 405: not a GET; 413: too large;
 * 415: no picture; 502: the host refused or was not reached; 499: nobody waits any more. Their bodies are empty.
 */
export function createPictureRoute(parts: PictureParts): (request: Request) => Promise<Response> {
  const source = createPictureSource(parts);

  return async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const { pathname, searchParams } = new URL(request.url);
    const [, accountId, sizeName] = route.exec(pathname) ?? [];
    const account = parts.account();
    const size = pictureSize.safeParse(sizeName);
    const image = imageId.safeParse(searchParams.get('image'));
    if (account === null || account.id !== accountId || !size.success || !image.success) return refuse(404);

    const asked = {
      albumId: searchParams.get('album') ?? '',
      imageId: image.data,
      size: size.data,
      updatedAt: readVersion(searchParams.get('v') ?? ''),
      insists: searchParams.get('again') === '1',
    };
    try {
      const found = await source(account, asked, request.signal);
      if (typeof found === 'string') return refuse(statuses[found]);
      // Where it is of another version than was asked for, the page's columns are about to name that one.
      return pictureAnswer(found, found.updatedAt === asked.updatedAt);
    } catch (error) {
      if (error instanceof AppError && error.data.code === 'cancelled') return refuse(499);
      throw error;
    }
  };
}

const readVersion = (written: string): number | null =>
  version.test(written) ? Number.parseInt(written, 36) : null;
