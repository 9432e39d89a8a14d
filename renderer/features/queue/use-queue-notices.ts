import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlbumQueue } from '#shared/models/queue.ts';
import { notify } from '../../state/notices.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { outcomeWords } from './queue-words.ts';

/** Tells of the queue's end, and that it stopped for today, to someone who does not look at it; not of what was so before. */
export function useQueueNotices(queue: AlbumQueue | null): void {
  const { t } = useTranslation('queue');
  const seen = useRef<AlbumQueue | null>(null);
  useEffect(() => {
    const before = seen.current;
    seen.current = queue;
    if (queue === null || before?.id !== queue.id || before.status === queue.status) return;
    if (useView.getState().overlay?.kind === 'queue') return;
    const show = { label: t('show'), run: () => showOverlay({ kind: 'queue' }) };
    if (queue.status === 'ended') notify(t('endedNotice', { counts: outcomeWords(t, queue) }), show);
    if (queue.status === 'over-budget') notify(t('overBudgetNotice'), show);
  }, [queue, t]);
}
