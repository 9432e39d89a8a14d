import { beforeAll, expect, test } from 'vitest';
import type { ShareJob } from '#shared/models/sharing.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { outcomeWords, tallyOf } from './job-words.ts';

const none = { queued: 0, sending: 0, shared: 0, 'already-shared': 0, failed: 0, unknown: 0 };
const job = (counts: Partial<ShareJob['counts']>) => ({ counts: { ...none, ...counts } });

beforeAll(() => startI18n('en'));

test.each([
  [{ shared: 3 }, '3 images shared'],
  [{ shared: 1 }, '1 image shared'],
  [{ shared: 2, 'already-shared': 1 }, '3 images shared'],
  [{ shared: 2, failed: 1 }, '2 images shared, 1 failed'],
  [{ failed: 3 }, '0 images shared, 3 failed'],
  [{ shared: 1200, failed: 1, unknown: 2 }, '1,200 images shared, 1 failed, 2 not confirmed'],
  [{ 'already-shared': 2, unknown: 1 }, '2 images shared, 1 not confirmed'],
])('a job of %o ends with "%s"', (counts, words) => {
  expect(outcomeWords(i18n.getFixedT('en', 'sharing'), tallyOf(job(counts)))).toBe(words);
});

test('what is on its way is neither done nor forgotten', () => {
  expect(tallyOf(job({ queued: 5, sending: 2, shared: 1, failed: 1 }))).toMatchObject({ total: 9, done: 2 });
});
