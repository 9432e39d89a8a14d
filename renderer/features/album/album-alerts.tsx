import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { useDownloadAgain } from '../../queries/album.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './album-alerts.module.css';

interface AlbumAlertsProps {
  album: AlbumState;
  /** Why what the library holds could not be read to its end; null where it was. */
  loadError: Error | null;
  readAgain: () => void;
}

/** What went wrong on the way of the album's images to the screen; those that came stay there. */
export function AlbumAlerts({ album, loadError, readAgain }: AlbumAlertsProps) {
  const { t } = useTranslation('grid');
  const again = useDownloadAgain(album.albumId);
  const { isWhole, arriving, staleBecause } = album;
  const brokeOff = isWhole || arriving ? null : staleBecause;
  if (brokeOff === null && loadError === null) return null;
  return (
    <div className={styles.alerts}>
      {brokeOff !== null && again.isPending && <ProgressBar label={t('downloading')} done={null} total={1} />}
      {brokeOff !== null && !again.isPending && (
        <ErrorNote
          lead={t('brokeOff', { count: album.imagesCount })}
          error={again.error ?? new AppError(brokeOff)}
          onRetry={() => again.mutate()}
        />
      )}
      {loadError !== null && <ErrorNote lead={t('notRead')} error={loadError} onRetry={readAgain} />}
    </div>
  );
}
