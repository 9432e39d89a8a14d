import type { AppErrorData } from '#shared/errors.ts';
import { backoffMs } from '../sharing/pause.ts';

const firstLimitMs = 10_000;
const longestLimitMs = 300_000;

/**
 * How long to ask nothing after so many failures in a row. A server that says "too much" counts every call that asks
 * whether it still is, and seldom says for how long (api.md): it is left alone for longer.
 */
export function pauseAfterMs(error: AppErrorData, failures: number, random: number): number {
  if (error.code !== 'rate-limited') return backoffMs(failures, random);
  if (error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1_000;
  const ms = Math.min(longestLimitMs, firstLimitMs * 2 ** Math.min(failures - 1, 30));
  return ms * (0.75 + 0.25 * random);
}
