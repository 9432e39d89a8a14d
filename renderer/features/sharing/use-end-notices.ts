import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { notify } from '../../state/notices.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { outcomeWords, tallyOf } from './job-words.ts';

/**
 * Tells of a share's end where no dialog shows it, and where images later turn out to be there more often than was
 * meant; not of what had happened before the job was first seen.
 */
export function useEndNotices(jobs: readonly ShareJob[] | undefined): void {
  const { t } = useTranslation('sharing');
  const seen = useRef(new Map<string, Pick<ShareJob, 'endedAt' | 'tooOften'>>());
  useEffect(() => {
    for (const job of jobs ?? []) {
      const before = seen.current.get(job.id);
      seen.current.set(job.id, job);
      if (before === undefined || before === job || sharesInSight()) continue;
      const show = { label: t('show'), run: () => showOverlay({ kind: 'share-job', jobId: job.id }) };
      if (before.endedAt === null && job.endedAt !== null) notify(outcomeWords(t, tallyOf(job)), show);
      if (job.tooOften > before.tooOften) notify(t('tooOften', { count: job.tooOften }), show);
    }
  }, [jobs, t]);
}

function sharesInSight(): boolean {
  const kind = useView.getState().overlay?.kind;
  return kind === 'share' || kind === 'share-job';
}
