import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mark, shareOutcome, type ShareJob } from '#shared/models/sharing.ts';
import { countMarked, progressOf } from './marks.ts';

test('each position is counted once, by its mark; one without is not shared', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 3 }), fc.uniqueArray(fc.nat(60)), (marks, positions) => {
      const of = (wanted: number) =>
        positions.filter((position) => (marks[position] ?? mark.notShared) === wanted);
      expect(countMarked(marks, positions)).toEqual({
        notShared: of(mark.notShared).length,
        shared: of(mark.shared).length,
        changedSince: of(mark.changedSince).length,
        uncertain: of(mark.uncertain).length,
      });
    }),
  );
});

const job = (done: number, total: number, hasEnded = false): Pick<ShareJob, 'counts' | 'endedAt'> => ({
  counts: {
    ...(Object.fromEntries(shareOutcome.options.map((each) => [each, 0])) as ShareJob['counts']),
    shared: Math.floor(done / 2),
    'already-shared': Math.ceil(done / 2),
    queued: total - done,
  },
  endedAt: hasEnded ? 1 : null,
});

test('a job under way is worth a new look some ten times, its end always', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), fc.nat(), (total, a, b) => {
      const [less, more] = [a % (total + 1), b % (total + 1)].sort((x, y) => x - y) as [number, number];
      expect(progressOf([job(less, total)])).toBeLessThanOrEqual(progressOf([job(more, total)]));
      expect(progressOf([job(more, total, true), job(less, total, true)])).toBe(more + less);
    }),
  );
  const seen = new Set(Array.from({ length: 100_001 }, (_, done) => progressOf([job(done, 100_000)])));
  expect(seen.size).toBe(11);
  expect(progressOf([job(2, 3)])).toBeGreaterThan(progressOf([job(1, 3)]));
});
