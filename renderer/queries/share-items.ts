import type { ShareJob } from '#shared/models/sharing.ts';
import { invoke } from '../bridge.ts';
import { useRowsInSight } from './pages-in-sight.ts';
import { sharesKeys } from './shares.ts';

/**
 * What became of a job's images, those in sight, kept fresh as the job goes on.
 * @param total of the job's images
 * @param sight the first and the last row that are wanted
 */
export function useItemsInSight(job: ShareJob, total: number, sight: readonly [first: number, last: number]) {
  const { id: jobId, counts, tooOften, links, endedAt } = job;
  return useRowsInSight(
    {
      queryKey: sharesKeys.items(jobId),
      total,
      ask: async (page) => (await invoke('shares.items', { jobId, ...page })).items,
      state: [counts, tooOften, links],
      ended: endedAt !== null,
    },
    sight,
  );
}
