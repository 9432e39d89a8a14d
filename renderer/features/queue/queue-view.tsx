import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../../queries/queue.ts';
import { useSession } from '../../queries/session.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { OthersAtRest } from '../accounts/others-at-rest.tsx';
import { ViewFrame } from '../views/view-frame.tsx';
import { QueueForm } from './queue-form.tsx';
import { QueuePanel } from './queue-panel.tsx';

/** The queue of albums in the album's place: what to ask for, how far it is, then what came of it. */
export function QueueView() {
  const { t } = useTranslation(['queue', 'common']);
  const { data: session } = useSession();
  const { data: queue, isPending, error, refetch } = useQueue();
  /** After which queue a new one is wanted, and what that begins with. It counts no more once that is there. */
  const [next, setNext] = useState<{ after: string; initial: string } | null>(null);
  const accountId = session === undefined || session.status === 'signed-out' ? null : session.account.id;
  const initial = queue === null ? '' : next !== null && next.after === queue?.id ? next.initial : null;
  return (
    <ViewFrame title={t('queue')}>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      <OthersAtRest />
      {isPending && <p role="status">{t('common:loading')}</p>}
      {accountId !== null && initial !== null && (
        <QueueForm key={next?.after} accountId={accountId} initial={initial} />
      )}
      {accountId !== null && queue && initial === null && (
        <QueuePanel
          key={queue.id}
          accountId={accountId}
          queue={queue}
          onNew={(text) => setNext({ after: queue.id, initial: text })}
        />
      )}
    </ViewFrame>
  );
}
