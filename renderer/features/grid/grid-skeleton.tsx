import { useTranslation } from 'react-i18next';
import styles from './grid-skeleton.module.css';

/** Where the images will be, while the album is being opened. */
export function GridSkeleton() {
  const { t } = useTranslation('grid');
  return (
    <div className={styles.skeleton} role="status">
      <span className={styles.words}>{t('opening')}</span>
      {Array.from({ length: 24 }, (_, i) => (
        <div key={i} aria-hidden className={styles.tile} />
      ))}
    </div>
  );
}
