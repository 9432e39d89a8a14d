import { useTranslation } from 'react-i18next';
import { receiptAddress } from '#shared/addresses.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { useCopyLinks, useRetryShare } from '../../queries/shares.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { startDownload } from '../../ui/start-download.ts';
import type { Tally } from './job-words.ts';

interface EndActionsProps {
  accountId: string;
  job: ShareJob;
  tally: Tally;
  onClose: () => void;
}

/** What can be done with a share that has ended. */
export function EndActions({ accountId, job, tally, onClose }: EndActionsProps) {
  const { t } = useTranslation('sharing');
  const retry = useRetryShare();
  const copy = useCopyLinks();
  const save = (format: 'csv' | 'json') => startDownload(receiptAddress(accountId, job.id, format));

  function copyLinks() {
    copy.mutate(
      { jobId: job.id, imageId: null },
      { onSuccess: () => notify(t('copied', { count: job.links })) },
    );
  }

  return (
    <>
      {retry.isError && <ErrorNote error={retry.error} />}
      {copy.isError && <ErrorNote error={copy.error} />}
      <Button variant="quiet" onClick={() => save('json')}>
        {t('receiptJson')}
      </Button>
      <Button onClick={() => save('csv')}>{t('receipt')}</Button>
      {job.links > 0 && <Button onClick={copyLinks}>{t('copyLinks')}</Button>}
      {tally.failed + tally.cancelled > 0 && (
        <Button disabled={retry.isPending} onClick={() => retry.mutate(job.id)}>
          {t('retry')}
        </Button>
      )}
      <Button variant="primary" onClick={onClose}>
        {t('done')}
      </Button>
    </>
  );
}
