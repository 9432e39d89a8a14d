import type { Run } from './one-run.ts';

/** Rows of faults.md that a kill at a point is; a kill at any other moment is row 9. */
const rowsOfPoints: Readonly<Record<string, readonly number[]>> = {
  'before-journal': [1],
  'after-journal': [2],
  'before-sending': [2],
  'after-sending': [3],
  'half-body': [4],
  'after-posting': [5],
  'after-answer': [6],
  'before-settled': [6],
  'while-listing': [7],
  'amid-list': [7],
  random: [9],
};

/** By the name of what the server did with a share. */
const rowsOfFaults: Readonly<Record<string, readonly number[]>> = {
  drop: [12],
  cut: [14, 15],
  half: [17],
  'unsaid truncated': [18],
  'unsaid short': [18],
  'unsaid other-rows': [19],
  'unsaid empty': [20],
  'failed 500': [21],
  'failed 502': [22],
  'failed 503': [22],
  'refused 429': [23],
  'refused 401': [26],
  'unsaid 401': [27],
  'refused-late 401': [27],
  redirect: [28],
  'unsaid portal': [34],
  'refused 404': [41],
};

/** The rows of faults.md that came about in a run. */
export function rowsOf({ scenario, ledger, lives }: Run): Set<number> {
  const listFaults = scenario.lists.slice(0, ledger.lists).filter((fault) => fault !== 'none');
  const sent = new Set(ledger.posts.map(({ sharingId }) => sharingId));
  const inPlay = scenario.sharings.filter(({ id }) => sent.has(id));
  const others = ledger.rows.filter(({ by }) => by === 'others').length;
  return new Set([
    ...lives.flatMap(({ killedAt }) => (killedAt === null ? [] : (rowsOfPoints[killedAt] ?? [9]))),
    ...ledger.posts.flatMap(({ fault }) => rowsOfFaults[fault] ?? []),
    ...(lives.some(({ hasQuit }) => hasQuit) ? [52] : []),
    ...(listFaults.length > 0 ? [35] : []),
    ...(inPlay.some(({ lag }) => lag > 0) ? [36] : []),
    ...(inPlay.some(({ cap }) => cap !== null) ? [37] : []),
    ...(scenario.jobs.some(({ again }) => again) ? [38] : []),
    ...(others > scenario.sharings.flatMap(({ before }) => before).length ? [39, 40] : []),
  ]);
}
