import type { ReportedJob } from './core-lines.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import { manyRetries, sentAtMostTogether, type Scenario } from './scenario.ts';

/** What is wrong with a run, counted in images (lost, doubled) or shares (early); `other` in words. */
export interface Verdict {
  /** The journal says it is done, or does not know it any more, and the server does not hold it. */
  lost: string[];
  /** The core made more rows than were meant. */
  doubled: string[];
  /** Sent while the server could still be working on an earlier share of the sharing. */
  early: string[];
  other: string[];
  /** Images that the journal says are not done: the user sees them. */
  notDone: number;
}

const done: ReadonlySet<string> = new Set(['shared', 'already-shared']);
const final: ReadonlySet<string> = new Set([...done, 'failed', 'cancelled', 'needs-user']);

/**
 * Compares what the server did with what the journal says, when all rests (faults.md 7, I1).
 * @param accepted the jobs that the user was told of
 */
export function judge(
  scenario: Scenario,
  accepted: ReadonlySet<string>,
  ledger: Ledger,
  journal: readonly ReportedJob[],
): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], early: [], other: [], notDone: 0 };
  const kept = new Map(journal.map((reported) => [reported.job.id, reported]));
  const rowsById = new Map(ledger.rows.map((row) => [row.rowId, row]));
  const rowsOf = Map.groupBy(ledger.rows, ({ sharingId, imageId }) => `${sharingId} ${imageId}`);

  for (const job of scenario.jobs) {
    const { items = [] } = kept.get(job.jobId) ?? {};
    if (accepted.has(job.jobId) && !kept.has(job.jobId)) verdict.lost.push(`job ${job.jobId} is forgotten`);
    const ids = items.map(({ imageId }) => imageId).join();
    if (kept.has(job.jobId) && ids !== job.imageIds.join()) verdict.lost.push(`images of ${job.jobId}`);
    const sharing = scenario.sharings.find(({ id }) => id === job.sharingId);
    // The server is well in the end: who tries again often enough has all of it done, unless there is a reason that lasts.
    const canBeDone = scenario.retries >= manyRetries && sharing?.cap === null && sharing.bad.length === 0;
    for (const { imageId, outcome, link } of items) {
      if (!final.has(outcome)) verdict.other.push(`${imageId} rests ${outcome}`);
      if (!done.has(outcome)) {
        verdict.notDone += 1;
        const mayAsk = outcome === 'needs-user' && ledger.endedRoundly.includes(job.sharingId);
        if (canBeDone && !mayAsk) verdict.lost.push(`${imageId} is ${outcome} though all is well`);
      }
      const row = link === null ? null : rowsById.get(link.slice(link.lastIndexOf('/') + 1));
      if (row === undefined || (row !== null && row.imageId !== imageId))
        verdict.lost.push(`${imageId} is linked to what is not there`);
    }
  }

  for (const sharing of scenario.sharings) {
    // What a list leaves out cannot be known before it is first sent.
    const isHidden = sharing.cap !== null;
    const jobs = scenario.jobs.filter(({ sharingId }) => sharingId === sharing.id);
    for (const imageId of new Set(jobs.flatMap(({ imageIds }) => imageIds))) {
      const rows = rowsOf.get(`${sharing.id} ${imageId}`) ?? [];
      const meant = jobs.filter(({ imageIds }) => imageIds.includes(imageId));
      const isDone = (jobId: string): boolean =>
        done.has(kept.get(jobId)?.items.find((item) => item.imageId === imageId)?.outcome ?? '');
      judgeImage(verdict, {
        imageId,
        rows,
        before: sharing.before.filter((one) => one === imageId).length,
        isHidden,
        meant: { plain: meant.some(({ again }) => !again), again: meant.filter(({ again }) => again).length },
        done: {
          plain: meant.some(({ again, jobId }) => !again && isDone(jobId)),
          again: meant.filter(({ again, jobId }) => again && isDone(jobId)).length,
        },
      });
    }
  }
  judgeTraffic(verdict, scenario, ledger);
  return verdict;
}

interface Judged {
  imageId: string;
  rows: readonly LedgerRow[];
  /** Rows that were there at first. */
  before: number;
  /** The list does not show them. */
  isHidden: boolean;
  /** Whether an ordinary job holds it, and how many that share again do. */
  meant: { plain: boolean; again: number };
  done: { plain: boolean; again: number };
}

function judgeImage(verdict: Verdict, { imageId, rows, before, isHidden, meant, done }: Judged): void {
  const own = rows.filter(({ by }) => by === 'core').length;
  const most = meant.again + (meant.plain && (before === 0 || isHidden) ? 1 : 0);
  const least = done.again + Math.max(before, done.plain ? 1 : 0);
  if (own > most) verdict.doubled.push(`${imageId} was made ${own} times, ${most} meant`);
  if (rows.length < least) verdict.lost.push(`${imageId} is there ${rows.length} times, ${least} said`);
}

function judgeTraffic({ early, other }: Verdict, scenario: Scenario, ledger: Ledger): void {
  const wanted = new Set(
    scenario.jobs.flatMap(({ sharingId, imageIds }) => imageIds.map((id) => `${sharingId} ${id}`)),
  );
  ledger.posts.forEach((post, index) => {
    if (post.overlapped || post.early)
      early.push(`share ${index + 1} came ${post.overlapped ? 'while another was in work' : 'too early'}`);
    if (post.imageIds.length > sentAtMostTogether) other.push(`${post.imageIds.length} images in one share`);
    if (post.imageIds.some((imageId) => !wanted.has(`${post.sharingId} ${imageId}`)))
      other.push(`share ${index + 1} holds what nobody asked for`);
  });
  if (ledger.followed > 0) other.push('a redirect was followed');
}

/** What went wrong, a line each; empty where all is well. */
export const complaints = ({ lost, doubled, early, other }: Verdict): string[] => [
  ...lost.map((text) => `lost: ${text}`),
  ...doubled.map((text) => `doubled: ${text}`),
  ...early.map((text) => `sent early: ${text}`),
  ...other,
];
