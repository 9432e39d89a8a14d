import { useTranslation } from 'react-i18next';
import type { FoundIds } from '#shared/find-ids.ts';
import styles from './found.module.css';
import { NoIds } from './no-ids.tsx';
import { Repeated } from './repeated.tsx';
import { callsWords } from './report-words.ts';

/** What was found in the pasted text, before anything is asked. */
export function Found({ found, limit }: { found: FoundIds; limit: number }) {
  const { t } = useTranslation('resync');
  const { ids, repeated, noIds, hasHeader } = found;
  return (
    <div className={styles.found}>
      <p role="status" aria-live="polite" className={styles.count}>
        {t('found', { count: ids.length })}
        {ids.length > 0 && <span className={styles.calls}>{callsWords(t, ids.length)}</span>}
      </p>
      {ids.length > limit && <p role="alert">{t('tooMany', { limit })}</p>}
      {hasHeader && <p>{t('header')}</p>}
      <Repeated ids={repeated} total={repeated.length} />
      <NoIds pieces={noIds} total={noIds.length} />
    </div>
  );
}
