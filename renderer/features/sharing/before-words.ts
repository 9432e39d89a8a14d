import type { TFunction } from 'i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import type { AlreadyThere } from './use-already-there.ts';

type Translate = TFunction<'sharing'>;

/** What is known of the images in the sharing they are to go to, in a sentence or two; nothing where nothing is known. */
export function alreadyWords(
  t: Translate,
  { count, look, isLooking }: AlreadyThere,
  total: number,
  again: boolean,
): string[] {
  // An older list is told all the same, and then why there is no newer one.
  const isKnown = count !== null && look !== undefined && look.readAt !== null;
  if (!isKnown) return isLooking ? [t('looking')] : [];
  return [countWords(t, count, total, again), !look.isWhole && t('notWhole')].filter(
    (words) => words !== false,
  );
}

function countWords(t: Translate, count: number, total: number, again: boolean): string {
  if (count === 0) return t('thereNone', { count: total });
  if (again) return t('thereAgain', { count });
  return count === total ? t('thereAll', { count }) : t('thereSome', { count });
}

/** Why what is there already is not known just now, and what that means for what is about to be sent. */
export function lookProblem(
  t: Translate,
  tErrors: TFunction<'errors'>,
  language: string,
  error: AppErrorData,
): string {
  switch (error.code) {
    case 'not-reached':
      return t('lookUnreached');
    case 'session-expired':
      return t('lookExpired');
    case 'access-denied':
      return t('lookNotAllowed');
    case 'not-found':
      return t('lookGone');
    default:
      return `${t('lookFailed')} ${errorSentence(tErrors, language, error)}`;
  }
}
