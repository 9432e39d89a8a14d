import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import type { Account } from '#shared/models/session.ts';
import { isUnderWay, usePasted } from '../../queries/resync.ts';
import { useReportIndex } from '../../queries/resync-rows.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FailureNotes } from './failure-notes.tsx';
import { NoIds } from './no-ids.tsx';
import { Repeated } from './repeated.tsx';
import { ReportActions } from './report-actions.tsx';
import styles from './report-body.module.css';
import { ReportFilters } from './report-filters.tsx';
import { filterText, noFilter, shownImages, shownLines, toggled } from './report-filter.ts';
import { ReportHead } from './report-head.tsx';
import { ReportState } from './report-state.tsx';
import { ReportTable } from './report-table.tsx';
import { answeredNothing, isFirstLook, isSame } from './report-words.ts';

/** What a resync found: counts to filter by, what got no answer, what changed, what of a pasted text was no id. */
export function ReportBody({ account, resync }: { account: Account; resync: Resync }) {
  const { t } = useTranslation('resync');
  const [filter, setFilter] = useState(noFilter);
  const { data: index, error, refetch } = useReportIndex(account.id, resync);
  const { data: pasted } = usePasted(resync);
  // The buttons are pressed at once, however long the list.
  const wanted = useDeferredValue(filter);
  const [unfolded, setUnfolded] = useState<readonly number[]>([]);
  const shownNow = useMemo(
    () => (index === undefined ? null : shownLines(index, wanted, new Set(unfolded))),
    [index, wanted, unfolded],
  );
  const lines = shownNow?.lines ?? null;
  const isFiltered = filter !== noFilter;
  const shown = index === undefined ? 0 : shownImages(resync, index, filter);
  return (
    <>
      <ReportHead resync={resync} />
      <ReportState resync={resync} />
      <ReportFilters resync={resync} filter={filter} onFilter={setFilter} />
      {isFirstLook(resync) && <p>{t('firstLook', { count: resync.counts.added })}</p>}
      {answeredNothing(resync) && <p className={styles.nothing}>{t('nothing')}</p>}
      {isSame(resync) && !isFiltered && <p>{t('same')}</p>}
      {index !== undefined && <FailureNotes resync={resync} index={index} />}
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {index !== undefined && lines !== null && (
        <ReportActions
          account={account}
          resync={resync}
          index={index}
          filter={filter}
          shown={shown}
          pasted={pasted ?? null}
        />
      )}
      {index !== undefined && shownNow !== null && shownNow.lines.length > 0 && (
        <ReportTable
          key={filterText(wanted)}
          accountId={account.id}
          resync={resync}
          index={index}
          shown={shownNow}
          unfolded={unfolded}
          onFold={(key) => setUnfolded((now) => toggled(now, key))}
        />
      )}
      {lines?.length === 0 && isFiltered && !isUnderWay(resync) && (
        <p>{shown === 0 ? t('noneOfThese') : t('noLines', { count: shown })}</p>
      )}
      {pasted && <Repeated ids={pasted.repeated} total={resync.repeated} />}
      {pasted && <NoIds pieces={pasted.noIds} total={resync.noIds} />}
    </>
  );
}
