import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { endsRoundly } from '../../electron/journal/read-list.ts';
import { cut, halved, json, page, refuse, rowOf, truncated, unsaid } from './answers.ts';
import { sharedClock, type Ledger, type LedgerPost } from './ledger.ts';
import { longestWorkMs, type PlannedSharing, type PostFault, type Scenario } from './scenario.ts';

/** The header in which the core says when it began to send: the server's promise counts from there. */
export const sentAtHeader = 'x-soak-sent-at';

/** Work ends well before the promise does, unless the machine is busy. */
const workEnds = 0.97;
/** What lags is listed by then at the latest: before the second of two reads behind the fence (an eighth of it apart). */
const listedBy = 1.1;

/** A share with what only the server knows of it. */
interface Post extends LedgerPost {
  /** The core cannot know what it did. */
  isUnclear: boolean;
  /** It was answered with a no: other images may be sent, though it may be carried out yet. */
  isRefused: boolean;
  isInWork: boolean;
  response: ServerResponse;
}

/** Serves the sharings of one run on a port of its own. */
export interface FaultServer {
  port: number;
  ledger: () => Ledger;
  close: () => void;
}

/**
 * Starts the server of one run: `GET` and `POST /api/v1/sharings/:id/sharing_images` as api.md tells, with the faults of
 * the scenario for the first requests. It never works on a share for longer than `longestWorkMs` after it was sent: what
 * would come later, because the machine was busy, is given up. So a double is never the harness's own.
 */
