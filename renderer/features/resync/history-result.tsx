import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import { errorCause } from '../../i18n/error-cause.ts';
import styles from './history-table.module.css';
import { resultWords } from './report-words.ts';

/** What came of a resync, in a line; why nothing did in a few words: its report has the whole sentence. */
export function HistoryResult({ resync }: { resync: Resync }) {
  const { t } = useTranslation('resync');
  const { t: tErrors } = useTranslation('errors');
  const { status, error } = resync;
  const state = stateWords();
  const hasFailed = status === 'ended' && error !== null;
  return (
    <>
      {state !== null && (
        <span className={styles.state} data-failed={hasFailed || undefined}>
          {state}
        </span>
      )}
      {error !== null && (hasFailed || status === 'waiting') ? (
        <span className={styles.why}>{errorCause(tErrors, error)}</span>
      ) : (
        <span>{resultWords(t, resync)}</span>
      )}
    </>
  );

  function stateWords(): string | null {
    switch (status) {
      case 'running':
        return resync.scope === 'album'
          ? t('statusRunningAlbum')
          : t('statusRunning', { done: resync.done, total: resync.asked });
      case 'waiting':
        return t('statusWaiting');
      case 'cancelled':
        return t('statusCancelled');
      case 'ended':
        return error === null ? null : t('statusFailed');
    }
  }
}
