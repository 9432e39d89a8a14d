import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '#shared/models/preferences.ts';
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

/** Gives a function that shows the page as if these were set, while the user still moves a slider. */
export function usePreviewPreferences(): (changed: Partial<Preferences>) => void {
  const client = useQueryClient();
  return (changed) =>
    client.setQueryData<Preferences>(preferencesKeys.all, (held) => held && { ...held, ...changed });
}
