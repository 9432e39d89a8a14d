import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useJobs } from '../../queries/shares.ts';
import { notify } from '../../state/notices.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { outcomeWords, tallyOf } from './job-words.ts';
import styles from './jobs.module.css';

/** The account's shares, the newest first; each opens its dialog. Absent while there is none. */
export function Jobs() {
  const { t } = useTranslation('sharing');
  const id = useId();
  const jobs = useJobs();
  useEndNotices(jobs.data);
  if (jobs.isError) {
    return (
      <div className={styles.jobs}>
        <ErrorNote error={jobs.error} onRetry={() => void jobs.refetch()} />
      </div>
    );
  }
  if (jobs.data === undefined || jobs.data.length === 0) return null;
  return (
    <section className={styles.jobs} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {t('jobs')}
      </h2>
      <ul className={styles.list}>
        {jobs.data
          .toSorted((a, b) => b.startedAt - a.startedAt)
          .map((job) => (
            <li key={job.id}>
              <JobButton job={job} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function JobButton({ job }: { job: ShareJob }) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  const tally = tallyOf(job);
  const ended = job.endedAt !== null;
  return (
    <button
      type="button"
      className={styles.job}
      aria-haspopup="dialog"
      data-failed={tally.failed + tally.unknown > 0 || undefined}
      onClick={() => showOverlay({ kind: 'share-job', jobId: job.id })}
    >
      <span className={styles.label}>
        <PlainText>{labelIn(job.labels, language) || t('otherSharing')}</PlainText>
        {` · ${formatDateTime(job.startedAt, language)}`}
      </span>
      {!ended && <progress aria-hidden value={tally.done} max={Math.max(tally.total, 1)} />}
      <span className={styles.words}>
        {ended ? outcomeWords(t, tally) : t('progress', { done: tally.done, total: tally.total })}
      </span>
    </button>
  );
}

/** Tells of a share's end where no dialog shows it. */
function useEndNotices(jobs: ShareJob[] | undefined): void {
  const { t } = useTranslation('sharing');
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const job of jobs ?? []) {
      if (job.endedAt === null) running.current.add(job.id);
      else if (running.current.delete(job.id) && !sharesInSight()) {
        const run = () => showOverlay({ kind: 'share-job', jobId: job.id });
        notify(outcomeWords(t, tallyOf(job)), { label: t('show'), run });
      }
    }
  }, [jobs, t]);
}

function sharesInSight(): boolean {
  const kind = useView.getState().overlay?.kind;
  return kind === 'share' || kind === 'share-job';
}
