import { useTranslation } from 'react-i18next';
import { useAlbum } from '../../queries/album.ts';
import { useHealth } from '../../queries/health.ts';
import { useSession } from '../../queries/session.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import { ViewFrame } from '../views/view-frame.tsx';
import { HealthBody } from './health-body.tsx';
import styles from './health-view.module.css';

/** An album at a glance in its own place: what is odd in it, what is in it; every bar selects its images. */
export function HealthView({ albumId }: { albumId: string }) {
  const { t } = useTranslation('health');
  const { data: session } = useSession();
  if (session === undefined || session.status === 'signed-out') return null;
  return (
    <ViewFrame title={t('health')}>
      <p className={styles.intro}>
        {t('intro', { album: albumId === '' ? t('noAlbumName') : plainText(albumId) })}
      </p>
      <Counted key={albumId} accountId={session.account.id} albumId={albumId} />
    </ViewFrame>
  );
}

function Counted({ accountId, albumId }: { accountId: string; albumId: string }) {
  const { t } = useTranslation('health');
  const { data: album } = useAlbum(accountId, albumId);
  const { data: health, error, refetch } = useHealth(accountId, albumId, album);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (health === undefined) {
    return (
      <p role="status" className={styles.muted}>
        {t(album?.arriving === true ? 'arriving' : 'counting')}
      </p>
    );
  }
  if (health.imagesCount === 0) return <p className={styles.muted}>{t('empty')}</p>;
  return <HealthBody accountId={accountId} albumId={albumId} health={health} />;
}
