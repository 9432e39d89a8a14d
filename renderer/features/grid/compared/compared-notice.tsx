import { CloudOff, ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import { errorSentence } from '../../../i18n/error-sentence.ts';
import { formatDateTime } from '../../../i18n/time.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
import styles from '../album-notices.module.css';
import type { Comparison } from './use-comparison.ts';

/** What of the comparison is not known, and why; nothing where all is well. */
export function ComparedNotice({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('marks');
  const { t: tCommon } = useTranslation('common');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const { compared, choices, choosing, choicesError, beginChoosing, look, lookAgain } = comparison;

  const failed = (lead: string, error: unknown, again: () => void) => (
    <div role="status" className={styles.notice} data-warning>
      <CloudOff aria-hidden />
      <span>
        {lead} {errorSentence(tErrors, language, errorData(error))}
      </span>
      <Button variant="bare" onClick={again}>
        {tCommon('tryAgain')}
      </Button>
    </div>
  );
  const note = (words: string, isWarning: boolean) => (
    <p role="status" className={styles.notice} data-warning={isWarning || undefined}>
      <ListChecks aria-hidden />
      <span>{words}</span>
    </p>
  );

  if (choicesError !== null) return failed(t('sharingsFailed'), choicesError, beginChoosing);
  if (compared === null) return choosing !== null && choices?.length === 0 && note(t('noSharings'), false);
  if (comparison.error !== null) return failed(t('lookFailed'), comparison.error, lookAgain);
  if (look === undefined) return null;
  const { readAt, error, isWhole } = look;
  if (error !== null && readAt === null) return failed(t('lookFailed'), error, lookAgain);
  if (error !== null && readAt !== null)
    return failed(t('lookOld', { when: formatDateTime(readAt, language) }), error, lookAgain);
  return !isWhole && note(t('notWhole'), true);
}
