import { useTranslation } from 'react-i18next';
import type { AlbumState } from '#shared/models/album.ts';
import { useImageDetails } from '../../queries/album.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from './facts.tsx';
import { FreeForm } from './free-form.tsx';
import styles from './viewer.module.css';

interface DetailsProps {
  album: AlbumState;
  revision: number;
  imageId: string;
}

/** Everything known of the image: `complementary` "Details". */
export function Details({ album, revision, imageId }: DetailsProps) {
  const { t } = useTranslation(['viewer', 'common']);
  const details = useImageDetails(album.accountId, album.albumId, revision, imageId);
  return (
    // It scrolls: keys must be able to reach it.
    <aside aria-label={t('details')} tabIndex={0} className={styles.details}>
      {details.isPending && <p>{t('common:loading')}</p>}
      {details.isError && <ErrorNote error={details.error} onRetry={() => void details.refetch()} />}
      {details.data && (
        <>
          <Facts facts={details.data} />
          <FreeForm title={t('exif')} values={details.data.exifs} />
          <FreeForm title={t('metadata')} values={details.data.metadatas} />
        </>
      )}
    </aside>
  );
}