export async function startFaultServer(scenario: Scenario): Promise<FaultServer> {
  const sharings = new Map(scenario.sharings.map((sharing) => [sharing.id, sharing]));
  const posts: Post[] = [];
  const ledger: Omit<Ledger, 'posts'> = {
    rows: [],
    lists: 0,
    endedRoundly: [],
    shortBodies: 0,
    followed: 0,
  };
  const seen = new Map<string, number>();

  for (const { id, before } of scenario.sharings) {
    for (const imageId of before) addRow(id, imageId, 'others', 0);
  }

  function addRow(sharingId: string, imageId: string, by: 'core' | 'others', visibleAt: number): string {
    const rowId = `row-${scenario.seed}-${ledger.rows.length}`;
    ledger.rows.push({ rowId, sharingId, imageId, by, visibleAt });
    return rowId;
  }

  /** Others come and add what the scenario says, when something happens for the nth time. */
  function meanwhile({ id, meanwhile: additions }: PlannedSharing, at: 'list' | 'post'): void {
    const nth = (seen.get(`${at} ${id}`) ?? 0) + 1;
    seen.set(`${at} ${id}`, nth);
    for (const addition of additions)
      if (addition.at === at && addition.nth === nth) addRow(id, addition.imageId, 'others', 0);
  }

  function isListed({ sharingId, imageIds }: Post): boolean {
    const now = sharedClock();
    const listed = ledger.rows.filter(
      (row) => row.sharingId === sharingId && row.by === 'core' && row.visibleAt <= now,
    );
    return imageIds.every((imageId) => listed.some((row) => row.imageId === imageId));
  }

  /** Makes the rows of a share, unless the server has promised not to work any more. */
  function commit(sharing: PlannedSharing, post: Post, imageIds: readonly string[]): object[] {
    const now = sharedClock();
    if (now >= post.sentAt + longestWorkMs) {
      post.isUnclear = true;
      return [];
    }
    // A 401 is looked up once, at once: it must be listed by then.
    const lag = post.fault === 'unsaid 401' ? 0 : sharing.lag * longestWorkMs;
    const visibleAt = Math.min(now + lag, post.sentAt + longestWorkMs * listedBy);
    return imageIds.map((imageId) => rowOf(addRow(sharing.id, imageId, 'core', visibleAt), imageId));
  }

  /** Works on a share until `at`, and makes its rows then. */
  async function work(sharing: PlannedSharing, post: Post, at: number): Promise<object[]> {
    post.isInWork = true;
    await sleep(Math.max(0, post.sentAt + at * longestWorkMs * workEnds - sharedClock()));
    post.isInWork = false;
    return commit(sharing, post, post.imageIds);
  }

  async function share(
    sharing: PlannedSharing,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await text(request).catch(() => null);
    if (body === null) {
      ledger.shortBodies += 1;
      return;
    }
    const imageIds = new URLSearchParams(body).getAll('image_ids[]');
    const isBad = imageIds.some((imageId) => sharing.bad.includes(imageId));
    const planned: PostFault = scenario.posts[posts.length] ?? { kind: 'none' };
    const fault: PostFault = isBad ? { kind: 'refused', status: 422 } : planned;
    const sentAt = Number(request.headers[sentAtHeader]);
    const earlier = posts.filter(({ sharingId }) => sharingId === sharing.id);
    const matters = (one: Post): boolean =>
      !one.isRefused || one.imageIds.some((imageId) => imageIds.includes(imageId));
    const post: Post = {
      sharingId: sharing.id,
      imageIds,
      sentAt,
      fault: nameOf(fault),
      overlapped: earlier.some((one) => (matters(one) && one.isInWork) || !hasEnded(one.response)),
      early: earlier.some(
        (one) => matters(one) && one.isUnclear && sentAt - one.sentAt < longestWorkMs && !isListed(one),
      ),
      isUnclear: !['none', 'slow', 'refused'].includes(fault.kind) || nameOf(fault) === 'refused 409',
      isRefused: fault.kind === 'refused-late',
      isInWork: false,
      response,
    };
    posts.push(post);
    meanwhile(sharing, 'post');
    await answerShare(sharing, post, fault);
  }

  async function answerShare(sharing: PlannedSharing, post: Post, fault: PostFault): Promise<void> {
    const { imageIds, response } = post;
    switch (fault.kind) {
      case 'none':
        json(response, commit(sharing, post, imageIds));
        break;
      case 'slow': {
        const made = await work(sharing, post, fault.at);
        // Too late: it has given up, and says so.
        if (made.length === 0) page(response, 503);
        else json(response, made);
        break;
      }
      case 'cut':
        cut(response);
        await work(sharing, post, fault.at);
        break;
      case 'half':
        commit(sharing, post, imageIds.slice(0, Math.ceil(imageIds.length * fault.rows)));
        cut(response);
        break;
      case 'drop':
        cut(response);
        break;
      case 'failed':
        if (fault.at === 0) commit(sharing, post, imageIds);
        page(response, fault.status);
        if (fault.at > 0) await work(sharing, post, fault.at);
        break;
      case 'redirect':
        response.writeHead(307, { location: '/elsewhere' }).end();
        break;
      case 'refused':
        refuse(response, fault.status);
        break;
      case 'refused-late':
        refuse(response, fault.status);
        // See `unsaid`.
        if (sharing.cap === null) await work(sharing, post, fault.at);
        break;
      case 'unsaid': {
        // What was refused and is in no list nobody can know: where the list is cut, a 401 means what it says.
        const isDone = fault.as !== '401' || sharing.cap === null;
        unsaid(response, fault.as, isDone ? commit(sharing, post, imageIds) : []);
      }
    }
  }

  async function list(sharing: PlannedSharing, response: ServerResponse): Promise<void> {
    const fault = scenario.lists[ledger.lists] ?? 'none';
    ledger.lists += 1;
    const now = sharedClock();
    const rows = ledger.rows
      .filter(({ sharingId, visibleAt }) => sharingId === sharing.id && visibleAt <= now)
      .slice(0, sharing.cap ?? Infinity)
      .map(({ rowId, imageId }) => rowOf(rowId, imageId));
    if (endsRoundly(rows.length)) ledger.endedRoundly.push(sharing.id);
    meanwhile(sharing, 'list');
    if (fault === 'none') json(response, rows);
    else if (fault === 'reset') cut(response);
    else if (fault === 'truncated') truncated(response, rows);
    else if (fault === 'slow') {
      const end = halved(response, rows);
      await sleep(longestWorkMs / 4);
      end();
    } else page(response, pages[fault]);
  }

  const server = createServer((request, response) => {
    const id = /^\/api\/v1\/sharings\/([\w-]+)\/sharing_images$/.exec(request.url ?? '')?.[1];
    const sharing = sharings.get(id ?? '');
    if (request.url === '/elsewhere') ledger.followed += 1;
    if (sharing === undefined) response.writeHead(404).end();
    else if (request.method === 'POST') void share(sharing, request, response);
    else void list(sharing, response);
  });
  return {
    port: await listening(server),
    ledger: () => ({
      ...ledger,
      posts: posts.map(({ sharingId, imageIds, sentAt, fault, overlapped, early }) => ({
        sharingId,
        imageIds,
        sentAt,
        fault,
        overlapped,
        early,
      })),
    }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page instead of a list, with the status it comes with. */
const pages = { '500': 500, '503-page': 503, portal: 200 } as const;

/** It was answered, or nobody waits for the answer any more. */
const hasEnded = (response: ServerResponse): boolean => response.writableFinished || response.destroyed;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

const nameOf = (fault: PostFault): string =>
  [fault.kind, ...('as' in fault ? [fault.as] : []), ...('status' in fault ? [fault.status] : [])].join(' ');
