import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useCopyLinks, useJobItems, useRetryShare } from '../../queries/shares.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { JobItems } from './job-items.tsx';
import styles from './job-panel.module.css';
import { outcomeWords, tallyOf } from './job-words.ts';

/** How far a share is; after its end, what became of every image. */
export function JobPanel({ job, onClose }: { job: ShareJob; onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const tally = tallyOf(job);
  const ended = job.endedAt !== null;
  const items = useJobItems(job);
  const retry = useRetryShare();
  const copy = useCopyLinks();
  const links = items.data?.filter((item) => item.link !== null).length ?? 0;
  const failed = tally.failed + tally.unknown > 0;
  const progress = t('progress', { done: tally.done, total: tally.total });

  // The button that started it is gone: without this, the focus would fall out of the dialog.
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);

  return (
    <>
      <DialogBody>
        <div ref={panel} tabIndex={-1} className={styles.panel}>
          {!ended && (
            <>
              <ProgressBar label={progress} done={tally.done} total={tally.total} />
              <p className={styles.muted}>{t('closeHint')}</p>
            </>
          )}
          <div role="status" aria-live="polite" className={styles.end}>
            {ended && <Outcome words={outcomeWords(t, tally)} already={tally.already} failed={failed} />}
          </div>
          {tally.unknown > 0 && ended && <p className={styles.muted}>{t('unknownHint')}</p>}
          {items.isError && <ErrorNote error={items.error} onRetry={() => void items.refetch()} />}
          {items.data !== undefined && <JobItems jobId={job.id} items={items.data} />}
          {retry.isError && <ErrorNote error={retry.error} />}
          {copy.isError && <ErrorNote error={copy.error} />}
        </div>
      </DialogBody>
      {ended && (
        <DialogActions>
          {links > 0 && (
            <Button
              onClick={() =>
                copy.mutate(
                  { jobId: job.id, imageId: null },
                  { onSuccess: () => notify(t('copied', { count: links })) },
                )
              }
            >
              {t('copyLinks')}
            </Button>
          )}
          {failed && (
            <Button disabled={retry.isPending} onClick={() => retry.mutate(job.id)}>
              {t('retry')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </DialogActions>
      )}
    </>
  );
}

function Outcome({ words, already, failed }: { words: string; already: number; failed: boolean }) {
  const { t } = useTranslation('sharing');
  return (
    <div className={styles.outcome} data-failed={failed || undefined}>
      <p className={styles.words}>{words}</p>
      {already > 0 && <p className={styles.muted}>{t('already', { count: already })}</p>}
    </div>
  );
}
