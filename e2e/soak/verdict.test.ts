import { expect, test } from 'vitest';
import type { ShareOutcome } from '#shared/models/sharing.ts';
import type { ReportedJob } from './core-lines.ts';
import type { Ledger, LedgerPost, LedgerRow } from './ledger.ts';
import { manyRetries, type PlannedJob, type Scenario } from './scenario.ts';
import { complaints, judge } from './verdict.ts';

const sharingId = 'sharing-1';
const plain: PlannedJob = { jobId: 'plain', sharingId, again: false, imageIds: ['a', 'b'] };
const repeat: PlannedJob = { jobId: 'repeat', sharingId, again: true, imageIds: ['b'] };

/** A sharing that held `before`, and the user's jobs. */
function scenario(jobs: PlannedJob[], before: string[] = []): Scenario {
  const sharing = { id: sharingId, before, meanwhile: [], lag: 0, cap: null, bad: [] };
  const still = { posts: [], lists: [], endings: [], inThread: false, reboots: false, cancelled: null };
  return { seed: 1, sharings: [sharing], jobs, ...still, retries: manyRetries };
}

function ledger(rows: [imageId: string, by: LedgerRow['by']][], posts: Partial<LedgerPost>[] = []): Ledger {
  const post: LedgerPost = {
    sharingId,
    imageIds: ['a'],
    sentAt: 0,
    fault: 'none',
    overlapped: false,
    early: false,
  };
  return {
    rows: rows.map(([imageId, by], index) => ({
      rowId: `row-${index}`,
      sharingId,
      imageId,
      by,
      visibleAt: 0,
    })),
    posts: posts.map((part) => ({ ...post, ...part })),
    lists: 0,
    endedRoundly: [],
    shortBodies: 0,
    followed: 0,
  };
}

/** What the journal says of a job's images, in order; `link` of the last part of a link, or null. */
function reported(job: PlannedJob, said: [ShareOutcome, link: string | null][]): ReportedJob {
  const items = said.map(([outcome, link], position) => ({
    imageId: job.imageIds[position] ?? '',
    position,
    outcome,
    link: link === null ? null : `http://127.0.0.1/s/${link}`,
  }));
  return { job: { id: job.jobId }, items } as unknown as ReportedJob;
}

const verdictOf = (
  given: Scenario,
  seen: Ledger,
  journal: ReportedJob[],
  accepted = new Set(given.jobs.map(({ jobId }) => jobId)),
): string[] => complaints(judge(given, accepted, seen, journal));

test('all is well where each image is there once, by whomever', () => {
  const journal = [
    reported(plain, [
      ['shared', 'row-0'],
      ['already-shared', 'row-1'],
    ]),
  ];
  expect(
    verdictOf(
      scenario([plain], ['b']),
      ledger([
        ['a', 'core'],
        ['b', 'others'],
      ]),
      journal,
    ),
  ).toEqual([]);
});

test('an image is lost that the journal calls shared and the server lacks', () => {
  const journal = [
    reported(plain, [
      ['shared', null],
      ['shared', null],
    ]),
  ];
  expect(verdictOf(scenario([plain]), ledger([['a', 'core']]), journal)).toEqual([
    'lost: b is there 0 times, 1 said',
  ]);
});

test('a link that leads to another image is a loss', () => {
  const journal = [
    reported(plain, [
      ['shared', 'row-0'],
      ['shared', 'row-0'],
    ]),
  ];
  const said = verdictOf(
    scenario([plain]),
    ledger([
      ['a', 'core'],
      ['b', 'core'],
    ]),
    journal,
  );
  expect(said).toEqual(['lost: b is linked to what is not there']);
});

test('an accepted job that the journal lacks is lost, one that was never accepted is not', () => {
  expect(verdictOf(scenario([plain]), ledger([]), [])).toEqual(['lost: job plain is forgotten']);
  expect(verdictOf(scenario([plain]), ledger([]), [], new Set())).toEqual([]);
});

test('what failed though the user tried again and the server was well is lost', () => {
  const journal = [
    reported(plain, [
      ['shared', null],
      ['failed', null],
    ]),
  ];
  const said = verdictOf(scenario([plain]), ledger([['a', 'core']]), journal);
  expect(said).toEqual(['lost: b is failed though all is well']);
});

test('nothing may rest unknown', () => {
  const journal = [
    reported(plain, [
      ['shared', null],
      ['unknown', null],
    ]),
  ];
  const impatient = { ...scenario([plain]), retries: 0 };
  expect(verdictOf(impatient, ledger([['a', 'core']]), journal)).toEqual(['b rests unknown']);
});

test('a second row by the core is a double, also where the first was another user’s', () => {
  const journal = [
    reported(plain, [
      ['shared', null],
      ['already-shared', null],
    ]),
  ];
  const rows: [string, LedgerRow['by']][] = [
    ['a', 'core'],
    ['a', 'core'],
    ['b', 'others'],
    ['b', 'core'],
  ];
  expect(verdictOf(scenario([plain], ['b']), ledger(rows), journal)).toEqual([
    'doubled: a was made 2 times, 1 meant',
    'doubled: b was made 1 times, 0 meant',
  ]);
});

test('shared again is one row more: not none, not two', () => {
  const again = scenario([repeat], ['b']);
  const journal = [reported(repeat, [['shared', null]])];
  const rows = (core: number): Ledger =>
    ledger([['b', 'others'], ...Array.from({ length: core }, (): [string, 'core'] => ['b', 'core'])]);
  expect(verdictOf(again, rows(1), journal)).toEqual([]);
  expect(verdictOf(again, rows(0), journal)).toEqual(['lost: b is there 1 times, 2 said']);
  expect(verdictOf(again, rows(2), journal)).toEqual(['doubled: b was made 2 times, 1 meant']);
});

test('shares that come too early, that hold too many or what nobody asked for', () => {
  const impatient = { ...scenario([plain]), retries: 0 };
  const many = Array.from({ length: 91 }, () => 'a');
  const posts = [{ overlapped: true }, { early: true }, { imageIds: many }, { imageIds: ['c'] }];
  const journal = [
    reported(plain, [
      ['failed', null],
      ['failed', null],
    ]),
  ];
  expect(verdictOf(impatient, ledger([], posts), journal)).toEqual([
    'sent early: share 1 came while another was in work',
    'sent early: share 2 came too early',
    '91 images in one share',
    'share 4 holds what nobody asked for',
  ]);
});

test('the user may be asked where a list ended as if it were cut, and only there', () => {
  const journal = [
    reported(plain, [
      ['needs-user', null],
      ['shared', 'row-0'],
    ]),
  ];
  const seen = ledger([['b', 'core']]);
  expect(verdictOf(scenario([plain]), seen, journal)).toEqual(['lost: a is needs-user though all is well']);
  expect(verdictOf(scenario([plain]), { ...seen, endedRoundly: [sharingId] }, journal)).toEqual([]);
});
