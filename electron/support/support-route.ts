import { setImmediate as turn } from 'node:timers/promises';
import type { Account } from '#shared/models/session.ts';
import { dayOf } from '../meter/day.ts';
import { createRedactor, inBase64, piecesOfToken, type Redactor } from '../secrets.ts';
import { bundleOf, type BundleParts } from './bundle.ts';
import type { KnownSharings } from './known-sharings.ts';
import { entriesOf } from './log-tail.ts';
import { redactDeep } from './redact-deep.ts';

interface Surroundings extends BundleParts {
  /** The account that is there. */
  account: () => Account | null;
  /** All that are kept. */
  accountIds: () => readonly string[];
  /** Tokens of all of them, as far as they were held or pasted in this run. */
  knownTokens: () => readonly string[];
  knownSharings: Pick<KnownSharings, 'all'>;
}

/** Packed as base64, a longer token looks like one by itself. */
const longestToPack = 100;
/** Jobs whose sharings are looked up, the newest first. */
const mostJobs = 2_000;

/**
 * Answers `/support/<account>` (shared/addresses.ts) with one JSON file for support (`bundleOf`), to be saved. Every text
 * in it has passed `createRedactor`, which knows each token of this run, and each sharing that was asked for or shared to. What could
 * not be read is named in it: it is wanted most when something is broken.
 * 404 for another account, 405 for what is not a GET.
 */
export function createSupportRoute(parts: Surroundings): (request: Request) => Promise<Response> {
  return async (request) => {
    const [, , accountId, ...more] = new URL(request.url).pathname.split('/');
    const account = parts.account();
    if (request.method !== 'GET') return refused(405);
    if (account === null || accountId !== account.id || more.length > 0) return refused(404);
    const now = Date.now();
    const redactor = createRedactor(await secretsOf(parts));
    const { log, ...bundle } = await bundleOf(account, parts, now);
    const redacted = redactDeep(bundle, redactor) as object;
    const lines = typeof log === 'string' ? await redactedLines(log, redactor) : redactDeep(log, redactor);
    return new Response(`${JSON.stringify({ ...redacted, log: lines }, null, 2)}\n`, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="sharinpix-companion-support-${dayOf(now)}.json"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  };
}

async function secretsOf(parts: Surroundings): Promise<Set<string>> {
  const shared = await Promise.all(parts.accountIds().map((accountId) => sharingsOfJobs(parts, accountId)));
  const sharings = [...parts.knownSharings.all(), ...shared.flat()];
  const tokens = parts.knownTokens();
  const packed = [...sharings, ...tokens.filter(({ length }) => length <= longestToPack)].flatMap(inBase64);
  return new Set([...tokens.flatMap(piecesOfToken), ...sharings, ...packed]);
}

/** What cannot be read, or has just been removed, takes no other job's sharing and no other account's with it. */
async function sharingsOfJobs(
  { journal, onTrouble }: Pick<Surroundings, 'journal' | 'onTrouble'>,
  accountId: string,
): Promise<string[]> {
  const [listed] = await Promise.allSettled([journal.jobs(accountId)]);
  const jobs = listed.status === 'fulfilled' ? listed.value.jobs : [];
  const lanes = await Promise.allSettled(
    jobs.slice(0, mostJobs).map(({ id }) => journal.laneOf(accountId, id)),
  );
  for (const each of [listed, ...lanes]) if (each.status === 'rejected') onTrouble('sharings', each.reason);
  return [...new Set(lanes.flatMap((lane) => (lane.status === 'fulfilled' ? [lane.value.sharingId] : [])))];
}

/** Redacts entry by entry, since a token may be cut by the end of a line; between them others have their turn. */
async function redactedLines(log: string, redactor: Redactor): Promise<string[]> {
  const lines: string[] = [];
  for (const entry of entriesOf(log)) {
    lines.push(...redactor(entry).split('\n'));
    await turn();
  }
  return lines;
}

const refused = (status: 404 | 405): Response =>
  new Response(null, { status, headers: { 'X-Content-Type-Options': 'nosniff' } });
