import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCreateShare, useJobs } from '../../queries/shares.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { plainText } from '../../ui/plain-text.tsx';
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
  const job = useJobs().data?.find((each) => each.id === jobId);
  const heading = useJobHeading(job);
  return (
    // One dialog from the question to the answer: the focus stays in it.
    <Dialog title={t('title', { count: imageIds.length })} {...heading} readFirst onClose={onClose}>
      {job ? (
        <JobPanel job={job} onClose={onClose} />
      ) : (
        <TargetForm
          accountId={accountId}
          albumId={albumId}
          pending={create.isPending || create.isSuccess}
          error={create.error}
          onChosen={({ sharingId, labels }) => create.mutate({ jobId, albumId, sharingId, labels, imageIds })}
        />
      )}
    </Dialog>
  );
}

/** A share that is under way or has ended, opened again. Closing it stops nothing. */
export function JobDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const job = useJobs().data?.find((each) => each.id === jobId);
  const heading = useJobHeading(job);
  if (job === undefined || heading === null) return null;
  return (
    <Dialog {...heading} onClose={onClose}>
      <JobPanel job={job} onClose={onClose} />
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
