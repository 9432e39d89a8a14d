import type { TFunction } from 'i18next';
import type { ShareJob } from '#shared/models/sharing.ts';

type Translate = TFunction<'sharing'>;

/** A job's images by what can be said of them. */
export interface Tally {
  total: number;
  /** Nothing more happens to them by itself. */
  done: number;
  /** In the sharing now, whoever put them there. */
  shared: number;
  /** Of these: in it before this job. */
  already: number;
  failed: number;
  /** Given up by the user before they were sent. */
  cancelled: number;
  /** The user is to say whether they are there. */
  needsUser: number;
  /** Not begun. */
  queued: number;
}

/** Counts a job's images by what can be said of them. */
export function tallyOf({ counts }: Pick<ShareJob, 'counts'>): Tally {
  const { queued, sending, unknown, failed, cancelled, 'already-shared': already } = counts;
  const needsUser = counts['needs-user'];
  const shared = counts.shared + already;
  const done = shared + failed + cancelled + needsUser;
  return {
    total: done + queued + sending + unknown,
    done,
    shared,
    already,
    failed,
    cancelled,
    needsUser,
    queued,
  };
}

/** What became of a job: "3 images shared", "2 images shared, 1 failed, 4 not sent, 2 need you". */
export function outcomeWords(t: Translate, { shared, failed, cancelled, needsUser }: Tally): string {
  return [
    t('shared', { count: shared }),
    failed > 0 && t('failed', { count: failed }),
    cancelled > 0 && t('notSent', { count: cancelled }),
    needsUser > 0 && t('needsYou', { count: needsUser }),
  ]
    .filter((words) => words !== false)
    .join(', ');
}

/** How a job ended, for its colour: all shared, given up in part, or something to look at. */
export function endOf({ tooOften }: Pick<ShareJob, 'tooOften'>, tally: Tally): 'good' | 'partly' | 'bad' {
  if (tally.failed + tally.needsUser + tooOften > 0) return 'bad';
  return tally.cancelled > 0 ? 'partly' : 'good';
}
