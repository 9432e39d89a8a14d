import { callOf, type AppErrorData } from '#shared/errors.ts';
import type { ErrorAround } from './error-around.ts';
import { errorSentence } from './error-sentence.ts';
import { i18n } from './index.ts';

/** These say what somebody typed or did: there is nothing in them for a ticket. */
const ofOwnCause = ['internal', 'storage-failed', 'not-sharinpix', 'not-reached'];

/** Whether support could do something with the details of an error. */
export const isForTicket = (error: AppErrorData): boolean =>
  callOf(error) !== null || ofOwnCause.includes(error.code);

/**
 * An error as text for a ticket: a sentence in English, and the facts under fixed names, whatever the interface's
 * language is. Errors hold no token, no sharing's id and no address past its host, and so does this.
 */
export function errorTicket(error: AppErrorData, around: ErrorAround): string {
  const call = callOf(error);
  const facts: [name: string, value: string | number | null | undefined][] = [
    ['Error', error.code],
    ['Reason', 'reason' in error ? error.reason : 'detail' in error ? error.detail : null],
    ['Route', call?.route],
    ['Status', call?.status],
    ['X-message', call?.message],
    ['X-Request-Id', call?.requestId],
    ['Content-Type', 'contentType' in error ? error.contentType : null],
    ['Retry-After', 'retryAfterSeconds' in error ? error.retryAfterSeconds : null],
    ['Limit in bytes', 'limitBytes' in error ? error.limitBytes : null],
    ['Redirected to', 'toHost' in error ? error.toHost : null],
    ['Host', 'host' in error ? error.host : hostOf(around)],
    ['Time', call?.at === undefined ? null : new Date(call.at).toISOString()],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`${name}: ${String(value).replace(/\s+/g, ' ')}`],
  );
  return [errorSentence(i18n.getFixedT('en', 'errors'), 'en', error, around), ...lines].join('\n');
}

const hostOf = ({ account }: ErrorAround): string | null =>
  account === null ? null : (URL.parse(account.server)?.host ?? null);
