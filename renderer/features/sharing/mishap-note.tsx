import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShareJobs } from '#shared/models/sharing.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useDismissMishap } from '../../queries/shares.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './mishap-note.module.css';

/** Tells that the journal of shares was damaged and what that means, until the user has read it. */
export function MishapNote({ mishap: { kind, at } }: { mishap: NonNullable<ShareJobs['mishap']> }) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  const dismiss = useDismissMishap();
  return (
    <div role="alert" className={styles.mishap}>
      <p className={styles.words}>
        <TriangleAlert aria-hidden />
        <span>
          {kind === 'restored' && at !== null
            ? t('restored', { when: formatDateTime(at, language) })
            : t(kind === 'restored' ? 'restoredSometime' : 'lost')}
        </span>
      </p>
      {dismiss.isError && <ErrorNote error={dismiss.error} />}
      <Button disabled={dismiss.isPending} onClick={() => dismiss.mutate()}>
        {t('understood')}
      </Button>
    </div>
  );
}
