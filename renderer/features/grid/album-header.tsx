import { useTranslation } from 'react-i18next';
import type { AlbumState } from '#shared/models/album.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { HealthButton } from '../health/health-button.tsx';
import { ResyncButtons } from '../resync/resync-buttons.tsx';
import styles from './album-header.module.css';
import { ComparedCounts } from './compared/compared-counts.tsx';
import type { Comparison } from './compared/use-comparison.ts';

interface AlbumHeaderProps {
  albumId: string;
  /** Undefined while the album is being opened. */
  album: AlbumState | undefined;
  /** Null while nothing can be shown. */
  shown: Shown | null;
  /** Absent while nothing can be shown. */
  comparison?: Comparison;
}

/** Which album this is, how large, and as of when. */
export function AlbumHeader({ albumId, album, shown, comparison }: AlbumHeaderProps) {
  const { t } = useTranslation('grid');
  const language = useLanguage();
  const isPart = shown !== null && shown.order.length !== shown.indexes.length;
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h2 title={plainText(albumId)}>
          {albumId === '' ? t('imagesOfNoAlbum') : <PlainText>{albumId}</PlainText>}
        </h2>
        <p>
          {album !== undefined && (
            <>
              <span>
                {t(album.arriving ? 'arrivedCount' : 'imageCount', { count: album.imagesCount })}
                {album.arriving && <progress aria-label={t('downloading')} className={styles.progress} />}
              </span>
              {isPart && <span>{t('shownCount', { count: shown.order.length })}</span>}
              {!album.arriving && (
                <span>{t('asOf', { when: formatDateTime(album.syncedAt, language) })}</span>
              )}
              {comparison && <ComparedCounts comparison={comparison} />}
            </>
          )}
        </p>
      </div>
      <div className={styles.actions}>
        <ResyncButtons albumId={albumId} />
        <HealthButton />
      </div>
    </header>
  );
}
