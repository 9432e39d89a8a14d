import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

const picturesKeys = { usage: ['pictures', 'usage'] as const };

/** What is kept of pictures on this computer; looked at again every two seconds while it is shown, as pictures come. */
export function usePictureUsage() {
  return useQuery({
    queryKey: picturesKeys.usage,
    queryFn: () => invoke('pictures.usage', null),
    staleTime: 0,
    refetchInterval: 2_000,
  });
}

/** Deletes the kept pictures. */
export function useClearPictures() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => invoke('pictures.clear', null),
    onSuccess: (usage) => client.setQueryData(picturesKeys.usage, usage),
  });
}
