import { Clock, FileWarning } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AlbumState } from '#shared/models/album.ts';
import type { Columns } from '#shared/columns/read.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './album-notices.module.css';
import { ComparedNotice } from './compared/compared-notice.tsx';
import type { Comparison } from './compared/use-comparison.ts';
import { TagsNotice } from './tags-notice.tsx';

interface AlbumNoticesProps {
  album: AlbumState;
  columns: Columns;
  /** Why tags of the images in sight could not be loaded; null where nothing went wrong. */
  completeError: Error | null;
  comparison: Comparison;
}

/** What is to be known of what is shown: how old, what of it could not be read, what was not asked for yet. */
export function AlbumNotices({ album, columns, completeError, comparison }: AlbumNoticesProps) {
  const { t } = useTranslation('grid');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const { isWhole, staleBecause, unreadableCount, oddCount, repeatedCount } = album;
  const read = [
    unreadableCount > 0 && t('unreadable', { count: unreadableCount }),
    oddCount > 0 && t('odd', { count: oddCount }),
    repeatedCount > 0 && t('repeated', { count: repeatedCount }),
  ].filter((words) => words !== false);
  return (
    <div className={styles.notices}>
      {isWhole && staleBecause !== null && (
        <p role="status" className={styles.notice} data-warning>
          <Clock aria-hidden />
          <span>
            {t('stale', { when: formatDateTime(album.syncedAt, language) })}{' '}
            {errorSentence(tErrors, language, staleBecause)}
          </span>
        </p>
      )}
      {read.length > 0 && (
        <p role="status" className={styles.notice} data-warning>
          <FileWarning aria-hidden />
          <span>{read.join(' · ')}</span>
        </p>
      )}
      <ComparedNotice comparison={comparison} />
      <TagsNotice album={album} columns={columns} completeError={completeError} />
    </div>
  );
}
