import { useTranslation } from 'react-i18next';
import type { AlbumState } from '#shared/models/album.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { ResyncButtons } from '../resync/resync-buttons.tsx';
import styles from './album-header.module.css';

interface AlbumHeaderProps {
  albumId: string;
  /** Undefined while the album is being opened. */
  album: AlbumState | undefined;
  /** How many images are shown; null while none can be. */
  shown: number | null;
}

/** Which album this is, how large, and as of when. */
export function AlbumHeader({ albumId, album, shown }: AlbumHeaderProps) {
  const { t } = useTranslation('grid');
  const language = useLanguage();
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h2 title={plainText(albumId)}>
          {albumId === '' ? t('imagesOfNoAlbum') : <PlainText>{albumId}</PlainText>}
        </h2>
        <p>
          {album !== undefined && (
            <>
              <span>{t('imageCount', { count: album.imagesCount })}</span>
              {shown !== null && shown !== album.imagesCount && (
                <span>{t('shownCount', { count: shown })}</span>
              )}
              <span>{t('asOf', { when: formatDateTime(album.syncedAt, language) })}</span>
            </>
          )}
        </p>
      </div>
      <div className={styles.actions}>
        <ResyncButtons albumId={albumId} />
      </div>
    </header>
  );
}
