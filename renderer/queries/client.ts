import { QueryClient } from '@tanstack/react-query';

/**
 * What the page knows of the main process. Nothing is asked again by itself: the main process tells what has changed,
 * and every call to the API counts against the organisation's daily limit (api.md).
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      // A failure is an answer of the main process, which retries what may be retried itself.
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // IPC works without a network; being told "online" proves nothing (faults.md 5).
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
