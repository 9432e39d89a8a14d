import { useTranslation } from 'react-i18next';
import type { AlbumQueue } from '#shared/models/queue.ts';
import { BudgetField } from './budget-field.tsx';
import { QueueEnd } from './queue-end.tsx';
import { QueueGoing } from './queue-going.tsx';
import styles from './queue-panel.module.css';
import { QueueTable } from './queue-table.tsx';
import { countWords } from './queue-words.ts';
import { useBudget } from './use-budget.ts';

interface QueuePanelProps {
  accountId: string;
  queue: AlbumQueue;
  /** A new queue is wanted; told what of this one was not asked for, an id a line. */
  onNew: (initial: string) => void;
}

/** A queue that is there: how far it is, after its end what came of it, and its albums. */
export function QueuePanel({ accountId, queue, onNew }: QueuePanelProps) {
  const { t } = useTranslation('queue');
  const budget = useBudget(accountId);
  const ended = queue.endedAt !== null;
  return (
    <div className={styles.panel}>
      {ended ? <QueueEnd queue={queue} onNew={onNew} /> : <QueueGoing queue={queue} />}
      <ul className={styles.counts}>
        {countWords(t, queue).map(({ kind, count, words }) => (
          <li key={kind} data-kind={kind} data-none={count === 0 || undefined}>
            {words}
          </li>
        ))}
      </ul>
      {!ended && <BudgetField budget={budget} />}
      <QueueTable queue={queue} />
    </div>
  );
}
