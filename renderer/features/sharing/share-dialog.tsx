import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCreateShare, useJobs } from '../../queries/shares.ts';
import { compareShared } from '../../state/compared.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import { jobButton } from './job-button.tsx';
import { JobPanel } from './job-panel.tsx';
import { tallyOf } from './job-words.ts';
import { TargetForm } from './target-form.tsx';

interface ShareDialogProps {
  accountId: string;
  albumId: string;
  /** In the order they are shown. */
  imageIds: string[];
  onClose: () => void;
}

/** Asks where to share the images to, sends them, and shows what became of them. */
export function ShareDialog({ accountId, albumId, imageIds, onClose }: ShareDialogProps) {
  const { t } = useTranslation('sharing');
  // Once a dialog: a second click or Enter names the same job, and the main process answers with it.
  const [jobId] = useState(() => crypto.randomUUID());
  const create = useCreateShare();
  const jobs = useJobs();
  const job = jobs.data?.jobs.find((each) => each.id === jobId);
  const heading = useJobHeading(job);
  return (
    // One dialog from the question to the answer: the focus stays in it.
    <Dialog title={t('title', { count: imageIds.length })} {...heading} readFirst onClose={onClose}>
      {job ? (
        <JobPanel accountId={accountId} job={job} onClose={onClose} />
      ) : (
        <TargetForm
          accountId={accountId}
          albumId={albumId}
          total={imageIds.length}
          pending={create.isPending || create.isSuccess}
          // Where the list of jobs cannot be had, what was begun cannot be shown.
          error={create.error ?? (create.isSuccess ? jobs.error : null)}
          onChosen={(target) =>
            create.mutate(
              { ...target, jobId, albumId, imageIds },
              { onSuccess: () => compareShared(accountId, albumId, target) },
            )
          }
        />
      )}
    </Dialog>
  );
}

interface JobDialogProps {
  accountId: string;
  jobId: string;
  onClose: () => void;
}

/** A share that is under way or has ended, opened again. Closing it stops nothing. */
export function JobDialog({ accountId, jobId, onClose }: JobDialogProps) {
  const job = useJobs().data?.jobs.find((each) => each.id === jobId);
  const heading = useJobHeading(job);
  if (job === undefined || heading === null) return null;
  return (
    // What it was opened by may be gone: a notice, or the job's place among those under way.
    <Dialog {...heading} returnTo={() => jobButton(jobId)} onClose={onClose}>
      <JobPanel accountId={accountId} job={job} onClose={onClose} />
    </Dialog>
  );
}

/** What a job's dialog is called. */
function useJobHeading(job: ShareJob | undefined) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  if (job === undefined) return null;
  const label = labelIn(job.labels, language) || t('otherSharing');
  return {
    title: t('title', { count: tallyOf(job).total }),
    description: t('inTo', { label: plainText(label) }),
    size: 'm' as const,
  };
}
