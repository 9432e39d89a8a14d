import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { showOverlay } from '../../state/view.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { endOf, outcomeWords, tallyOf } from './job-words.ts';
import styles from './jobs.module.css';
import { briefWaitWords } from './wait-words.ts';

/** Opens a job's dialog and says how far it is, or how it ended. Drawn anew only when its job has news: it is one of hundreds. */
export const JobButton = memo(function JobButton({ job }: { job: ShareJob }) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  const tally = tallyOf(job);
  const ended = job.endedAt !== null;
  const waits = briefWaitWords(t, language, job);
  const { sending } = job.counts;
  const tooOften = job.tooOften > 0 ? t('briefTooOften', { count: job.tooOften }) : null;
  const note = waits ?? (sending > 0 ? t('briefSending', { count: sending }) : tooOften);
  return (
    <button
      type="button"
      className={styles.job}
      aria-haspopup="dialog"
      data-job-id={job.id}
      data-end={ended ? endOf(job, tally) : waits === null ? 'going' : 'waiting'}
      onClick={() => showOverlay({ kind: 'share-job', jobId: job.id })}
    >
      <span className={styles.label}>
        <PlainText>{labelIn(job.labels, language) || t('otherSharing')}</PlainText>
        {` · ${formatDateTime(job.startedAt, language)}`}
      </span>
      {!ended && <progress aria-hidden value={tally.done} max={Math.max(tally.total, 1)} />}
      {note !== null && <span className={styles.note}>{note}</span>}
      <span className={styles.words}>
        {ended ? outcomeWords(t, tally) : t('progress', { done: tally.done, total: tally.total })}
      </span>
    </button>
  );
});

/** The button of a job that is listed. */
export const jobButton = (jobId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-job-id="${jobId}"]`);
