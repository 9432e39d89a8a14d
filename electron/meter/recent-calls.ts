import type { ApiCall } from '../api/client.ts';

const mostCalls = 200;

/** The last calls to the API, in memory, for whoever has to tell what happened; the log has them over restarts. */
export interface RecentCalls {
  add(call: ApiCall): void;
  /** Those of an account, oldest first; at most 200 are held of all accounts together. */
  of(accountId: string): readonly ApiCall[];
}

export function createRecentCalls(): RecentCalls {
  const calls: ApiCall[] = [];
  return {
    add: (call) => {
      calls.push(call);
      if (calls.length > mostCalls) calls.shift();
    },
    of: (accountId) => calls.filter((call) => call.accountId === accountId),
  };
}
