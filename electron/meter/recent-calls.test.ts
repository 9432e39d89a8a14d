import { expect, test } from 'vitest';
import type { ApiCall } from '../api/client.ts';
import { createRecentCalls } from './recent-calls.ts';

const call = (accountId: string, at: number): ApiCall => ({
  ...{ accountId, method: 'GET', route: '/user', at, status: 200, ms: 3, requestId: null, error: null },
});

test('the last 200 calls are held, and an account is told of its own alone', () => {
  const calls = createRecentCalls();
  for (let at = 0; at < 300; at += 1) calls.add(call(at % 2 === 0 ? 'account1' : 'account2', at));
  const own = calls.of('account1').map(({ at }) => at);
  expect(own).toHaveLength(100);
  expect([own[0], own.at(-1)]).toEqual([100, 298]);
  expect(calls.of('account3')).toEqual([]);
});
