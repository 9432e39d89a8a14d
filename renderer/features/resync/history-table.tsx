import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import { formatMoment } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { isUnderWay } from '../../queries/resync.ts';
import { useRemoveResync } from '../../queries/resync-history.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { HistoryResult } from './history-result.tsx';
import styles from './history-table.module.css';
import { askedWords } from './report-words.ts';

interface HistoryTableProps {
  resyncs: readonly Resync[];
  /** All are of one: it need not be said in every line. */
  isOfOneAlbum: boolean;
  /** Ids of the moments to be compared. */
  chosen: readonly string[];
  onChoose: (resyncId: string) => void;
}

/** Resyncs in lines: when, of what, by whom, and what came of it. */
export function HistoryTable({ resyncs, isOfOneAlbum, chosen, onChoose }: HistoryTableProps) {
  const { t } = useTranslation(['resync', 'albums']);
  const { t: tResync } = useTranslation('resync');
  const language = useLanguage();
  const remove = useRemoveResync();
  return (
    <>
      {remove.isError && <ErrorNote error={remove.error} />}
      <VirtualTable
        label={t('historyTable')}
        rows={resyncs}
        columns={[
          {
            key: 'choose',
            header: t('compare'),
            width: '64px',
            cell: ({ id, isMoment, startedAt }) =>
              isMoment && (
                <input
                  type="checkbox"
                  aria-label={t('chooseMoment', { when: formatMoment(startedAt, language) })}
                  checked={chosen.includes(id)}
                  onChange={() => onChoose(id)}
                />
              ),
          },
          {
            key: 'when',
            header: t('historyWhen'),
            width: 'minmax(100px, 2fr)',
            cell: ({ id, startedAt }) => (
              <Button
                variant="bare"
                className={styles.open}
                onClick={() => showOverlay({ kind: 'resync-report', resyncId: id })}
              >
                {formatMoment(startedAt, language)}
              </Button>
            ),
          },
          ...(isOfOneAlbum
            ? []
            : [
                {
                  key: 'album',
                  header: t('historyAlbum'),
                  width: 'minmax(92px, 2fr)',
                  cell: ({ albumId }: Resync) =>
                    albumId === '' ? t('albums:noAlbumName') : <PlainText>{albumId}</PlainText>,
                },
              ]),
          {
            key: 'asked',
            header: t('historyAsked'),
            width: 'minmax(88px, 2fr)',
            cell: (resync) => (
              <>
                <span>{askedWords(tResync, resync)}</span>
                {resync.cause !== 'user' && (
                  <span className={styles.cause}>{t(`cause_${resync.cause}`)}</span>
                )}
              </>
            ),
          },
          {
            key: 'by',
            header: t('historyBy'),
            width: 'minmax(64px, 1.5fr)',
            cell: ({ by }) => by !== null && <PlainText>{by}</PlainText>,
          },
          {
            key: 'result',
            header: t('historyResult'),
            width: 'minmax(110px, 3fr)',
            cell: (resync) => <HistoryResult resync={resync} />,
          },
          {
            key: 'actions',
            header: t('historyActions'),
            width: '52px',
            cell: (resync) =>
              !isUnderWay(resync) && (
                <Button
                  variant="quiet"
                  icon={<Trash2 />}
                  className={styles.remove}
                  aria-label={t('remove', { when: formatMoment(resync.startedAt, language) })}
                  disabled={remove.isPending}
                  onClick={({ currentTarget }) => {
                    const table = currentTarget.closest<HTMLElement>('[role="table"]');
                    // The button goes with its line: whoever goes on by keys stays in the table.
                    remove.mutate(resync.id, { onSuccess: () => table?.focus() });
                  }}
                />
              ),
          },
        ]}
      />
    </>
  );
}
