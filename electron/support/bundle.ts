import { readdir, stat } from 'node:fs/promises';
import { arch, release, type as systemName } from 'node:os';
import { join } from 'node:path';
import { errorData } from '#shared/errors.ts';
import type { Preferences } from '#shared/models/preferences.ts';
import type { Account } from '#shared/models/session.ts';
import type { ApiCall } from '../api/client.ts';
import type { History } from '../history/history.ts';
import type { Journal } from '../journal/journal.ts';
import type { Meter } from '../meter/meter.ts';
import type { RecentCalls } from '../meter/recent-calls.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import type { AlbumQueueRoom } from '../sync/queue.ts';
import type { Watches } from '../sync/watches.ts';
import { accountFacts } from './account-facts.ts';
import { isoTime } from './iso-time.ts';
import { logTail } from './log-tail.ts';
import { lastReports } from './reports.ts';
import { queueFacts, watchFacts } from './waiting-work.ts';

/** What the bundle is put together from. */
export interface BundleParts {
  /** Of the app, Electron, Chromium and Node. */
  versions: Readonly<Record<string, string | undefined>>;
  preferences: () => Preferences;
  calls: Pick<RecentCalls, 'of'>;
  meter: Pick<Meter, 'all'>;
  history: Pick<History, 'list' | 'index' | 'rows'>;
  queue: Pick<AlbumQueueRoom, 'get' | 'albums'>;
  watches: Pick<Watches, 'list'>;
  journal: Pick<Journal, 'jobs' | 'laneOf'>;
  pictures: Pick<PictureCache, 'usage'>;
  /** The user's data, and the log's folder in it. */
  folder: string;
  logs: string;
  /** Told of a part that could not be had: the bundle says so, and is made without it. */
  onTrouble: (part: string, cause: unknown) => void;
}

/** What support gets to see of an account, as it is: to be redacted. Times are ISO 8601. */
export async function bundleOf(account: Account, parts: BundleParts, now: number) {
  /** A database that is damaged may be the very reason why support is asked. */
  const orTrouble = async <T>(part: string, get: () => T | Promise<T>) => {
    try {
      return await get();
    } catch (thrown) {
      parts.onTrouble(part, thrown);
      return { couldNotBeRead: errorData(thrown) };
    }
  };
  return {
    format: 'sharinpix-companion-support',
    version: 1,
    madeAt: isoTime(now),
    versions: { ...parts.versions, system: `${systemName()} ${release()} ${arch()}` },
    settings: parts.preferences(),
    account: accountFacts(account),
    meter: await orTrouble('meter', () => daysOf(account.id, parts.meter)),
    calls: parts.calls.of(account.id).map(callFacts),
    reports: await orTrouble('reports', () => lastReports(parts.history, account.id)),
    queue: await orTrouble('queue', () => queueFacts(parts.queue)),
    watches: await orTrouble('watches', () => watchFacts(parts.watches)),
    shares: await orTrouble('shares', () => shareCounts(parts.journal, account.id)),
    storage: {
      files: await orTrouble('storage', () => fileSizes(parts.folder)),
      pictures: await orTrouble('pictures', () => parts.pictures.usage()),
    },
    log: await orTrouble('log', () => logTail(parts.logs)),
  };
}

/** Without the account's id: it is made of server and user, and the same in each bundle. */
const callFacts = ({ method, route, at, status, ms, requestId, error }: ApiCall) => ({
  at: isoTime(at),
  method,
  route,
  status,
  ms: Math.round(ms),
  requestId,
  error,
});

const daysOf = (accountId: string, meter: Pick<Meter, 'all'>) =>
  meter
    .all()
    .days.filter((each) => each.accountId === accountId)
    .map(({ day, calls, failed, pictures, picturesKept }) => ({
      day,
      calls,
      failed,
      pictures,
      picturesKept,
    }));

/** How many jobs there are, and how many images in them by what became of them. */
async function shareCounts(journal: Pick<Journal, 'jobs'>, accountId: string) {
  const { jobs, mishap } = await journal.jobs(accountId);
  const images: Record<string, number> = {};
  for (const { counts } of jobs)
    for (const [outcome, count] of Object.entries(counts)) images[outcome] = (images[outcome] ?? 0) + count;
  return {
    jobs: jobs.length,
    underWay: jobs.filter(({ endedAt }) => endedAt === null).length,
    images,
    mishap: mishap && { kind: mishap.kind, at: isoTime(mishap.at) },
  };
}

/** The app's own files in the user's data; folders are Chromium's, the pictures' and the log's. */
async function fileSizes(folder: string): Promise<{ file: string; bytes: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).slice(0, 200);
  return Promise.all(
    files.map(async ({ name }) => ({ file: name, bytes: (await stat(join(folder, name))).size })),
  );
}
