import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** The product's mark and name. */
export function Brand() {
  const { t } = useTranslation('common');
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 24 24" aria-hidden>
        <rect x="1" y="5" width="16" height="16" rx="4" className={styles.back} />
        <rect x="7" y="2" width="16" height="16" rx="4" className={styles.front} />
        <path d="m9 15.5 4-5 2.6 3.2 1.6-1.9 3.3 3.7z" className={styles.hill} />
        <circle cx="18.6" cy="6.8" r="1.5" className={styles.hill} />
      </svg>
      {t('product')}
    </span>
  );
}
