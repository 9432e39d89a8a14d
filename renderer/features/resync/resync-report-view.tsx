import { useTranslation } from 'react-i18next';
import { useResyncState } from '../../queries/resync.ts';
import { useSession } from '../../queries/session.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ViewFrame } from '../views/view-frame.tsx';
import { ReportBody } from './report-body.tsx';

/** One resync in the album's place: how far it is, then what it found. Escape goes back to where one came from. */
export function ResyncReportView({ resyncId }: { resyncId: string }) {
  const { t } = useTranslation('resync');
  const { data: session } = useSession();
  const { data: resync, error, refetch } = useResyncState(resyncId);
  return (
    <ViewFrame title={t('report')}>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {resync && session !== undefined && session.status !== 'signed-out' && (
        <ReportBody key={resyncId} account={session.account} resync={resync} />
      )}
    </ViewFrame>
  );
}
