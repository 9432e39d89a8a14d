import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './expired-banner.module.css';
import { RenewForm } from './renew-form.tsx';

/** Says that the session has expired, above the album and not over it, and takes the new token. */
export function ExpiredBanner() {
  const { t } = useTranslation('session');
  const id = useId();
  return (
    <div role="alert" aria-labelledby={id} className={styles.banner}>
      <div className={styles.words}>
        <strong id={id}>{t('expiredTitle')}</strong>
        <p>{t('expiredHint')}</p>
      </div>
      <RenewForm />
    </div>
  );
}
