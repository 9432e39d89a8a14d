import { useQuery } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

const sharingsKeys = {
  list: (accountId: string, albumId: string) => ['sharings', accountId, albumId] as const,
};

/** Where an album's images can be shared to. @param isWanted whether to ask for them: it costs a call. */
export function useSharings(accountId: string, albumId: string, isWanted = true) {
  return useQuery({
    queryKey: sharingsKeys.list(accountId, albumId),
    queryFn: () => invoke('sharings.list', { albumId }),
    enabled: isWanted,
    // Sharings are made elsewhere, where no event tells of it; each look counts as a call.
    staleTime: 60_000,
  });
}
