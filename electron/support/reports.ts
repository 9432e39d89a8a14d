import type { Resync } from '#shared/models/resync.ts';
import { kindCode, pageCapacity } from '#shared/report-index.ts';
import type { History } from '../history/history.ts';
import { isoTime } from './iso-time.ts';
import { withTime } from './with-time.ts';

const mostReports = 20;
/** A failed chunk is a page of its own, and all of its rows failed alike. */
const mostFailures = 10;

type Reports = Pick<History, 'list' | 'index' | 'rows'>;

/** The last resyncs: what was asked when, what came of it in numbers, and why what failed did. */
export async function lastReports(history: Reports, accountId: string) {
  const { resyncs, kept } = await history.list(accountId, null, 0, mostReports);
  const reports = [];
  for (const resync of resyncs) {
    const failures = resync.counts.failed > 0 ? await failuresOf(history, accountId, resync.id) : [];
    reports.push({ ...summary(resync), failures });
  }
  return { kept, newest: reports };
}

function summary({ albumId, scope, cause, status, startedAt, endedAt, error, ...facts }: Resync) {
  const { asked, done, counts, marks, moves, rows, isMoment, noIds, repeated } = facts;
  return {
    startedAt: isoTime(startedAt),
    endedAt: isoTime(endedAt),
    ...{ albumId, scope, cause, status, asked, done, counts, marks, moves, rows, isMoment, noIds, repeated },
    error: error && withTime(error),
  };
}

async function failuresOf(history: Reports, accountId: string, resyncId: string) {
  const failed = kindCode('failed');
  const pages = await history.index(accountId, resyncId);
  const keys = pages.flatMap(({ page, kinds }) => {
    const first = kinds.indexOf(failed);
    return first === -1 ? [] : [page * pageCapacity + first];
  });
  const rows = await history.rows(accountId, resyncId, keys.slice(0, mostFailures));
  return rows.flatMap(({ error }) => (error === null ? [] : [withTime(error)]));
}
