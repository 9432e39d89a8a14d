import { ClipboardCopy, FileJson, FileSpreadsheet, MousePointerClick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { resyncAddress } from '#shared/addresses.ts';
import type { Pasted, Resync } from '#shared/models/resync.ts';
import type { Account } from '#shared/models/session.ts';
import type { ReportIndex } from '#shared/report-index.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCopy } from '../../queries/clipboard.ts';
import { useReportIds, useRowsForText } from '../../queries/resync-rows.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { startDownload } from '../../ui/start-download.ts';
import { failedPages, failuresOf } from './failures.ts';
import styles from './report-actions.module.css';
import { filterText, noFilter, shownLines, type ReportFilter } from './report-filter.ts';
import { selectImages, type Selected } from './select-images.ts';
import { ticketText } from './ticket-text.ts';

interface ReportActionsProps {
  account: Account;
  resync: Resync;
  index: ReportIndex;
  filter: ReportFilter;
  /** Images that the filter shows. */
  shown: number;
  pasted: Pasted | null;
}

/** So many lines are put in a text for a ticket, and so many failed calls are looked at for their reason. */
const mostRows = 100;

/** What can be done with a report: saved, copied for a ticket, its images selected. */
export function ReportActions({ account, resync, index, filter, shown, pasted }: ReportActionsProps) {
  const { t } = useTranslation('resync');
  const { t: tFields } = useTranslation('fields');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const copy = useCopy();
  const rowsForText = useRowsForText(resync.id);
  const ids = useReportIds(account.id, resync.id);
  const save = (format: 'csv' | 'json') => startDownload(resyncAddress(account.id, resync.id, format));

  function copyText() {
    const { lines } = shownLines(index, noFilter);
    const keys = Array.from(lines.subarray(0, mostRows), (place) => index.keys[place] ?? 0);
    const pages = failedPages(index).slice(0, mostRows);
    rowsForText.mutate([...new Set([...keys, ...pages.map(({ key }) => key)])], {
      onSuccess: (found) => {
        const byKey = new Map(found.map((row) => [row.key, row]));
        const text = ticketText(
          { t, tFields, tErrors, language },
          {
            resync,
            server: account.server,
            rows: keys.map((key) => byKey.get(key)).filter((row) => row !== undefined),
            lines: lines.length,
            failures: failuresOf(pages, found),
            pasted,
          },
        );
        copy.mutate(text, { onSuccess: () => notify(t('copied')) });
      },
    });
  }

  function selectShown() {
    ids.mutate(filterText(filter), {
      onSuccess: (found) => selectImages(resync.albumId, found, say),
    });
  }

  function say({ count: selected, missing }: Selected) {
    const words = [t('selected', { count: selected }), missing > 0 && t('notHere', { count: missing })];
    notify(words.filter((each) => each !== false).join(' '));
  }

  const error = ids.error ?? rowsForText.error ?? copy.error;
  return (
    <>
      <div className={styles.actions}>
        <Button icon={<MousePointerClick />} disabled={shown === 0 || ids.isPending} onClick={selectShown}>
          {t('select')}
        </Button>
        <div className={styles.rest}>
          <Button variant="quiet" icon={<ClipboardCopy />} onClick={copyText}>
            {t('copyText')}
          </Button>
          <Button variant="quiet" icon={<FileSpreadsheet />} onClick={() => save('csv')}>
            {t('exportCsv')}
          </Button>
          <Button variant="quiet" icon={<FileJson />} onClick={() => save('json')}>
            {t('exportJson')}
          </Button>
        </div>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
