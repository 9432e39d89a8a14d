import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import styles from '../../ui/outcome.module.css';
import { endOf, outcomeWords, type Tally } from './job-words.ts';

interface JobEndProps {
  job: ShareJob;
  tally: Tally;
}

/** What became of a share, in words. */
export function JobEnd({ job, tally }: JobEndProps) {
  const { t } = useTranslation('sharing');
  return (
    <div className={styles.outcome} data-end={endOf(job, tally)}>
      <p>{outcomeWords(t, tally)}</p>
      {tally.already > 0 && <p className={styles.muted}>{t('already', { count: tally.already })}</p>}
    </div>
  );
}
