import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { ReportIndex } from '#shared/report-index.ts';
import { useFailedRows } from '../../queries/resync-rows.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { failedPages, failuresOf } from './failures.ts';
import styles from './report-body.module.css';

/** So many calls that failed are looked at for their reason; the others have it in their lines. */
const mostPages = 100;

/** What got no answer and why, once for each reason. */
export function FailureNotes({ resync, index }: { resync: Resync; index: ReportIndex }) {
  const { t } = useTranslation('resync');
  const pages = useMemo(() => failedPages(index), [index]);
  const looked = useMemo(() => pages.slice(0, mostPages), [pages]);
  const keys = useMemo(() => looked.map(({ key }) => key), [looked]);
  const { data: rows, error } = useFailedRows(resync.id, keys);
  const others = pages.slice(mostPages).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {failuresOf(looked, rows ?? []).map((failure, place) => (
        <section key={place} className={styles.failed}>
          <ErrorNote lead={t('failedTitle', { count: failure.count })} error={new AppError(failure.error)} />
        </section>
      ))}
      {others > 0 && <p>{t('failedOthers', { count: others })}</p>}
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
