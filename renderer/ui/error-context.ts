import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { nothingAround, type ErrorAround } from '../i18n/error-around.ts';
import { errorWords, type ErrorWords } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/use-language.ts';

interface AroundErrors extends ErrorAround {
  /** Puts text on the clipboard; rejects where that fails. */
  copy: (text: string) => Promise<unknown>;
}

/** What every error on the page is said with; `albumId` is the open album (`ErrorSurroundings` provides it). */
export const ErrorContext = createContext<AroundErrors>({
  ...nothingAround,
  copy: () => Promise.reject(new Error('no clipboard')),
});

/**
 * Gives the function that makes words of an error, for a table's cell; `ErrorNote` shows one by itself.
 * @param goesOn true where errors only make something wait, which goes on by itself
 */
export function useErrorWords(goesOn = false): (error: AppErrorData, albumId?: string | null) => ErrorWords {
  const around = use(ErrorContext);
  const language = useLanguage();
  const { t } = useTranslation('errors');
  return (error, albumId = around.albumId) => errorWords(t, language, error, { ...around, albumId, goesOn });
}
