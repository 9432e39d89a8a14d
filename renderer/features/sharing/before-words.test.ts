import { beforeAll, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import type { SharingLook } from '#shared/models/sharing.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { alreadyWords, lookProblem } from './before-words.ts';

beforeAll(() => startI18n('en'));

const read: SharingLook = { version: 1, readAt: 1, isWhole: true, error: null };
const words = (
  count: number | null,
  look: SharingLook | undefined,
  more: { again?: boolean; isLooking?: boolean } = {},
) =>
  alreadyWords(
    i18n.getFixedT('en', 'sharing'),
    { count, look, isLooking: more.isLooking ?? false },
    20,
    more.again ?? false,
  );

test.each([
  [0, 'None of these is there yet.'],
  [1, '1 of these is there already: it is not sent again.'],
  [12, '12 of these are there already: they are not sent again.'],
  [20, 'All of these are there already: nothing is sent.'],
])('where %i of 20 are there it is said "%s"', (count, said) => {
  expect(words(count, read)).toEqual([said]);
});

test('who shares again is told that it is sent once more', () => {
  expect(words(20, read, { again: true })).toEqual([
    '20 of these are there already: they are sent once more.',
  ]);
});

test('a list that may not be whole is not passed off as the whole', () => {
  expect(words(12, { ...read, isWhole: false })[1]).toContain('may not be whole');
});

test('what was never read is not said to be absent', () => {
  expect(words(null, undefined, { isLooking: true })).toEqual(['Looking up what is there already…']);
  expect(words(0, { ...read, readAt: null })).toEqual([]);
  expect(words(null, undefined)).toEqual([]);
});

test('what was read before stays said while it is read again', () => {
  expect(words(12, read, { isLooking: true })[0]).toContain('12 of these');
});

const call = { route: 'GET /sharings/:id/sharing_images', status: 401, requestId: null, message: null };
test.each<[AppErrorData, string]>([
  [
    { code: 'not-reached', host: 'far.example', reason: 'offline' },
    'The server cannot be reached: what is there already is looked up before anything is sent.',
  ],
  [{ code: 'session-expired' }, 'The session has expired'],
  [{ code: 'access-denied', ...call }, 'may not read that sharing'],
  [{ code: 'not-found', ...call, status: 404 }, 'does not know that sharing'],
  [{ code: 'server-failed', ...call, status: 503 }, '(status 503)'],
])('why nothing newer is known is said: %o', (error, said) => {
  const t = i18n.getFixedT('en', 'sharing');
  expect(lookProblem(t, i18n.getFixedT('en', 'errors'), 'en', error)).toContain(said);
});
