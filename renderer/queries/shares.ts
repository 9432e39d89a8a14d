import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Input } from '#shared/contract.ts';
import type { ShareJob, ShareJobs, ShareRequest } from '#shared/models/sharing.ts';
import { invoke, listen } from '../bridge.ts';

export const sharesKeys = {
  jobs: ['shares', 'jobs'] as const,
  items: (jobId: string) => ['shares', 'items', jobId] as const,
};

/** The account's share jobs, the newest first, kept up to date by `share.changed`; and what befell their journal. */
export function useJobs() {
  return useQuery({ queryKey: sharesKeys.jobs, queryFn: askForJobs });
}

async function askForJobs(): Promise<ShareJobs> {
  // What is told while the list is on its way is the later word.
  const told: ShareJob[] = [];
  const stop = listen('share.changed', (job) => told.push(job));
  try {
    const list = await invoke('shares.list', null);
    return told.reduce(withJob, list);
  } finally {
    stop();
  }
}

/** Puts a job's newest state in its place. Before the list was asked for there is none: it will hold the job. */
export function putJob(client: QueryClient, job: ShareJob): void {
  client.setQueryData<ShareJobs>(sharesKeys.jobs, (held) => held && withJob(held, job));
}

/** A new job comes first; all others stay the same objects, so that a list of hundreds need not be drawn again. */
function withJob(list: ShareJobs, job: ShareJob): ShareJobs {
  const isKnown = list.jobs.some((each) => each.id === job.id);
  return {
    ...list,
    jobs: isKnown ? list.jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...list.jobs],
  };
}

export function useCreateShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ShareRequest) => invoke('shares.create', request),
    onSuccess: async (job) => {
      const held = client.getQueryData<ShareJobs>(sharesKeys.jobs);
      if (held === undefined) await client.invalidateQueries({ queryKey: sharesKeys.jobs });
      // An event may have told more of the job by now.
      else if (!held.jobs.some((each) => each.id === job.id)) putJob(client, job);
    },
  });
}

/** Sends again what failed or was cancelled of a job. */
export const useRetryShare = () => useJobChange((jobId: string) => invoke('shares.retry', { jobId }));

/** Gives up what of a job is not sent yet. */
export const useCancelShare = () => useJobChange((jobId: string) => invoke('shares.cancel', { jobId }));

/** Settles what needs the user. */
export const useDecideShare = () =>
  useJobChange((decision: Input<'shares.decide'>) => invoke('shares.decide', decision));

function useJobChange<Variables>(change: (variables: Variables) => Promise<ShareJob>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not its answer: events may have told more of the job by now.
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKeys.jobs }),
  });
}

/** The user has read what befell the journal. */
export function useDismissMishap() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => invoke('shares.dismissMishap', null),
    onSuccess: () =>
      client.setQueryData<ShareJobs>(sharesKeys.jobs, (held) => held && { ...held, mishap: null }),
  });
}

/** What waits for the server is tried now. */
export function useTryNow() {
  return useMutation({ mutationFn: () => invoke('shares.tryNow', null) });
}

/** Tries what waits whenever the computer says that it is online; that proves nothing, but it is worth a try (faults.md 5). */
export function tryNowWhenOnline(): void {
  addEventListener('online', () => {
    // Whatever hinders it hinders no job: each has its own next try.
    invoke('shares.tryNow', null).catch(() => undefined);
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
