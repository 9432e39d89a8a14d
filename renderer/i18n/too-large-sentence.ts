import type { TFunction } from 'i18next';
import type { AppErrorData } from '#shared/errors.ts';

type Translate = TFunction<'errors'>;
type TooLarge = Extract<AppErrorData, { code: 'too-large' | 'refused' }>;

/** Whether the server refused a request for its size: 413, or 414 of its address. */
export const isTooLarge = ({ status }: Pick<TooLarge, 'status'>): boolean => status === 413 || status === 414;

/** What was too large, the request or its answer, and how to ask for less. */
export function tooLargeSentence(t: Translate, error: TooLarge): string {
  const what =
    error.code === 'too-large'
      ? t('tooLargeAnswer', { megabytes: Math.floor(error.limitBytes / 1e6) })
      : t('tooLargeRequest', { status: error.status ?? '?' });
  return `${what} ${t(smaller(error.route))}`;
}

function smaller(route: string) {
  if (route === 'GET /image_syncs') return 'smallerIds';
  if (route === 'GET /albums/:album_id/images') return 'smallerAlbum';
  return route.startsWith('POST /sharings/') ? 'smallerShare' : 'smallerOther';
}
