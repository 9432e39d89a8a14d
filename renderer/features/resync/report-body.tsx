import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/errors.ts';
import type { ResyncReport } from '#shared/models/resync.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import { ChangeTable } from './change-table.tsx';
import styles from './report-body.module.css';
import { answeredNothing, countWords, failuresOf, isSame } from './report-words.ts';
import { useResync } from './use-resync.ts';

/** What a resync found: counts, what could not be asked, what changed. */
export function ReportBody({ report }: { report: ResyncReport }) {
  const { t } = useTranslation(['resync', 'albums']);
  const language = useLanguage();
  const resync = useResync();
  const album = plainText(report.albumId) || t('albums:noAlbumName');
  return (
    <>
      <p className={styles.when}>{t('ended', { album, when: formatDateTime(report.endedAt, language) })}</p>
      <div role="status" aria-live="polite">
        <ul className={styles.counts}>
          {countWords(t, report).map(({ kind, count, words }) => (
            <li key={kind} data-kind={kind} data-none={count === 0 || undefined}>
              {words}
            </li>
          ))}
        </ul>
      </div>
      {answeredNothing(report) && <p className={styles.nothing}>{t('nothing')}</p>}
      {failuresOf(report).map(({ ids, error }) => (
        <section key={ids[0]} className={styles.failed}>
          <h3>{t('failedTitle', { count: ids.length })}</h3>
          <ErrorNote error={new AppError(error)} onRetry={() => resync.images(report.albumId, ids)} />
        </section>
      ))}
      {report.rows.length > 0 && <ChangeTable rows={report.rows} />}
      {isSame(report) && <p>{t('same')}</p>}
    </>
  );
}
