import type { TFunction } from 'i18next';
import { callOf, type AppErrorData, type NotReachedReason } from '#shared/errors.ts';
import { deniedSentence } from './denied-sentence.ts';
import { nothingAround, type ErrorAround } from './error-around.ts';
import { pageType } from './error-cause.ts';
import { formatDateTime, formatDuration, formatMoment, formatTime } from './time.ts';
import { isTooLarge, tooLargeSentence } from './too-large-sentence.ts';

type Translate = TFunction<'errors'>;
type Of<C extends AppErrorData['code']> = Extract<AppErrorData, { code: C }>;

/** What is said of an error: a sentence or two for everyone, and facts for a support ticket, none where none is known. */
export interface ErrorWords {
  sentence: string;
  details: string[];
}

/** The words for an error in the language of `t`. The only place where an error becomes words. */
export function errorWords(
  t: Translate,
  language: string,
  error: AppErrorData,
  around: ErrorAround = nothingAround,
): ErrorWords {
  return {
    sentence: errorSentence(t, language, error, around),
    details: errorDetails(t, language, error),
  };
}

/** What happened and what to do, in the language of `t`. */
export function errorSentence(
  t: Translate,
  language: string,
  error: AppErrorData,
  around: ErrorAround = nothingAround,
): string {
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
      return deniedSentence(t, error.route, around);
    case 'not-found':
      return t('notFound');
    case 'rate-limited':
      return limitSentence(t, language, error, around);
    case 'server-failed':
      return t('serverFailed', { status: error.status ?? '?' });
    case 'refused':
      return isTooLarge(error) ? tooLargeSentence(t, error) : t('refused', { status: error.status ?? '?' });
    case 'redirected':
      return error.toHost === undefined ? t('redirected') : t('redirectedTo', { host: error.toHost });
    case 'unreadable-answer':
      return unreadableSentence(t, error);
    case 'cut-answer':
      return t('cutAnswer');
    case 'too-large':
      return tooLargeSentence(t, error);
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
    case 'unknown-resync':
      return t('unknownResync');
    case 'unknown-account':
      return t('unknownAccount');
    case 'not-comparable':
      return t('notComparable');
    case 'queue-is-busy':
      return t('queueIsBusy');
    case 'cancelled':
      return t('cancelled');
    case 'storage-failed':
      return t(storageKey(error.detail));
    case 'internal':
      return t('internal');
  }
}

function errorDetails(t: Translate, language: string, error: AppErrorData): string[] {
  const call = callOf(error);
  if (call === null) return [];
  const type = error.code === 'unreadable-answer' ? error.contentType : null;
  const { says, requestId } = answerFacts(t, error);
  return [
    says,
    call.route,
    call.status !== null && t('status', { status: call.status }),
    type !== null && t('contentType', { type }),
    requestId,
    call.at !== undefined && formatMoment(call.at, language),
  ].filter((fact) => fact !== false);
}

/** What the server itself said of it, and by what its makers find it: short enough for a row of many. */
export function answerDetails(t: Translate, error: AppErrorData): string[] {
  const { says, requestId } = answerFacts(t, error);
  return [says, requestId].filter((fact) => fact !== false);
}

function answerFacts(t: Translate, error: AppErrorData) {
  const { message, requestId } = callOf(error) ?? { message: null, requestId: null };
  return {
    says: message !== null && t('serverSays', { message }),
    requestId: requestId !== null && t('requestId', { id: requestId }),
  };
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

/** A web page where JSON should be: whoever stands between asks to sign in, or says that it does not let through. */
function unreadableSentence(t: Translate, { status, contentType }: Of<'unreadable-answer'>): string {
  const type = pageType(contentType);
  return type === null ? t('unreadableAnswer') : t('proxyPage', { status: status ?? '?', type });
}

/**
 * How long the server asks to wait, whether it goes on by itself then, and what this computer has asked for today: the
 * limit is the organisation's.
 */
function limitSentence(
  t: Translate,
  language: string,
  { retryAfterSeconds, at }: Of<'rate-limited'>,
  { today, goesOn = false }: ErrorAround,
): string {
  const seconds = retryAfterSeconds === null ? null : Math.ceil(retryAfterSeconds);
  const sentences = [
    waitSentence(t, language, seconds, at),
    seconds === null ? t(goesOn ? 'goesOnLater' : 'askLater') : t(goesOn ? 'goesOnThen' : 'askThen'),
    today !== null && t('askedToday', { calls: today.calls, pictures: today.pictures }),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

function waitSentence(
  t: Translate,
  language: string,
  seconds: number | null,
  at: number | undefined,
): string {
  if (seconds === null) return t('rateLimited');
  const wait = formatDuration(seconds, language);
  return at === undefined
    ? t('rateLimitedFor', { wait })
    : t('rateLimitedUntil', { wait, time: formatTime(at + seconds * 1_000, language) });
}
