import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { supportAddress } from '#shared/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { startDownload } from '../../ui/start-download.ts';
import styles from './support-bundle.module.css';

/** Saves one file for support, and says what is in it and what is not. */
export function SupportBundle({ accountId }: { accountId: string }) {
  const { t } = useTranslation('support');
  const id = useId();
  return (
    <section className={styles.bundle} aria-labelledby={id}>
      <h3 id={id}>{t('bundle')}</h3>
      <p id={`${id}-hint`}>{t('bundleHint')}</p>
      <Button aria-describedby={`${id}-hint`} onClick={() => startDownload(supportAddress(accountId))}>
        {t('saveBundle')}
      </Button>
    </section>
  );
}
