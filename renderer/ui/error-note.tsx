import { CircleAlert } from 'lucide-react';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import { errorTicket, isForTicket } from '../i18n/error-ticket.ts';
import { notify } from '../state/notices.ts';
import { showOverlay } from '../state/view.ts';
import { Button } from './button.tsx';
import { ErrorContext, useErrorWords } from './error-context.ts';
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
  /** The album it is of; the open one where nothing is said, null: of none. */
  albumId?: string | null;
  /** True where it only makes something wait, which goes on by itself. */
  goesOn?: boolean;
}

/** An `alert` that says in a sentence what went wrong and what to do, with the facts a ticket needs, to copy. */
export function ErrorNote({
  error,
  lead,
  onRetry,
  offersToken = true,
  albumId,
  goesOn = false,
}: ErrorNoteProps) {
  const { t } = useTranslation(['errors', 'common']);
  const around = use(ErrorContext);
  const data = errorData(error);
  const { sentence, details } = useErrorWords(goesOn)(data, albumId);
  const offer = offersToken && data.code === 'access-denied';
  const isCopied = isForTicket(data);

  function copy() {
    const ticket = errorTicket(data, { ...around, goesOn, ...(albumId !== undefined && { albumId }) });
    around.copy(ticket).then(
      () => notify(t('detailsCopied')),
      () => notify(t('notCopied')),
    );
  }

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
        {(offer || isCopied || onRetry) && (
          <p className={styles.actions}>
            {onRetry && <Button onClick={onRetry}>{t('common:tryAgain')}</Button>}
            {offer && <Button onClick={() => showOverlay({ kind: 'account' })}>{t('pasteToken')}</Button>}
            {isCopied && <Button onClick={copy}>{t('copyDetails')}</Button>}
          </p>
        )}
      </div>
    </div>
  );
}
