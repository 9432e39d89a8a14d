import { beforeAll, expect, test } from 'vitest';
import { shareOutcome, type ShareJob } from '#shared/models/sharing.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { endOf, outcomeWords, tallyOf } from './job-words.ts';

const none = Object.fromEntries(shareOutcome.options.map((outcome) => [outcome, 0])) as ShareJob['counts'];
const job = (counts: Partial<ShareJob['counts']>) => ({ counts: { ...none, ...counts } });

beforeAll(() => startI18n('en'));

test.each([
  [{ shared: 3 }, '3 images shared'],
  [{ shared: 1 }, '1 image shared'],
  [{ shared: 2, 'already-shared': 1 }, '3 images shared'],
  [{ shared: 2, failed: 1 }, '2 images shared, 1 failed'],
  [{ failed: 3 }, '0 images shared, 3 failed'],
  [{ shared: 90, cancelled: 2910 }, '90 images shared, 2,910 not sent'],
  [{ shared: 1, 'needs-user': 2 }, '1 image shared, 2 need you'],
  [{ 'needs-user': 1 }, '0 images shared, 1 needs you'],
  [
    { shared: 1200, failed: 1, cancelled: 4, 'needs-user': 2 },
    '1,200 images shared, 1 failed, 4 not sent, 2 need you',
  ],
])('a job of %o ends with "%s"', (counts, words) => {
  expect(outcomeWords(i18n.getFixedT('en', 'sharing'), tallyOf(job(counts)))).toBe(words);
});

test('in French too', () => {
  const tally = tallyOf(job({ shared: 2, failed: 1, cancelled: 4, 'needs-user': 2 }));
  expect(outcomeWords(i18n.getFixedT('fr', 'sharing'), tally)).toBe(
    '2 images partagées, 1 échec, 4 non envoyées, 2 à décider',
  );
});

test('what is on its way is neither done nor forgotten', () => {
  const tally = tallyOf(job({ queued: 5, sending: 2, unknown: 3, shared: 1, failed: 1, cancelled: 1 }));
  expect(tally).toMatchObject({ total: 13, done: 3 });
});

test('every image is counted once, whatever its outcome', () => {
  const one = Object.fromEntries(shareOutcome.options.map((outcome) => [outcome, 1]));
  expect(tallyOf(job(one)).total).toBe(shareOutcome.options.length);
});

test.each([
  [{ shared: 3, 'already-shared': 1 }, 0, 'good'],
  [{ shared: 3, cancelled: 1 }, 0, 'partly'],
  [{ cancelled: 1, failed: 1 }, 0, 'bad'],
  [{ shared: 3, 'needs-user': 1 }, 0, 'bad'],
  [{ shared: 3 }, 1, 'bad'],
] as const)('of %o with %i too often the end is %s', (counts, tooOften, end) => {
  expect(endOf({ tooOften }, tallyOf(job(counts)))).toBe(end);
});
