import type { TFunction } from 'i18next';
import type { ErrorAround } from './error-around.ts';

type Translate = TFunction<'errors'>;

/** Where a token names what a route needs (api.md): a right of the album, its sharings, or a claim of the token's own. */
type Place = { right: string } | 'sharings' | 'download';

/**
 * Why a call was refused, as far as the token itself tells: it names other albums only, or not the right that this call
 * needs; or it does name it, and the server refuses all the same. Only what api.md knows of a right is said.
 * @param route the template, such as `GET /albums/:album_id/images`
 */
export function deniedSentence(t: Translate, route: string, { account, albumId }: ErrorAround): string {
  const path = pathOf(route);
  const right = rightInWords(t, route);
  const plain = t('accessDenied', { right });
  if (account === null || account.admin) return plain;
  const place = placeOf(path);
  if (place === 'download') {
    return account.download
      ? t('deniedThough', { name: 'download', right })
      : t('deniedClaim', { name: 'download', right });
  }
  // A token that names no album is a user's: what it allows, only the server knows.
  if (albumId === null || !isOfAlbum(path) || account.abilities.length === 0) return plain;
  const ability = account.abilities.find((each) => each.albumId === albumId);
  if (ability === undefined) return t('deniedAlbum', { right });
  if (place === 'sharings')
    return ability.sharings.length > 0
      ? t('deniedThough', { name: 'Sharings', right })
      : t('deniedSharings', { right });
  if (place === null) return plain;
  const name = place.right;
  return ability.access.includes(name)
    ? t('deniedThough', { name, right })
    : t('deniedRight', { name, right });
}

const pathOf = (route: string): string => route.replace(/^[A-Z]+ (?:\/api\/v1)?/, '');

const isOfAlbum = (path: string): boolean => /^\/(?:albums\/|sharings\/|image_syncs$)/.test(path);

function placeOf(path: string): Place | null {
  if (path === '/downloads') return 'download';
  if (/^\/albums\/[^/]+\/images$/.test(path)) return { right: 'image_list' };
  return path.startsWith('/sharings/') || /^\/albums\/[^/]+\/sharings$/.test(path) ? 'sharings' : null;
}

/** What a token must be allowed to do for a route, in plain words. */
function rightInWords(t: Translate, route: string): string {
  const path = pathOf(route);
  if (path === '/albums') return t('rightListAlbums');
  if (path === '/image_syncs') return t('rightSyncImages');
  if (path === '/user') return t('rightUser');
  if (path === '/organization') return t('rightOrganization');
  if (/^\/albums\/[^/]+\/images$/.test(path)) return t('rightListImages');
  if (/^\/albums\/[^/]+\/sharings$/.test(path)) return t('rightListSharings');
  if (path.startsWith('/sharings/')) return t(route.startsWith('POST') ? 'rightShare' : 'rightReadSharing');
  return t('rightOther');
}
