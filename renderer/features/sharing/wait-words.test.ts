import { beforeAll, expect, test } from 'vitest';
import { shareOutcome, type ShareJob, type ShareWait } from '#shared/models/sharing.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { formatTime } from '../../i18n/time.ts';
import { briefWaitWords, nextWords, waitWords } from './wait-words.ts';

const none = Object.fromEntries(shareOutcome.options.map((outcome) => [outcome, 0])) as ShareJob['counts'];
const going = (counts: Partial<ShareJob['counts']>, waiting: ShareWait | null = null) => ({
  counts: { ...none, ...counts },
  waiting,
});
const until = new Date(2026, 3, 8, 14, 3, 20).getTime();
const wait = (why: ShareWait['why'], at: number | null = until): ShareWait => ({
  why,
  until: at,
  certainAt: why === 'fence' ? at : null,
  error: null,
});

beforeAll(() => startI18n('en'));
const en = () => i18n.getFixedT('en', 'sharing');
const fr = () => i18n.getFixedT('fr', 'sharing');

test.each([
  [{ sending: 90, queued: 2910 }, 'Sending 90 images, and waiting for the server’s answer.'],
  [{ unknown: 90, queued: 10 }, 'Looking up what became of 90 images.'],
  [{ queued: 10 }, 'What is there already is looked up first, then the rest is sent.'],
])('of %o it is said "%s"', (counts, words) => {
  expect(nextWords(en(), 'en', going(counts))).toBe(words);
});

test.each([
  [{ queued: 9 }, wait('server'), 'Waiting for the server.', 'The next try is at 2:03:20 PM.'],
  [{ unknown: 9 }, wait('server'), 'Waiting for the server.', 'The next try is at 2:03:20 PM.'],
  [{ queued: 9 }, wait('server', null), 'Waiting for the server.', null],
  [
    { unknown: 9 },
    wait('fence'),
    'the server gave no certain answer',
    'What is still missing at 2:03:20 PM is sent again; what turns up before then is not.',
  ],
  [{ unknown: 9 }, wait('fence', null), 'the server gave no certain answer', null],
  [{ queued: 9 }, wait('fence'), 'What was sent to this sharing before', 'This one goes on at 2:03:20 PM.'],
  [{ queued: 9 }, wait('session', null), 'Session expired', null],
])('of %o that waits for %o it is said "%s" and "%s"', (counts, waiting, words, next) => {
  expect(waitWords(en(), going(counts, waiting))).toContain(words);
  expect(nextWords(en(), 'en', going(counts, waiting))?.replaceAll('\u202f', ' ') ?? null).toBe(next);
});

test('what is announced of a lost answer stays the same while it is looked up now and then', () => {
  const words = waitWords(en(), going({ unknown: 90 }, wait('fence')));
  expect(waitWords(en(), going({ unknown: 90 }))).toBe(words);
  expect(waitWords(en(), going({ unknown: 90 }, wait('fence', until + 5_000)))).toBe(words);
  expect(briefWaitWords(en(), 'en', going({ unknown: 90 }))).toBe('Making sure of what was sent');
});

test('a job that sends waits for nothing', () => {
  expect(waitWords(en(), going({ sending: 90 }))).toBeNull();
  expect(briefWaitWords(en(), 'en', going({ sending: 90 }))).toBeNull();
});

test('who waits for another share is not told that an answer to this one is not certain', () => {
  expect(waitWords(en(), going({ queued: 9 }, wait('fence')))).not.toContain('answer');
  expect(briefWaitWords(en(), 'en', going({ queued: 9 }, wait('fence')))).not.toContain('sure');
});

test('a few words say as much, in both languages', () => {
  expect(briefWaitWords(en(), 'en', going({ queued: 9 }, wait('session')))).toBe('Waiting for a new token');
  expect(briefWaitWords(en(), 'en', going({ queued: 9 }, wait('server', null)))).toBe(
    'Waiting for the server',
  );
  expect(briefWaitWords(fr(), 'fr', going({ queued: 9 }, wait('server')))).toContain(formatTime(until, 'fr'));
});
