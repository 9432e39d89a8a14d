import type { AppErrorData, NotReachedReason } from '#shared/errors.ts';
import { expect, test } from 'vitest';
import { notReached, wasWritten, type Progress } from './not-reached.ts';

const failing = (code: string): Error => Object.assign(new Error(code), { code });

test.each<[Progress, string, NotReachedReason]>([
  ['connecting', 'ENOTFOUND', 'dns'],
  ['connecting', 'EAI_FAIL', 'dns'],
  ['connecting', 'ECONNREFUSED', 'refused'],
  ['connecting', 'ECONNRESET', 'refused'],
  ['connecting', 'EACCES', 'refused'],
  ['connecting', 'ETIMEDOUT', 'connect-timeout'],
  ['connecting', 'EHOSTUNREACH', 'offline'],
  ['securing', 'ECONNRESET', 'tls'],
  ['securing', 'ETIMEDOUT', 'connect-timeout'],
  ['securing', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['sent', 'ECONNRESET', 'reset'],
  ['sent', 'ETIMEDOUT', 'timeout'],
  ['sent', 'ENETDOWN', 'reset'],
  ['sent', 'EPIPE', 'reset'],
])('while %s, %s is `%s`, and only what was sent may have been written', (progress, code, reason) => {
  const { data } = notReached(failing(code), 'api.example', progress);
  expect(data).toEqual({ code: 'not-reached', host: 'api.example', reason });
  expect(wasWritten(data)).toBe(progress === 'sent');
});

const facts = { route: 'POST /x', status: 401, requestId: null, message: null };
test.each<[AppErrorData, boolean]>([
  [{ code: 'access-denied', ...facts }, true],
  [{ code: 'unreadable-answer', contentType: null, ...facts }, true],
  [{ code: 'session-expired' }, true],
  [{ code: 'cancelled' }, true],
  [{ code: 'internal' }, true],
  [{ code: 'signed-out' }, false],
  [{ code: 'bad-sharing-id' }, false],
])('after %o something may have been written: %j', (error, may) => {
  expect(wasWritten(error)).toBe(may);
});
