import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import { errorWords } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { showOverlay } from '../state/view.ts';
import { Button } from './button.tsx';
import styles from './error-note.module.css';
import { PlainText } from './plain-text.tsx';

interface ErrorNoteProps {
  /** Whatever was thrown. */
  error: unknown;
  /** What it was that went wrong, where the error alone would not say. */
  lead?: string;
  /** Where trying again makes sense: does it. */
  onRetry?: () => void;
  /** False where there is no account to give a new token to. */
  offersToken?: boolean;
}

/** An `alert` that says in a sentence what went wrong and what to do, with the facts a ticket needs. */
export function ErrorNote({ error, lead, onRetry, offersToken = true }: ErrorNoteProps) {
  const { t } = useTranslation(['errors', 'common']);
  const language = useLanguage();
  const data = errorData(error);
  const { t: tErrors } = useTranslation('errors');
  const { sentence, details } = errorWords(tErrors, language, data);
  const offer = offersToken && data.code === 'access-denied';
  return (
    <div role="alert" className={styles.note}>
      <CircleAlert aria-hidden />
      <div className={styles.words}>
        {lead !== undefined && <p>{lead}</p>}
        <p>{sentence}</p>
        {details.length > 0 && (
          <p className={styles.details}>
            <PlainText>{details.join(' · ')}</PlainText>
          </p>
        )}
        {(offer || onRetry) && (
          <p className={styles.actions}>
            {onRetry && <Button onClick={onRetry}>{t('common:tryAgain')}</Button>}
            {offer && <Button onClick={() => showOverlay({ kind: 'account' })}>{t('pasteToken')}</Button>}
          </p>
        )}
      </div>
    </div>
  );
}
