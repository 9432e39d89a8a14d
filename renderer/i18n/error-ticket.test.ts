import { beforeAll, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { nothingAround } from './error-around.ts';
import { errorTicket, isForTicket } from './error-ticket.ts';
import { startI18n } from './index.ts';

// Whatever the interface's language is, a ticket is read by others.
beforeAll(() => startI18n('fr'));

const call = {
  route: 'GET /albums/:album_id/sharings',
  status: 401,
  requestId: 'req-1',
  message: 'Access denied\nStatus: 200',
  at: Date.UTC(2026, 3, 8, 12),
};

test('a ticket is in English, a fact a line under its fixed name', () => {
  const account = { abilities: [], admin: false, download: false, server: 'https://api.example' };
  const lines = errorTicket({ code: 'access-denied', ...call }, { ...nothingAround, account }).split('\n');
  expect(lines[0]).toMatch(/^Not allowed: this token may not list the sharings of this album/);
  expect(lines.slice(1)).toEqual([
    'Error: access-denied',
    'Route: GET /albums/:album_id/sharings',
    'Status: 401',
    'X-message: Access denied Status: 200',
    'X-Request-Id: req-1',
    'Host: api.example',
    'Time: 2026-04-08T12:00:00.000Z',
  ]);
});

test.each([
  [{ code: 'not-reached', host: 'far.example', reason: 'tls', call }, ['Reason: tls', 'Host: far.example']],
  [{ code: 'redirected', ...call, toHost: 'login.example' }, ['Redirected to: login.example']],
  [{ code: 'rate-limited', ...call, retryAfterSeconds: 90 }, ['Retry-After: 90']],
  [{ code: 'too-large', ...call, limitBytes: 8_388_608 }, ['Limit in bytes: 8388608']],
  [{ code: 'unreadable-answer', ...call, contentType: 'text/html' }, ['Content-Type: text/html']],
  [{ code: 'session-expired', call }, ['Status: 401', 'X-Request-Id: req-1']],
  [{ code: 'storage-failed', detail: 'full' }, ['Reason: full']],
] satisfies [AppErrorData, string[]][])('%o says what is its own', (error, facts) => {
  expect(errorTicket(error, nothingAround).split('\n')).toEqual(expect.arrayContaining(facts));
  expect(isForTicket(error)).toBe(true);
});

test('what somebody typed is nothing for a ticket', () => {
  expect(isForTicket({ code: 'not-a-token' })).toBe(false);
  expect(isForTicket({ code: 'session-expired' })).toBe(false);
});
