import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Countdown } from './countdown.tsx';
import { EndActions } from './end-actions.tsx';
import { GoingActions, GoingNotes } from './job-going.tsx';
import { JobEnd } from './job-end.tsx';
import { JobItems } from './job-items.tsx';
import styles from './job-panel.module.css';
import { tallyOf } from './job-words.ts';
import { NeedsUser } from './needs-user.tsx';
import { nextWords, waitWords } from './wait-words.ts';

interface JobPanelProps {
  accountId: string;
  job: ShareJob;
  onClose: () => void;
}

/** How far a share is and what it waits for; after its end, what became of it; what became of every image. */
export function JobPanel({ accountId, job, onClose }: JobPanelProps) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  const tally = tallyOf(job);
  const ended = job.endedAt !== null;

  // The button that started it is gone: without this, the focus would fall out of the dialog.
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);

  // Early looks come and go; what people wait for is when it is certain (`nextWords`).
  const until = job.waiting?.certainAt ?? job.waiting?.until ?? null;
  return (
    <>
      <DialogBody>
        <div ref={panel} tabIndex={-1} className={styles.panel}>
          {!ended && (
            <ProgressBar
              label={t('progress', { done: tally.done, total: tally.total })}
              done={tally.done}
              total={tally.total}
            />
          )}
          <div className={styles.said}>
            <div>
              <div role="status" aria-live="polite">
                {ended ? <JobEnd job={job} tally={tally} /> : waitWords(t, job)}
              </div>{' '}
              {/* It changes with every part and every look: there to be read, not announced. */}
              {!ended && <span>{nextWords(t, language, job)}</span>}
            </div>
            {until !== null && <Countdown until={until} />}
          </div>
          {job.tooOften > 0 && (
            <p role="alert" className={styles.warning}>
              {t('tooOften', { count: job.tooOften })}
            </p>
          )}
          {ended && tally.needsUser > 0 && <NeedsUser jobId={job.id} count={tally.needsUser} />}
          {!ended && <GoingNotes job={job} tally={tally} />}
          <JobItems job={job} total={tally.total} />
        </div>
      </DialogBody>
      {ended ? (
        <DialogActions>
          <EndActions accountId={accountId} job={job} tally={tally} onClose={onClose} />
        </DialogActions>
      ) : (
        tally.queued > 0 && (
          <DialogActions>
            <GoingActions jobId={job.id} />
          </DialogActions>
        )
      )}
    </>
  );
}
