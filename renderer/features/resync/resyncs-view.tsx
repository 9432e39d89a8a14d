import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompareResyncs, useResyncs } from '../../queries/resync-history.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ViewFrame } from '../views/view-frame.tsx';
import { ClearHistory } from './clear-history.tsx';
import { HistorySize } from './history-size.tsx';
import { HistoryTable } from './history-table.tsx';
import { momentsOf } from './moments.ts';
import styles from './resyncs-view.module.css';
import { toggled } from './report-filter.ts';

/** Other resyncs, or another choice, in the same place: a report that is opened comes back to them. */
const show = (albumId: string | null, chosen: readonly string[]): void =>
  useView.setState({ overlay: { kind: 'resyncs', albumId, chosen } });

interface ResyncsViewProps {
  albumId: string | null;
  /** Ids of the moments to be compared. */
  chosen?: readonly string[] | undefined;
}

/** Every resync that is kept, newest first; each opens its report, and two moments of an album can be compared. */
export function ResyncsView({ albumId, chosen = [] }: ResyncsViewProps) {
  const { t } = useTranslation(['resync', 'common']);
  const [clearing, setClearing] = useState(false);
  const open = useView((view) => view.albumId);
  const [ofAlbum] = useState(albumId ?? open);
  const { data: resyncs, error, refetch } = useResyncs(albumId);
  const compare = useCompareResyncs(({ id: resyncId }) => showOverlay({ kind: 'resync-report', resyncId }));
  const moments = momentsOf(resyncs ?? [], chosen);
  return (
    <ViewFrame
      title={t('history')}
      isBusy={clearing}
      action={
        <Button
          variant="quiet"
          icon={<Trash2 />}
          disabled={resyncs === undefined || resyncs.length === 0}
          aria-haspopup="dialog"
          onClick={() => setClearing(true)}
        >
          {t('clear')}
        </Button>
      }
    >
      <div className={styles.line}>
        {ofAlbum !== null && (
          <div role="group" aria-label={t('historyWhich')} className={styles.which}>
            <Button aria-pressed={albumId !== null} onClick={() => show(ofAlbum, chosen)}>
              {t('historyOfAlbum')}
            </Button>
            <Button aria-pressed={albumId === null} onClick={() => show(null, chosen)}>
              {t('historyOfAll')}
            </Button>
          </div>
        )}
        <p role="status" aria-live="polite" className={styles.hint}>
          {moments.chosen.length === 0
            ? t('compareHint')
            : moments.areOfOneAlbum
              ? t('compareChosen', { count: moments.chosen.length })
              : t('compareOther')}
        </p>
        <Button
          variant="primary"
          disabled={moments.pair === null || compare.isPending}
          onClick={() => moments.pair !== null && compare.mutate(moments.pair)}
        >
          {t('compare')}
        </Button>
      </div>
      {compare.isError && <ErrorNote error={compare.error} />}
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {resyncs === undefined && error === null && <p aria-busy>{t('common:loading')}</p>}
      {resyncs?.length === 0 && (
        <div className={styles.empty}>
          <p>{t('historyEmpty')}</p>
          <p>{t('historyEmptyHint')}</p>
        </div>
      )}
      {resyncs !== undefined && resyncs.length > 0 && (
        <HistoryTable
          resyncs={resyncs}
          isOfOneAlbum={albumId !== null}
          chosen={chosen}
          onChoose={(resyncId) => show(albumId, toggled(chosen, resyncId).slice(-2))}
        />
      )}
      <HistorySize resyncs={resyncs} />
      {clearing && <ClearHistory onClose={() => setClearing(false)} />}
    </ViewFrame>
  );
}
