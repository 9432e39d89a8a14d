import {
  notifyManager,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import type { Input } from '#shared/contract.ts';
import type { SessionState } from '#shared/models/session.ts';
import { invoke } from '../bridge.ts';
import { leaveAccount, rememberOnly } from '../state/forget-account.ts';
import { accountsKeys } from './accounts.ts';
import { isAlbumState } from './album.ts';
import { preferencesKeys } from './preferences.ts';

export const sessionKeys = {
  state: ['session'] as const,
  signOutError: ['session', 'sign-out-error'] as const,
};

/** Who is signed in. */
export function useSession() {
  return useQuery({ queryKey: sessionKeys.state, queryFn: () => invoke('session.get', null) });
}

/**
 * Signs in with what `read` gives at that moment, as an account beside those that are there.
 *
 * The token is read from its field when it is sent: as a mutation's variable it would stay in react-query's cache.
 * @param signedIn told when the server took it, also where the field is gone by then.
 */
export function useSignIn(read: () => Input<'session.signIn'>, signedIn?: () => void) {
  return useSessionChange(() => invoke('session.signIn', read()), taken(signedIn));
}

/**
 * Gives the account the new token that `readToken` takes from its field; nothing that is open is lost.
 * @param renewed told when the server took it, also where the field is gone by then.
 */
export function useRenew(readToken: () => string, renewed: () => void) {
  return useSessionChange(() => invoke('session.renew', { token: readToken() }), taken(renewed));
}

/** Opens the demo's account. @param opened as `signedIn` above */
export function useTryDemo(opened?: () => void) {
  return useSessionChange(() => invoke('session.tryDemo', null), taken(opened));
}

/** Opens another account; of the one that is open it makes sure that it stays so: a sign-in under way is given up. */
export function useOpenAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (accountId: string) => invoke('accounts.open', { accountId }),
    onSuccess: (state) => applySession(client, state),
  });
}

/** Signs out of the open account. Where that could not remove everything, the account is gone all the same: `useSignOutError` tells it. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => invoke('session.signOut', null),
    onSuccess: (state) => applySession(client, state),
    onError: (error) => client.setQueryData(sessionKeys.signOutError, error),
  });
}

/** Why the last sign-out could not remove what was kept; null where it could, and when someone has signed in. */
export function useSignOutError(): { error: Error | null; dismiss: () => void } {
  const client = useQueryClient();
  const { data } = useQuery<Error | null>({
    queryKey: sessionKeys.signOutError,
    // `useSignOut` alone fills it.
    queryFn: skipToken,
  });
  return { error: data ?? null, dismiss: () => client.setQueryData(sessionKeys.signOutError, null) };
}

type Apply = (client: QueryClient, state: SessionState) => void;

/** Tells, then takes the state: that may be another account's, which ends what told of it. */
const taken =
  (tell?: () => void): Apply =>
  (client, state) => {
    tell?.();
    applyRenewal(client, state);
  };

function useSessionChange(change: () => Promise<SessionState>, apply: Apply) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: (state) => apply(client, state) });
}

/**
 * Takes a new session state. Another account starts from nothing: what the page knew of the former one the main process
 * still knows, if it is kept. One that had expired asks again for what failed.
 */
export function applySession(client: QueryClient, state: SessionState): void {
  const before = client.getQueryData<SessionState>(sessionKeys.state);
  const isOther = before !== undefined && accountOf(before) !== accountOf(state);
  if (isOther) changeAccount(client, state);
  else client.setQueryData(sessionKeys.state, state);
  if (before === undefined) return;
  if (!isOther && before.status === 'expired' && state.status === 'signed-in') askAgain(client);
  // Where another account is open after a sign-out, that may be heard of after its error.
  if (before.status === 'signed-out' && state.status !== 'signed-out')
    client.removeQueries({ queryKey: sessionKeys.signOutError });
}

/**
 * The page hears of the account and of the empty screen in one: else it would open the one's last album for a moment as
 * the other's.
 */
function changeAccount(client: QueryClient, state: SessionState): void {
  const kept: string[] = [sessionKeys.state[0], preferencesKeys.all[0], accountsKeys.list[0]];
  notifyManager.batch(() => {
    client.setQueryData(sessionKeys.state, state);
    client.removeQueries({ predicate: (query) => !kept.includes(String(query.queryKey[0])) });
    // What was under way among them.
    client.getMutationCache().clear();
    notifyManager.schedule(() => {
      leaveAccount();
      if (state.status === 'signed-out') rememberOnly([]);
    });
  });
}

/** Takes the state after a renewal: the new token may allow what the former one did not, even if that was still valid. */
export function applyRenewal(client: QueryClient, state: SessionState): void {
  applySession(client, state);
  askAgain(client);
}

/** Asks for what failed, and for the album that is shown: it may be shown as it was kept. */
function askAgain(client: QueryClient): void {
  void client.refetchQueries(
    {
      predicate: (query) =>
        query.state.status === 'error' || (query.isActive() && isAlbumState(query.queryKey)),
    },
    // The event of a renewal and its answer both come here: what is under way by then is not asked twice.
    { cancelRefetch: false },
  );
}

function accountOf(state: SessionState): string | null {
  return state.status === 'signed-out' ? null : state.account.id;
}
