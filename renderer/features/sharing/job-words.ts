import type { TFunction } from 'i18next';
import type { ShareJob } from '#shared/models/sharing.ts';

type Translate = TFunction<'sharing'>;

/** A job's images by what can be said of them. */
export interface Tally {
  total: number;
  /** Settled, one way or the other. */
  done: number;
  /** In the sharing now, whoever put them there. */
  shared: number;
  /** Of these: in it before this job. */
  already: number;
  failed: number;
  unknown: number;
}

/** Counts a job's images by what can be said of them. */
export function tallyOf({ counts }: Pick<ShareJob, 'counts'>): Tally {
  const already = counts['already-shared'];
  const shared = counts.shared + already;
  const done = shared + counts.failed + counts.unknown;
  const total = done + counts.queued + counts.sending;
  return { total, done, shared, already, failed: counts.failed, unknown: counts.unknown };
}

/** What became of a job: "3 images shared", "2 images shared, 1 failed", with "1 not confirmed" where an answer was lost. */
export function outcomeWords(t: Translate, tally: Tally): string {
  return [
    t('shared', { count: tally.shared }),
    tally.failed > 0 && t('failed', { count: tally.failed }),
    tally.unknown > 0 && t('unknown', { count: tally.unknown }),
  ]
    .filter((words) => words !== false)
    .join(', ');
}
