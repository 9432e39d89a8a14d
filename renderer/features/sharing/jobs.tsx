import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useJobs } from '../../queries/shares.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { JobButton } from './job-button.tsx';
import styles from './jobs.module.css';
import { MishapNote } from './mishap-note.tsx';
import { useEndNotices } from './use-end-notices.ts';

/** The account's shares, each opens its dialog: those under way always in sight, then the others, the newest first. */
export function Jobs() {
  const { t } = useTranslation('sharing');
  const id = useId();
  const { data, isError, error, refetch } = useJobs();
  useEndNotices(data?.jobs);
  const jobs = (data?.jobs ?? []).toSorted((a, b) => b.startedAt - a.startedAt);
  return (
    <>
      {data?.mishap && <MishapNote mishap={data.mishap} />}
      {isError && (
        <div className={styles.jobs}>
          <ErrorNote error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {jobs.length > 0 && (
        <section className={styles.jobs} aria-labelledby={id}>
          <h2 id={id} className={styles.heading}>
            {t('jobs')}
          </h2>
          <JobList label={t('running')} className={styles.running} jobs={jobs.filter(isRunning)} />
          <JobList label={t('ended')} className={styles.ended} jobs={jobs.filter((job) => !isRunning(job))} />
        </section>
      )}
    </>
  );
}

const isRunning = ({ endedAt }: ShareJob): boolean => endedAt === null;

interface JobListProps {
  label: string;
  className: string | undefined;
  jobs: ShareJob[];
}

function JobList({ label, className, jobs }: JobListProps) {
  if (jobs.length === 0) return null;
  return (
    <ul aria-label={label} className={className}>
      {jobs.map((job) => (
        <li key={job.id}>
          <JobButton job={job} />
        </li>
      ))}
    </ul>
  );
}
