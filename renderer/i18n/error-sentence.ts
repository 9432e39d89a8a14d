import type { TFunction } from 'i18next';
import type { AppErrorData, NotReachedReason } from '#shared/errors.ts';
import { formatDateTime } from './time.ts';

type Translate = TFunction<'errors'>;
type Of<C extends AppErrorData['code']> = Extract<AppErrorData, { code: C }>;

/** What is said of an error: a sentence or two for everyone, and facts for a support ticket, none where none is known. */
export interface ErrorWords {
  sentence: string;
  details: string[];
}

/** The words for an error in the language of `t`. The only place where an error becomes words. */
export function errorWords(t: Translate, language: string, error: AppErrorData): ErrorWords {
  return { sentence: errorSentence(t, language, error), details: errorDetails(t, error) };
}

/** What happened and what to do, in the language of `t`. */
export function errorSentence(t: Translate, language: string, error: AppErrorData): string {
  switch (error.code) {
    case 'not-a-token':
      return t('notAToken');
    case 'secret-url':
      return t('secretUrl');
    case 'expired-token':
      return t('expiredToken', { date: formatDateTime(error.expiredAt * 1000, language) });
    case 'other-user':
      return t('otherUser');
    case 'bad-server-address':
      return t('badServerAddress');
    case 'https-needed':
      return t('httpsNeeded', { host: error.host });
    case 'bad-album-id':
      return t('badAlbumId');
    case 'bad-sharing-id':
      return t('badSharingId');
    case 'no-images-chosen':
      return t('noImagesChosen');
    case 'signed-out':
      return t('signedOut');
    case 'session-expired':
      return t('sessionExpired');
    case 'nothing-allowed':
      return t('nothingAllowed');
    case 'not-sharinpix':
      return t('notSharinpix', { host: error.host });
    case 'nothing-listed':
      return t('nothingListed');
    case 'not-confirmed':
      return t('notConfirmed');
    case 'other-rows':
      return t('otherRows');
    case 'cannot-look-up':
      return t('cannotLookUp');
    case 'access-denied':
      return t('accessDenied', { right: rightOf(t, error.route) });
    case 'not-found':
      return t('notFound');
    case 'rate-limited':
      return error.retryAfterSeconds === null
        ? t('rateLimited')
        : t('rateLimitedSeconds', { count: Math.ceil(error.retryAfterSeconds) });
    case 'server-failed':
      return t('serverFailed', { status: error.status ?? '?' });
    case 'refused':
      return t('refused', { status: error.status ?? '?' });
    case 'redirected':
      return t('redirected');
    case 'unreadable-answer':
      return t('unreadableAnswer');
    case 'cut-answer':
      return t('cutAnswer');
    case 'too-large':
      return t('tooLarge', { megabytes: Math.floor(error.limitBytes / 1e6) });
    case 'not-reached':
      return t(notReachedKey(error.reason), { host: error.host });
    case 'bad-input':
      return t('badInput', { field: error.field || error.channel });
    case 'untrusted-sender':
      return t('untrustedSender');
    case 'flooded':
      return t('flooded');
    case 'unknown-album':
      return t('unknownAlbum');
    case 'unknown-image':
      return t('unknownImage');
    case 'unknown-job':
      return t('unknownJob');
    case 'cancelled':
      return t('cancelled');
    case 'storage-failed':
      return t(storageKey(error.detail));
    case 'internal':
      return t('internal');
  }
}

function errorDetails(t: Translate, error: AppErrorData): string[] {
  if (!('route' in error)) return [];
  const type = error.code === 'unreadable-answer' ? error.contentType : null;
  return [
    error.message !== null && t('serverSays', { message: error.message }),
    error.route,
    error.status !== null && t('status', { status: error.status }),
    type !== null && t('contentType', { type }),
    error.requestId !== null && t('requestId', { id: error.requestId }),
  ].filter((fact) => fact !== false);
}

function notReachedKey(reason: NotReachedReason) {
  if (reason === 'refused') return 'connectionRefused';
  return reason === 'connect-timeout' ? 'connectTimeout' : reason;
}

function storageKey(detail: Of<'storage-failed'>['detail']) {
  const keys = {
    full: 'diskFull',
    'newer-version': 'newerVersion',
    unwritable: 'unwritable',
    other: 'storageFailed',
  } as const;
  return keys[detail];
}

/** What a token must be allowed to do for a route, in plain words; routes are templates such as `GET /albums`. */
function rightOf(t: Translate, route: string): string {
  const path = route.replace(/^[A-Z]+ (?:\/api\/v1)?/, '');
  if (path === '/albums') return t('rightListAlbums');
  if (path === '/image_syncs') return t('rightSyncImages');
  if (path === '/user') return t('rightUser');
  if (path === '/organization') return t('rightOrganization');
  if (/^\/albums\/[^/]+\/images$/.test(path)) return t('rightListImages');
  if (/^\/albums\/[^/]+\/sharings$/.test(path)) return t('rightListSharings');
  if (path.startsWith('/sharings/')) return t(route.startsWith('POST') ? 'rightShare' : 'rightReadSharing');
  return t('rightOther');
}
