import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Input } from '#shared/contract.ts';
import type { SessionState } from '#shared/models/session.ts';
import { invoke } from '../bridge.ts';
import { forgetSelections } from '../state/selection.ts';
import { useView } from '../state/view.ts';
import { isAlbumState } from './album.ts';
import { preferencesKeys } from './preferences.ts';

export const sessionKeys = { state: ['session'] as const };

/** Who is signed in. */
export function useSession() {
  return useQuery({ queryKey: sessionKeys.state, queryFn: () => invoke('session.get', null) });
}

/**
 * Signs in with what `read` gives at that moment.
 *
 * The token is read from its field when it is sent: as a mutation's variable it would stay in react-query's cache.
 */
export function useSignIn(read: () => Input<'session.signIn'>) {
  return useSessionChange(() => invoke('session.signIn', read()));
}

/**
 * Gives the account the new token that `readToken` takes from its field; nothing that is open is lost.
 * @param renewed told when the server took it, also where the field is gone by then.
 */
export function useRenew(readToken: () => string, renewed: () => void) {
  return useSessionChange(() => invoke('session.renew', { token: readToken() }), renewed);
}

export function useTryDemo() {
  return useSessionChange(() => invoke('session.tryDemo', null));
}

export function useSignOut() {
  return useSessionChange(() => invoke('session.signOut', null));
}

function useSessionChange(change: () => Promise<SessionState>, changed?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (state) => {
      changed?.();
      applySession(client, state);
    },
  });
}

/** Takes a new session state: another account starts from nothing, the same one with a new token asks again for what failed. */
export function applySession(client: QueryClient, state: SessionState): void {
  const before = client.getQueryData<SessionState>(sessionKeys.state);
  client.setQueryData(sessionKeys.state, state);
  if (before === undefined) return;
  if (accountOf(before) !== accountOf(state)) {
    const kept: string[] = [sessionKeys.state[0], preferencesKeys.all[0]];
    client.removeQueries({ predicate: (query) => !kept.includes(String(query.queryKey[0])) });
    useView.setState(useView.getInitialState());
    forgetSelections();
  } else if (before.status === 'expired' && state.status === 'signed-in') {
    // What failed meanwhile, and the album that is shown: without a token it was shown as it was kept.
    void client.refetchQueries({
      predicate: (query) =>
        query.state.status === 'error' || (query.isActive() && isAlbumState(query.queryKey)),
    });
  }
}

function accountOf(state: SessionState): string | null {
  return state.status === 'signed-out' ? null : state.account.id;
}
