import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import { nothingCompared } from '#shared/nothing-compared.ts';
import { isUnderWay } from '../../queries/resync.ts';
import { Button } from '../../ui/button.tsx';
import { noFilter, toggled, type ReportFilter } from './report-filter.ts';
import styles from './report-filters.module.css';
import { countWords, isFirstLook, markWords } from './report-words.ts';

interface ReportFiltersProps {
  resync: Resync;
  filter: ReportFilter;
  onFilter: (filter: ReportFilter) => void;
}

/** A report's counts; each shows its images alone, or together with others. */
export function ReportFilters({ resync, filter, onFilter }: ReportFiltersProps) {
  const { t } = useTranslation('resync');
  const change = (next: ReportFilter) =>
    onFilter(next.kinds.length + next.marks.length === 0 ? noFilter : next);
  const kinds = countWords(t, resync);
  const marks = markWords(t, resync);
  return (
    // Counts that pass by ten times a second are not to be read out.
    <div role="status" aria-live="polite" aria-busy={isUnderWay(resync)} className={styles.filters}>
      {nothingCompared(resync) && <p>{t('notCompared')}</p>}
      {kinds.length > 0 && (
        <div role="group" aria-label={t('kinds')} className={styles.group}>
          {kinds.map(({ of, count, words }) => (
            <button
              key={of}
              type="button"
              className={styles.toggle}
              data-kind={isFirstLook(resync) ? undefined : of}
              aria-pressed={filter.kinds.includes(of)}
              disabled={count === 0}
              onClick={() => change({ ...filter, kinds: toggled(filter.kinds, of) })}
            >
              {words}
              {of === 'moved' && resync.moves > 0 && resync.moves < count && (
                <small>{t('moves', { count: resync.moves })}</small>
              )}
            </button>
          ))}
          {filter !== noFilter && (
            <Button variant="bare" onClick={() => onFilter(noFilter)}>
              {t('showAll')}
            </Button>
          )}
        </div>
      )}
      {marks.length > 0 && (
        <div role="group" aria-label={t('marks')} className={styles.group}>
          {marks.map(({ of, words }) => (
            <button
              key={of}
              type="button"
              className={styles.mark}
              aria-pressed={filter.marks.includes(of)}
              onClick={() => change({ ...filter, marks: toggled(filter.marks, of) })}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
