import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './watch-button.module.css';
import { useWait } from './use-wait.ts';

/** Waits for all images of the open album that are not processed yet; nothing where there is none. */
export function WatchButton({ albumId }: { albumId: string }) {
  const { t } = useTranslation('watching');
  const { any, start, isPending, error } = useWait(albumId, 'album');
  if (!any) return null;
  return (
    <div className={styles.wait}>
      <Button icon={<Hourglass />} title={t('waitHint')} disabled={isPending} onClick={start}>
        {t('wait')}
      </Button>
      {error !== null && <ErrorNote error={error} onRetry={start} />}
    </div>
  );
}
