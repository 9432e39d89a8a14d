import { useMutation } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

/**
 * Reads the pasted token, or the open account's own. Nobody is asked.
 * @param take takes the pasted one out of its field when it is read: as a mutation's variable it would stay in
 *   react-query's cache
 */
export function useInspectToken(take: () => string) {
  return useMutation({
    mutationFn: (which: 'pasted' | 'own') =>
      invoke('session.inspectToken', { token: which === 'own' ? null : take() }),
    gcTime: 0,
  });
}
