import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

export const preferencesKeys = { all: ['preferences'] as const };

/** What the user set: language, theme, tile size. */
export function usePreferences() {
  return useQuery({ queryKey: preferencesKeys.all, queryFn: () => invoke('preferences.get', null) });
}

/** Sets one or more preferences; the others stay. */
export function useSetPreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changed: Parameters<typeof invoke<'preferences.set'>>[1]) =>
      invoke('preferences.set', changed),
    onSuccess: (all) => client.setQueryData(preferencesKeys.all, all),
  });
}
