import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Input } from '#shared/contract.ts';
import type { AccountSummary } from '#shared/models/session.ts';
import { invoke } from '../bridge.ts';
import { rememberOnly } from '../state/forget-account.ts';

export const accountsKeys = { list: ['accounts'] as const };

/** All accounts that are kept side by side, in the order in which they were added. */
export function useAccounts() {
  return useQuery({ queryKey: accountsKeys.list, queryFn: () => invoke('accounts.list', null) });
}

/** Takes in the newest list: of accounts that are not in it nothing is remembered. */
export function putAccounts(client: QueryClient, accounts: AccountSummary[]): void {
  client.setQueryData(accountsKeys.list, accounts);
  rememberOnly(accounts.map(({ id }) => id));
}

/** Sets what an account is called, and its colour. */
export function useDescribeAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (description: Input<'accounts.describe'>) => invoke('accounts.describe', description),
    onSuccess: (accounts) => putAccounts(client, accounts),
  });
}
