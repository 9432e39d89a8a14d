import { ListTodo } from 'lucide-react';
import { useId } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AlbumQueue } from '#shared/models/queue.ts';
import { useQueue } from '../../queries/queue.ts';
import { shownView, showOverlay, useView } from '../../state/view.ts';
import styles from './queue-button.module.css';
import { outcomeWords, tallyOf } from './queue-words.ts';
import { useQueueNotices } from './use-queue-notices.ts';

/** Opens the queue of albums and says how far it is: "Queue: 120 of 300". */
export function QueueButton() {
  const { t } = useTranslation('queue');
  const id = useId();
  const queue = useQueue().data ?? null;
  const isShown = useView((view) => shownView(view)?.kind === 'queue');
  useQueueNotices(queue);
  return (
    <button
      type="button"
      className={styles.button}
      aria-current={isShown || undefined}
      aria-describedby={queue === null ? undefined : id}
      data-state={queue?.status}
      onClick={() => !isShown && showOverlay({ kind: 'queue' })}
    >
      <ListTodo aria-hidden />
      <span>
        {t('queue')}
        {queue !== null && (
          <>
            {queue.endedAt === null && (
              <progress aria-hidden value={tallyOf(queue).asked} max={Math.max(queue.total, 1)} />
            )}
            {/* It changes with every album, so it describes the button and does not name it. */}
            <small id={id} aria-hidden>
              {shortWords(t, queue)}
            </small>
          </>
        )}
      </span>
    </button>
  );
}

const hindrances = {
  paused: 'shortPaused',
  'over-budget': 'shortOverBudget',
  waiting: 'shortWaiting',
} as const;

function shortWords(t: TFunction<'queue'>, queue: AlbumQueue): string {
  const { status, total } = queue;
  if (status === 'ended') return outcomeWords(t, queue);
  const words = t('short', { done: tallyOf(queue).asked, total });
  return status === 'running' ? words : `${words} · ${t(hindrances[status])}`;
}
