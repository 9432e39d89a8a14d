import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { HttpRequest, Transport } from '../transport/transport.ts';
import { serverDate } from './server-date.ts';

function answering(status: number, headers: Record<string, string>) {
  const sent: HttpRequest[] = [];
  let isGivenUp = false;
  const transport: Transport = (request) => {
    sent.push(request);
    return Promise.resolve({
      status,
      headers: new Map(Object.entries(headers)),
      body: {
        [Symbol.asyncIterator]: () => ({
          next: () => Promise.reject(new Error('nobody reads it')),
          return: () => {
            isGivenUp = true;
            return Promise.resolve({ done: true as const, value: undefined });
          },
        }),
      },
    });
  };
  return { transport, sent, isGivenUp: () => isGivenUp };
}

test('row 31: a server is asked the time by one call without credentials, and its refusal tells', async () => {
  const date = 'Fri, 02 Jan 2026 12:00:00 GMT';
  const { transport, sent, isGivenUp } = answering(401, { date });
  expect(await serverDate(transport, 'https://api.example')).toBe(date);
  expect(sent.map(({ method, url, headers, body }) => [method, url.href, headers, body])).toEqual([
    ['GET', 'https://api.example/api/v1/user', { accept: 'application/json' }, null],
  ]);
  expect(isGivenUp()).toBe(true);
});

test('an answer without a date tells nothing, and that nobody answered is thrown', async () => {
  expect(await serverDate(answering(401, {}).transport, 'https://api.example')).toBeUndefined();
  const offline = new AppError({ code: 'not-reached', host: 'api.example', reason: 'dns' });
  await expect(serverDate(() => Promise.reject(offline), 'https://api.example')).rejects.toBe(offline);
});
