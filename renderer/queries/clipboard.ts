import { useMutation } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

/** Puts text on the clipboard. */
export function useCopy() {
  return useMutation({ mutationFn: (text: string) => invoke('clipboard.copy', { text }) });
}
