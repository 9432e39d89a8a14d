import type { TFunction } from 'i18next';
import type { AccountSummary } from '#shared/models/session.ts';

/** What waits until an account is opened: "3 albums wait, 12 images wait"; null where nothing does. */
export function restWords(t: TFunction<'accounts'>, { atRest }: AccountSummary): string | null {
  if (atRest === undefined) return null;
  const { albums, images } = atRest;
  return [albums > 0 && t('albumsWait', { count: albums }), images > 0 && t('imagesWait', { count: images })]
    .filter((words) => words !== false)
    .join(', ');
}
