import type { TFunction } from 'i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { isTooLarge } from './too-large-sentence.ts';

/** Why something failed in a few words, for a line among many; null where only the whole sentence says it. */
export function errorCause(t: TFunction<'errors'>, error: AppErrorData): string | null {
  switch (error.code) {
    case 'session-expired':
    case 'expired-token':
      return t('short_expired');
    case 'access-denied':
    case 'nothing-allowed':
      return t('short_denied');
    case 'nothing-listed':
      return t('short_nothingListed');
    case 'not-found':
      return t('short_notFound');
    case 'rate-limited':
      return t('short_limit');
    case 'server-failed':
      return t('short_serverFailed', { status: error.status ?? '?' });
    case 'refused':
      return isTooLarge(error) ? t('short_tooLarge') : t('short_refused', { status: error.status ?? '?' });
    case 'too-large':
      return t('short_tooLarge');
    case 'redirected':
      return error.toHost === undefined
        ? t('short_redirected')
        : t('short_redirectedTo', { host: error.toHost });
    case 'unreadable-answer':
      return t(pageType(error.contentType) === null ? 'short_unreadable' : 'short_proxyPage');
    case 'cut-answer':
      return t('short_cut');
    case 'not-reached':
      return t('short_notReached');
    case 'storage-failed':
      return t('short_storage');
    case 'internal':
      return t('short_internal');
    default:
      return null;
  }
}

/** The type of an answer that is a web page: whoever stands between asks to sign in, or does not let through; else null. */
export const pageType = (contentType: string | null): string | null =>
  /text\/html|application\/xhtml\+xml/i.exec(contentType ?? '')?.[0].toLowerCase() ?? null;
