import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { FoundIds } from './find-ids.ts';
import styles from './found.module.css';
import { NoIds } from './no-ids.tsx';

/** What was found in the pasted text, before anything is asked. */
export function Found({ found, limit }: { found: FoundIds; limit: number }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const { ids, repeated, noIds, hasHeader } = found;
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  return (
    <div className={styles.found}>
      <p role="status" aria-live="polite" className={styles.count}>
        {t('found', { count: ids.length })}
      </p>
      {ids.length > limit && <p role="alert">{t('tooMany', { limit })}</p>}
      {hasHeader && <p>{t('header')}</p>}
      {repeated.length > 0 && (
        <p className={styles.repeated}>
          {t('repeated', { count: repeated.length, list: list.format(repeated.slice(0, 20)) })}
          {repeated.length > 20 && '…'}
        </p>
      )}
      <NoIds pieces={noIds} />
    </div>
  );
}
