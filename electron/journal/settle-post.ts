import type { AppErrorData } from '#shared/errors.ts';
import { sharingRowOf, type SharingRow } from '../api/sharing-row.ts';
import { parseBytes } from '../json/parse-json.ts';
import type { Moment, PostOutcome } from './journal.ts';
import type { JournalParts } from './journal-parts.ts';
import { meaningOf } from './meaning.ts';

type Answered = Extract<PostOutcome, { body: unknown }>;

/**
 * What an attempt's end says of each of its images (faults.md 5). Told twice (the disk was full the first time) it
 * changes nothing the second time.
 */
export function settlePost(
  parts: JournalParts,
  lane: number,
  attempt: number,
  outcome: PostOutcome,
  moment: Moment,
): void {
  const { attempts, lanes, states } = parts;
  const sent = attempts.sending(attempt);
  if (sent.length === 0) {
    attempts.endedLater(attempt, moment.mono);
    return;
  }
  const requestId = 'body' in outcome ? outcome.requestId : requestIdOf(outcome.error);
  const end = { since: moment.mono, requestId };
  if ('error' in outcome) {
    const { error, wasSent } = outcome;
    const meaning = meaningOf(error, wasSent);
    states.of(lane).comparedAt = null;
    if (meaning === 'not-done') {
      attempts.end(attempt, { ...end, isOpen: false, isRefused: false, error });
      attempts.requeue(attempt);
      return;
    }
    const isRefused = meaning !== 'unclear';
    attempts.end(attempt, { ...end, isOpen: true, isRefused, error });
    attempts.unknown(attempt, error);
    if (meaning === 'refused') states.of(lane).refusals += 1;
    return;
  }
  const rows = rowsOf(outcome, lanes.serverOf(lane), new Set(sent));
  const error = 'error' in rows ? rows.error : notConfirmed;
  const found = 'error' in rows ? new Map<string, Found>() : rows.found;
  const isWhole = sent.every((image) => found.has(image));
  attempts.end(attempt, { ...end, isOpen: !isWhole, isRefused: false, error: isWhole ? null : error });
  for (const [image, there] of found) attempts.shared(attempt, image, there, moment);
  attempts.unknown(attempt, error);
  shareElsewhere(parts, lane, found, moment);
  const state = states.of(lane);
  if (found.size > 0) state.refusals = 0;
  if (!isWhole) state.comparedAt = null;
}

interface Found {
  row: SharingRow;
  times: number;
}

/** What this job has just shared is there already for every other job that waits to share it. */
function shareElsewhere(
  { lanes, outcomes, known }: JournalParts,
  lane: number,
  found: ReadonlyMap<string, Found>,
  moment: Moment,
): void {
  if (lanes.hasOtherJobs(lane)) {
    for (const [image, { row }] of found) outcomes.alreadyShared(lane, image, row, moment);
  }
  if (found.size > 0) known.sharedMore(lane);
}

const notConfirmed: AppErrorData = { code: 'not-confirmed' };

/** The rows of an answer by image. One that tells of other images is not believed in anything (faults row 19). */
function rowsOf(
  { body, status, requestId }: Answered,
  server: string,
  sent: ReadonlySet<string>,
): { found: Map<string, Found> } | { error: AppErrorData } {
  const value = parseBytes(body);
  if (!Array.isArray(value)) {
    const facts = { route: 'POST /sharings/:sharing_id/sharing_images', status, requestId, message: null };
    return { error: { code: 'unreadable-answer', contentType: null, ...facts } };
  }
  const found = new Map<string, Found>();
  for (const element of value as unknown[]) {
    const row = sharingRowOf(element, server);
    if (row === null) continue;
    if (!sent.has(row.imageId)) return { error: { code: 'other-rows' } };
    found.set(row.imageId, { row, times: (found.get(row.imageId)?.times ?? 0) + 1 });
  }
  return { found };
}

const requestIdOf = (error: AppErrorData): string | null => ('requestId' in error ? error.requestId : null);
