import { expect, test } from 'vitest';
import { errorWords } from './error-words.ts';

const call = {
  route: 'GET /image_syncs',
  status: 413,
  requestId: 'req-1',
  message: 'Too big',
  at: Date.UTC(2026, 3, 8, 12),
};

test('a request that was too large says what to do, and what a ticket needs', () => {
  expect(errorWords({ code: 'refused', ...call })).toBe(
    'The request was too large for the server: ask for fewer ids at a time. [GET /image_syncs, HTTP 413, X-message: Too big, X-Request-Id: req-1, 2026-04-08T12:00:00.000Z]',
  );
  expect(errorWords({ code: 'refused', ...call, status: 422 })).toMatch(/^The server refused the request\./);
});

test('what has its call beside it says it as well', () => {
  for (const error of [
    { code: 'session-expired', call } as const,
    { code: 'nothing-listed', call } as const,
    { code: 'not-reached', host: 'h', reason: 'reset', call } as const,
  ])
    expect(errorWords(error)).toContain('X-Request-Id: req-1');
});

test('a server that was not reached says why, and what may help', () => {
  const words = (reason: 'tls' | 'proxy' | 'dns') => errorWords({ code: 'not-reached', host: 'h', reason });
  expect(words('tls')).toMatch(/certificate is not trusted/);
  expect(words('proxy')).toMatch(/HTTPS_PROXY/);
  expect(words('dns')).toMatch(/check --server/);
});

test('a limit says how long the server asks to wait', () => {
  const error = { code: 'rate-limited', ...call, status: 429, retryAfterSeconds: 90 } as const;
  expect(errorWords(error)).toContain('Retry-After: 90 s');
});

test('a server’s words cannot steer the terminal', () => {
  expect(errorWords({ code: 'refused', ...call, message: '\u001b[2J' })).not.toContain('\u001b');
});
