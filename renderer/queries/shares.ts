import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ShareJob, ShareRequest } from '#shared/models/sharing.ts';
import { invoke } from '../bridge.ts';

export const sharesKeys = {
  jobs: ['shares', 'jobs'] as const,
  /** A retried job ends again, with other items. */
  items: (jobId: string, endedAt: number | null) => ['shares', 'items', jobId, endedAt] as const,
};

/** The account's share jobs, kept up to date by `share.changed`. */
export function useJobs() {
  return useQuery({ queryKey: sharesKeys.jobs, queryFn: () => invoke('shares.list', null) });
}

/** A job's images with what became of them; asked for when the job has ended. */
export function useJobItems(job: ShareJob) {
  return useQuery({
    queryKey: sharesKeys.items(job.id, job.endedAt),
    queryFn: () => invoke('shares.items', { jobId: job.id }),
    enabled: job.endedAt !== null,
  });
}

export function useCreateShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ShareRequest) => invoke('shares.create', request),
    // An event may have told more of the job by now.
    onSuccess: (job) => (hasJob(client, job.id) ? undefined : putJob(client, job)),
  });
}

/** Sends again what failed of a job. */
export function useRetryShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) => invoke('shares.retry', { jobId }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKeys.jobs }),
  });
}

/** Opens an image's link in the browser. The page never navigates to it itself. */
export function useOpenLink() {
  return useMutation({
    mutationFn: (of: { jobId: string; imageId: string }) => invoke('shares.openLink', of),
  });
}

/** Copies the link of one image, or of all with `imageId: null`. */
export function useCopyLinks() {
  return useMutation({
    mutationFn: (of: { jobId: string; imageId: string | null }) => invoke('shares.copyLinks', of),
  });
}

/** Puts a job's newest state in its place, a new job first. */
export function putJob(client: QueryClient, job: ShareJob): void {
  const jobs = client.getQueryData<ShareJob[]>(sharesKeys.jobs);
  if (jobs === undefined) {
    void client.invalidateQueries({ queryKey: sharesKeys.jobs });
  } else {
    const known = jobs.some((each) => each.id === job.id);
    client.setQueryData(
      sharesKeys.jobs,
      known ? jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...jobs],
    );
  }
}

function hasJob(client: QueryClient, jobId: string): boolean {
  return client.getQueryData<ShareJob[]>(sharesKeys.jobs)?.some((job) => job.id === jobId) ?? false;
}
