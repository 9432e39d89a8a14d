import { expect, test } from 'vitest';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import { post } from './post-outcome.ts';
import { facts, html, notReached, status } from './virtual-server.fixture.ts';

const nobody = (thrown: unknown): never => {
  throw thrown;
};

test.each<[AppErrorData, boolean]>([
  [notReached('dns'), false],
  [notReached('refused'), false],
  [notReached('offline'), false],
  [{ code: 'not-reached', host: 'api', reason: 'tls' }, false],
  [{ code: 'not-reached', host: 'api', reason: 'proxy' }, false],
  [{ code: 'not-reached', host: 'api', reason: 'connect-timeout' }, false],
  [{ code: 'not-reached', host: 'api', reason: 'blocked' }, false],
  [{ code: 'signed-out' }, false],
  [{ code: 'bad-sharing-id' }, false],
  [notReached('reset'), true],
  [notReached('timeout'), true],
  [{ code: 'session-expired' }, true],
  [status(401), true],
  [status(500), true],
  [html, true],
  [{ code: 'cut-answer', status: 200, ...facts }, true],
])('after %o it is known whether anything was sent: %s', async (error, wasSent) => {
  const calls = () => ({ list: nobody, add: () => Promise.reject(new AppError(error)) });
  expect(await post(calls, 'sharing', ['a'], nobody)).toEqual({ error, wasSent });
});

test('where nothing may be asked nothing was sent', async () => {
  const calls = () => {
    throw new AppError({ code: 'session-expired' });
  };
  const outcome = await post(calls, 'sharing', ['a'], nobody);
  expect(outcome).toEqual({ error: { code: 'session-expired' }, wasSent: false });
});

test('an error that nobody expected is told, and may have been sent', async () => {
  const told: unknown[] = [];
  const error = new TypeError('of a programmer');
  const calls = () => ({ list: nobody, add: () => Promise.reject(error) });
  const outcome = await post(calls, 'sharing', ['a'], (thrown) => told.push(thrown));
  expect(outcome).toEqual({ error: { code: 'internal' }, wasSent: true });
  expect(told).toEqual([error]);
});
