import { Pause, Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AlbumQueue } from '#shared/models/queue.ts';
import { goingOn } from '../../i18n/error-around.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePauseQueue, useResumeQueue, useStopQueue } from '../../queries/queue.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './queue-panel.module.css';
import { tallyOf } from './queue-words.ts';
import { useFocusIfLost } from './use-focus-if-lost.ts';

const states = {
  running: 'state_running',
  paused: 'state_paused',
  'over-budget': 'state_overBudget',
  waiting: 'state_waiting',
  ended: 'state_running',
} as const;

/** How far a queue is, what it waits for, and what can be done with it. */
export function QueueGoing({ queue }: { queue: AlbumQueue }) {
  const { t } = useTranslation('queue');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const pause = usePauseQueue();
  const resume = useResumeQueue();
  const stop = useStopQueue();
  const { status, error, running, total } = queue;
  const done = tallyOf(queue).asked;
  const failed = pause.error ?? resume.error ?? stop.error;
  const going = useFocusIfLost<HTMLDivElement>();
  // Whoever pressed a button has the focus there: one that is disabled meanwhile would lose it.
  const isBusy = pause.isPending || resume.isPending || stop.isPending;
  return (
    <div ref={going} tabIndex={-1} className={styles.going}>
      <ProgressBar label={t('progress', { done, total })} done={done} total={total} />
      {/* The same until the state changes, since it is announced; the counts are there to be read. */}
      <p role="status" aria-live="polite" className={styles.state} data-state={status}>
        {t(states[status])}
        {error !== null && status === 'waiting' && ` ${errorSentence(tErrors, language, error, goingOn)}`}
      </p>
      {running !== null && status !== 'paused' && (
        <p className={styles.under}>
          {t('under')}
          <PlainText>{running === '' ? t('noName') : running}</PlainText>
        </p>
      )}
      <p className={styles.actions}>
        {status === 'paused' ? (
          <Button icon={<Play />} onClick={() => isBusy || resume.mutate()}>
            {t('resume')}
          </Button>
        ) : (
          <Button icon={<Pause />} onClick={() => isBusy || pause.mutate()}>
            {t('pause')}
          </Button>
        )}
        <Button icon={<Square />} onClick={() => isBusy || stop.mutate()}>
          {t('stop')}
        </Button>
      </p>
      {failed !== null && <ErrorNote error={failed} />}
    </div>
  );
}
