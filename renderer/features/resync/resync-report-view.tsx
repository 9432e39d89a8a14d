import { ArrowLeft } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useResyncState } from '../../queries/resync.ts';
import { useSession } from '../../queries/session.ts';
import { useSelection } from '../../state/selection.ts';
import { closeOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectionCount } from '../selection/selection-count.tsx';
import { ReportBody } from './report-body.tsx';
import styles from './resync-report-view.module.css';
import { useRegion } from './use-region.ts';

/** One resync in the album's place: how far it is, then what it found. Escape goes back to where one came from. */
export function ResyncReportView({ resyncId }: { resyncId: string }) {
  const { t } = useTranslation('resync');
  const id = useId();
  const region = useRegion();
  const { data: session } = useSession();
  const { data: resync, error, refetch } = useResyncState(resyncId);
  // The selection stays as it is behind the report, and goes on being said.
  const columns = useSelection((state) => state.place?.columns);
  const isOverAlbum = useView(({ under }) => under.length === 0);
  return (
    <section ref={region} tabIndex={-1} aria-labelledby={id} className={styles.report}>
      <header className={styles.header}>
        <Button variant="quiet" icon={<ArrowLeft />} onClick={closeOverlay}>
          {t(isOverAlbum ? 'back' : 'backToList')}
        </Button>
        <h2 id={id}>{t('report')}</h2>
        <SelectionCount columns={columns} shown={null} />
      </header>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {resync && session !== undefined && session.status !== 'signed-out' && (
        <ReportBody key={resyncId} account={session.account} resync={resync} />
      )}
    </section>
  );
}
