import { expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { mostRefusals, verdictOf, type Absent, type Look, type Verdict } from './verdict.ts';

const facts = { route: 'POST /x', status: 422, requestId: null, message: null };
const refused: AppErrorData = { code: 'refused', ...facts };
const expired: AppErrorData = { code: 'session-expired' };
const denied: AppErrorData = { code: 'access-denied', ...facts };
const absent = (attempt: Partial<Absent['attempt']>, absentSince: number | null = null): Absent => ({
  attempt: { since: 1_000, isRefused: false, error: { code: 'not-confirmed' }, size: 90, ...attempt },
  sends: 1,
  absentSince,
});
const whole = (askedAt: number): Look => ({ askedAt, isWhole: true, lags: false, isStrange: false });
const partial = (askedAt: number): Look => ({ askedAt, isWhole: false, lags: false, isStrange: false });

test.each<[string, Absent, Look, number, Verdict]>([
  ['inside the fence the server may be working on it', absent({}), whole(1_799), 0, 'wait'],
  ['at the fence it is absent for the first time', absent({}), whole(1_800), 0, 'once'],
  ['a second list too soon says nothing', absent({}, 1_800), whole(1_899), 0, 'wait'],
  ['a second list a pause later proves it', absent({}, 1_800), whole(1_900), 0, 'queue'],
  ['a list that may not be whole proves nothing', absent({}), partial(1_800), 0, 'ask-user'],
  ['… and inside the fence the user is not asked yet', absent({}), partial(1_500), 0, 'wait'],
  [
    'a list that lacks what is known to be there may catch up',
    absent({}),
    { ...whole(1_800), lags: true },
    0,
    'wait',
  ],
  ['… a fence long', absent({}), { ...whole(2_600), lags: true }, 0, 'ask-user'],
  [
    'where as many others have come, they may be these by another name',
    absent({}, 1_800),
    { ...whole(1_900), isStrange: true },
    0,
    'ask-user',
  ],
  [
    'what was sent again and again, and is not there, is not sent for ever',
    { ...absent({}, 1_800), sends: 8 },
    whole(1_900),
    0,
    'ask-user',
  ],
  [
    'what got lost on the line is tried often',
    { ...absent({ error: { code: 'not-reached', host: 'x', reason: 'reset' } }, 1_800), sends: 5 },
    whole(1_900),
    0,
    'queue',
  ],
  [
    'what is not sent again by itself may fail at once',
    absent({ isRefused: true, error: denied, size: 1 }),
    whole(1_001),
    0,
    'fail',
  ],
  [
    'what was refused for an expired token may yet be carried out',
    absent({ isRefused: true, error: expired }),
    whole(1_799),
    0,
    'wait',
  ],
  ['… until two lists lack it', absent({ isRefused: true, error: expired }, 1_800), whole(1_900), 0, 'queue'],
  ['so may a refused part', absent({ isRefused: true, error: refused }), whole(1_799), 0, 'wait'],
  [
    '… which is looked at behind the fence',
    absent({ isRefused: true, error: refused }),
    whole(1_800),
    0,
    'once',
  ],
  [
    '… and again, and then its images are sent one by one',
    absent({ isRefused: true, error: refused }, 1_800),
    whole(1_900),
    0,
    'queue-alone',
  ],
  [
    'one image alone has failed',
    absent({ isRefused: true, error: refused, size: 1 }),
    whole(1_001),
    3,
    'fail',
  ],
  [
    'a missing right is no image’s fault',
    absent({ isRefused: true, error: denied }),
    whole(1_001),
    0,
    'fail',
  ],
  [
    'a server that refuses everything is not asked for ever',
    absent({ isRefused: true, error: refused }),
    whole(1_001),
    mostRefusals,
    'fail',
  ],
  [
    'nothing is sent again by a list that may not be whole',
    absent({ isRefused: true, error: refused }),
    partial(1_001),
    0,
    'fail',
  ],
])('%s', (_, image, look, refusals, verdict) => {
  expect(verdictOf(image, look, { fenceMs: 800 }, refusals)).toBe(verdict);
});
