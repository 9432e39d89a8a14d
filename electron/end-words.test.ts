import { expect, test } from 'vitest';
import { shareOutcome, type ShareJob } from '#shared/models/sharing.ts';
import { jobNotice } from './end-words.ts';

const job = (counts: Partial<ShareJob['counts']>, labels: ShareJob['labels'] = {}): ShareJob => ({
  ...{ id: '', albumId: '', again: false, startedAt: 0, endedAt: 1, tooOften: 0, links: 0, waiting: null },
  counts: {
    ...(Object.fromEntries(shareOutcome.options.map((each) => [each, 0])) as ShareJob['counts']),
    ...counts,
  },
  labels,
});

test.each([
  [{ shared: 3 }, 'en', '3 shared'],
  [{ shared: 1_200, 'already-shared': 34, failed: 2 }, 'en', '1,234 shared, 2 failed'],
  [{ cancelled: 5, 'needs-user': 1 }, 'en', '0 shared, 5 not sent, 1 to be decided by you'],
  [{ shared: 2, failed: 1 }, 'fr', '2 partagées, 1 en échec'],
] as const)('%o in %s: %s', (counts, language, body) => {
  expect(jobNotice(job(counts), language).body).toBe(body);
});

test('it names the sharing in the user’s language, where it has a name', () => {
  expect(jobNotice(job({}, { en: 'Homepage', fr: 'Accueil' }), 'fr').title).toBe(
    'Partage vers « Accueil » terminé',
  );
  expect(jobNotice(job({}), 'en').title).toBe('Share finished');
});
