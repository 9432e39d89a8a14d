import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { journalOn, type Work } from './local-journal.ts';
import type { Lane, NewJob, Step } from './journal.ts';
import { schema } from './schema.ts';

const lane: Lane = { accountId: 'anna', server: 'https://api.example', sharingId: 'homepage' };
const other: Lane = { ...lane, accountId: 'bert' };
const facts = { route: 'POST /x', requestId: null, message: null };
const refused: AppErrorData = { code: 'refused', status: 422, ...facts };
const denied: AppErrorData = { code: 'access-denied', status: 401, ...facts };
const lost: AppErrorData = { code: 'not-reached', host: 'api.example', reason: 'reset' };
const fenceMs = 800;

let mono: number;
let database: DatabaseSync;
let journal: Work;
/** What the server's sharing holds. */
let rows: string[];

beforeEach(() => {
  mono = 1_000;
  rows = [];
  database = new DatabaseSync(':memory:');
  database.exec(schema);
  journal = open();
});

const open = () => journalOn(database, { boot: 'boot', mono: () => mono });
/** Every call takes its time. */
const now = () => ({ mono: (mono += 1), wall: 1_700_000_000_000 + mono, fenceMs, notBefore: 0 });
const jobId = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const job = (n: number, imageIds: string[], changes: Partial<NewJob> = {}): NewJob => ({
  ...{ jobId: jobId(n), albumId: 'album', labels: { en: 'Homepage' }, again: false, imageIds },
  ...lane,
  ...changes,
});
const ids = (count: number) => Array.from({ length: count }, (_, n) => `image-${n}`);
const rowOf = (image: string, n: number) => ({ id: `row-${n}`, url: `/r/${n}`, image: { public_id: image } });
const bytes = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));
const stream = (value: unknown) => ({ hintsAtMore: false, body: new Blob([bytes(value)]).stream() });
const list = (of = lane) => journal.listed(of, stream(rows.map(rowOf)), now());
const answer = (step: Step, images: string[]) =>
  journal.posted(
    lane,
    attemptOf(step),
    { body: bytes(images.map(rowOf)), status: 200, requestId: 'r' },
    now(),
  );
const fail = (step: Step, error: AppErrorData) =>
  journal.posted(lane, attemptOf(step), { error, wasSent: true }, now());
const sent = (step: Step) => (step.kind === 'send' ? step.imageIds : step.kind);
const attemptOf = (step: Step) => {
  if (step.kind !== 'send') throw new Error(`expected a send, not ${step.kind}`);
  return step.attempt;
};
const outcomes = async (n: number, account = 'anna') => {
  const { items } = await journal.items(account, jobId(n), { from: 0, count: 500, inOrder: true });
  return items.map(({ outcome }) => outcome);
};

test('images go in the user’s order, at most 90 together, each once', async () => {
  await journal.create(job(1, [...ids(100), ...ids(100)]), now());
  const first = await list();
  expect(sent(first)).toEqual(ids(90));
  const second = await answer(first, ids(90));
  expect(sent(second)).toEqual(ids(100).slice(90));
  expect(await answer(second, ids(100).slice(90))).toEqual({ kind: 'rest' });
  expect((await journal.jobs('anna'))[0]).toMatchObject({
    counts: { shared: 100 },
    links: 100,
    endedAt: expect.any(Number) as number,
  });
});

test('an image that the app made an id up for is never sent', async () => {
  await journal.create(job(1, ['?3']), now());
  expect(await journal.next(lane, now())).toEqual({ kind: 'rest' });
  expect(await outcomes(1)).toEqual(['failed']);
  await journal.retry('anna', jobId(1), now());
  expect(await outcomes(1)).toEqual(['failed']);
});

test('what one job has shared is there already for the next, without another look', async () => {
  await journal.create(job(1, ['a', 'b']), now());
  await journal.create(job(2, ['b', 'c']), now());
  const first = await list();
  const second = await answer(first, ['a', 'b']);
  expect(sent(second)).toEqual(['c']);
  expect(await outcomes(2)).toEqual(['already-shared', 'sending']);
});

test('shared again, an image gets one more row than before, found or answered', async () => {
  rows = ['a', 'a', 'b'];
  await journal.create(job(1, ['a', 'b'], { again: true }), now());
  await fail(await list(), lost);
  mono += 10;
  await list();
  expect(await outcomes(1)).toEqual(['unknown', 'unknown']);
  rows.push('a');
  mono += 100;
  await list();
  expect(await outcomes(1)).toEqual(['shared', 'unknown']);
});

/** What is refused is carried out all the same, so late. */
async function untilRest(isBad: (image: string) => boolean, lateMs = Infinity): Promise<string[][]> {
  const posts: string[][] = [];
  let late: { images: string[]; at: number }[] = [];
  let step = await list();
  while (step.kind !== 'rest') {
    if (step.kind === 'wait') {
      mono = step.until;
      rows.push(...late.filter(({ at }) => at <= mono).flatMap(({ images }) => images));
      late = late.filter(({ at }) => at > mono);
      step = await journal.next(lane, now());
    } else if (step.kind === 'read') step = await list();
    else {
      const part = step.imageIds;
      posts.push(part);
      if (part.some(isBad)) {
        late.push({ images: part, at: mono + lateMs });
        step = await fail(step, refused);
      } else {
        rows.push(...part);
        step = await answer(step, part);
      }
    }
  }
  return posts;
}

test('one bad image among ninety is found one by one, behind the fence, and only it has failed', async () => {
  await journal.create(job(1, ids(90)), now());
  const posts = await untilRest((image) => image === 'image-61');
  const said = await outcomes(1);
  expect(said.filter((outcome) => outcome === 'shared')).toHaveLength(89);
  expect(said[61]).toBe('failed');
  expect(rows).toHaveLength(new Set(rows).size);
  expect(posts).toEqual([ids(90), ...ids(90).map((image) => [image])]);
});

test('what was refused and is carried out a moment later all the same is not sent again', async () => {
  await journal.create(job(1, ids(90)), now());
  expect(await untilRest(() => true, 50)).toEqual([ids(90)]);
  expect(new Set(await outcomes(1))).toEqual(new Set(['shared']));
});

test('an image that was refused alone and comes late all the same is called shared in the end', async () => {
  await journal.create(job(1, ['a']), now());
  const posts = await untilRest(() => true, fenceMs - 1);
  expect(posts).toEqual([['a']]);
  expect((await journal.job('anna', jobId(1))).counts).toMatchObject({ shared: 1, failed: 0 });
  expect((await journal.jobsOf(lane)).map(({ counts }) => counts.shared)).toEqual([1]);
});

test('what was refused is held back by itself: others go on, the same image does not, whoever asks', async () => {
  await journal.create(job(1, ['a']), now());
  await fail(await list(), refused);
  await list();
  await journal.retry('anna', jobId(1), now());
  await journal.create(job(2, ['a', 'b']), now());
  const step = await list();
  expect(sent(step)).toEqual(['b']);
  rows.push('b');
  expect(await answer(step, ['b'])).toMatchObject({ kind: 'wait', why: 'fence' });
  await journal.create(job(3, ['a'], { accountId: 'bert' }), now());
  expect(await list(other)).toMatchObject({ kind: 'wait', why: 'fence' });
  mono += 2 * fenceMs;
  expect(sent(await list())).toEqual(['a']);
});

test('a server that refuses everything is given up soon', async () => {
  await journal.create(job(1, ids(1_000)), now());
  const posts = await untilRest(() => true);
  expect(posts.length).toBeLessThan(40);
  expect(new Set(await outcomes(1))).toEqual(new Set(['failed']));
});

test('while one account’s request may still be at work, no other sends into that sharing', async () => {
  await journal.create(job(1, ['a']), now());
  await fail(await list(), lost);
  await journal.create(job(2, ['b'], { accountId: 'bert' }), now());
  mono += 10;
  const held = await list(other);
  expect(held).toMatchObject({ kind: 'wait', why: 'fence' });
  mono = held.kind === 'wait' ? held.until : mono;
  expect(sent(await list(other))).toEqual(['b']);
  // Frozen, not forgotten, and not bert's.
  expect(await outcomes(1)).toEqual(['unknown']);
  await expect(outcomes(1, 'bert')).rejects.toMatchObject({ data: { code: 'unknown-job' } });
});

test('where the sharing may not be read, what this computer has put there is not sent again unasked', async () => {
  await journal.create(job(1, ['a']), now());
  await answer(await list(), ['a']);
  await journal.create(job(2, ['a', 'b']), now());
  expect(sent(await journal.notListed(lane, denied, now()))).toEqual(['b']);
  expect(await outcomes(2)).toEqual(['needs-user', 'sending']);
});

test('nor where the list may not be whole', async () => {
  await journal.create(job(1, ['a']), now());
  await answer(await list(), ['a']);
  rows = ids(100);
  await journal.create(job(2, ['a', 'b']), now());
  const step = await list();
  expect(sent(step)).toEqual(['b']);
  await answer(step, ['b']);
  await journal.decide('anna', jobId(2), 'send', now());
  expect(sent(await list())).toEqual(['a']);
});

test('what cannot be looked up needs the user, who decides either way', async () => {
  await journal.create(job(1, ['a', 'b']), now());
  await fail(await list(), lost);
  await journal.notListed(lane, denied, now());
  expect(await outcomes(1)).toEqual(['needs-user', 'needs-user']);
  await journal.decide('anna', jobId(1), 'shared', now());
  expect(await outcomes(1)).toEqual(['shared', 'shared']);

  await journal.create(job(2, ['c']), now());
  mono += fenceMs;
  await fail(await list(), lost);
  await journal.notListed(lane, denied, now());
  await journal.decide('anna', jobId(2), 'send', now());
  mono += 1;
  // Even by the user's word nothing is sent while the server may still be at it.
  expect(await list()).toMatchObject({ kind: 'wait', why: 'fence' });
  mono += fenceMs;
  expect(sent(await list())).toEqual(['c']);
});

test('a missing right fails the whole job, after one look', async () => {
  await journal.create(job(1, ids(200)), now());
  await fail(await list(), denied);
  await list();
  expect(new Set(await outcomes(1))).toEqual(new Set(['failed']));
  expect((await journal.job('anna', jobId(1))).endedAt).not.toBeNull();
  mono += 2 * fenceMs;
  await journal.retry('anna', jobId(1), now());
  expect(sent(await list())).toEqual(ids(90));
});

test('what is not sent yet can be cancelled, and sent after all', async () => {
  await journal.create(job(1, ids(100)), now());
  const step = await list();
  await journal.cancel('anna', jobId(1), now());
  expect(await answer(step, ids(90))).toEqual({ kind: 'rest' });
  expect((await journal.job('anna', jobId(1))).counts).toMatchObject({ shared: 90, cancelled: 10 });
  await journal.retry('anna', jobId(1), now());
  expect((await journal.job('anna', jobId(1))).endedAt).toBeNull();
  expect(sent(await list())).toEqual(ids(100).slice(90));
});

test('an answer told twice is believed once', async () => {
  await journal.create(job(1, ['a']), now());
  const step = await list();
  await answer(step, ['a']);
  await fail(step, lost);
  expect(await outcomes(1)).toEqual(['shared']);
});

test('what needs looking at comes first, page by page', async () => {
  await journal.create(job(1, ids(100)), now());
  await answer(await list(), ids(90));
  const { items, total } = await journal.items('anna', jobId(1), { from: 0, count: 12, inOrder: false });
  expect(total).toBe(100);
  expect(items.map(({ position }) => position)).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 0, 1]);
});

test('what is known of a sharing is its list, and what was shared since', async () => {
  rows = ['a', 'x\ny'];
  await journal.create(job(1, ['b']), now());
  await answer(await list(), ['b']);
  const { ids: known, sharedAt, isWhole, version } = await journal.known(lane);
  expect(Buffer.from(known).toString()).toBe('a\nb\n');
  expect(sharedAt).toHaveLength(2);
  expect(isWhole).toBe(true);
  rows = ['b'];
  await list();
  expect(Buffer.from((await journal.known(lane)).ids).toString()).toBe('b\n');
  expect((await journal.looked(lane)).version).toBeGreaterThan(version);
});

test('a disk that refuses leaves everything as it was, and nothing to send', async () => {
  await journal.create(job(1, ['a']), now());
  database.exec(`CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT raise(ABORT, 'full'); END`);
  await expect(list()).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  expect(await outcomes(1)).toEqual(['queued']);
  database.exec('DROP TRIGGER full');
  // It was not compared either.
  expect(await journal.next(lane, now())).toEqual({ kind: 'read' });
});

test('what one account has just put there, another does not send by an older comparison', async () => {
  await journal.create(job(1, ['x']), now());
  await journal.listed(lane, stream([]), { ...now(), notBefore: Infinity });
  await journal.create(job(2, ['x'], { accountId: 'bert' }), now());
  const step = await list(other);
  expect(sent(step)).toEqual(['x']);
  rows.push('x');
  await journal.posted(
    other,
    attemptOf(step),
    { body: bytes(['x'].map(rowOf)), status: 200, requestId: 'r' },
    now(),
  );
  expect(sent(await journal.next(lane, now()))).toEqual('read');
});

test('where the thread dies during a POST and starts again, the fence counts from the end of the POST', async () => {
  await journal.create(job(1, ['x']), now());
  const step = await list();
  journal = open();
  mono += 500;
  const endedAt = mono;
  let next = await fail(step, lost);
  for (let n = 0; n < 50; n += 1) {
    if (next.kind === 'send') break;
    if (next.kind === 'wait') mono = Math.max(mono, next.until);
    next = next.kind === 'read' ? await list() : await journal.next(lane, now());
  }
  expect(next.kind).toBe('send');
  expect(mono - endedAt).toBeGreaterThanOrEqual(fenceMs);
});

test('while a POST is under way, however long, no other account sends there', async () => {
  await journal.create(job(1, ['x']), now());
  await list();
  await journal.create(job(2, ['y'], { accountId: 'bert' }), now());
  mono += fenceMs + 1;
  expect(sent(await list(other))).not.toEqual(['y']);
});

test('what was decided is counted once', async () => {
  await journal.create(job(1, ['x']), now());
  const step = await list();
  await fail(step, lost);
  mono += 2 * fenceMs;
  await journal.listed(lane, { ...stream([]), hintsAtMore: true }, now());
  expect(await outcomes(1)).toEqual(['needs-user']);
  await journal.decide('anna', jobId(1), 'shared', now());
  expect(database.prepare('select summary from jobs').get()).not.toEqual({ summary: null });
});

test('row 1: what dies before the journal is written has never been: nothing is queued, nothing is sent', async () => {
  const dies = journalOn(database, {
    boot: 'boot',
    mono: () => mono,
    reached: (point) => {
      if (point === 'before-journal') throw new Error('killed');
    },
  });
  await expect(dies.create(job(1, ['a']), now())).rejects.toThrow();
  journal = open();
  expect(await journal.jobs('anna')).toEqual([]);
  expect(await journal.lanes('anna')).toEqual([]);
  expect(await journal.next(lane, now())).toEqual({ kind: 'rest' });
});

test('what one job has shared, another that failed does not send again unasked where the list is cut', async () => {
  rows = ids(25).map((id) => `old-${id}`);
  await journal.create(job(1, ['a']), now());
  await fail(await list(), denied);
  await list();
  expect(await outcomes(1)).toEqual(['failed']);
  mono += 2 * fenceMs;
  await journal.create(job(2, ['a']), now());
  await answer(await list(), ['a']);
  await journal.retry('anna', jobId(1), now());
  expect(await list()).toEqual({ kind: 'rest' });
  expect(await outcomes(1)).toEqual(['needs-user']);
});

test('a sharing that names its images otherwise is not filled again and again: the user is asked', async () => {
  await journal.create(job(1, ids(3)), now());
  await fail(await list(), lost);
  rows = ids(3).map((id) => id.toUpperCase());
  mono += 2 * fenceMs;
  expect(await list()).toEqual({ kind: 'rest' });
  expect(new Set(await outcomes(1))).toEqual(new Set(['needs-user']));
});

test('a list that lacks what this job has made is not believed in what else it lacks', async () => {
  await journal.create(job(1, ids(100)), now());
  const second = await answer(await list(), ids(90));
  await fail(second, lost);
  mono += fenceMs;
  expect(await list()).toMatchObject({ kind: 'wait' });
  mono += 2 * fenceMs;
  await list();
  expect((await journal.job('anna', jobId(1))).counts).toMatchObject({ shared: 90, 'needs-user': 10 });
});

test('what needs the user in one job is not sent by another that waits with the same image', async () => {
  await journal.create(job(1, ['a']), now());
  await journal.create(job(2, ['a', 'b']), now());
  await fail(await list(), lost);
  rows = ['A'];
  mono += 2 * fenceMs;
  expect(sent(await list())).toEqual(['b']);
  expect([await outcomes(1), await outcomes(2)]).toEqual([['needs-user'], ['needs-user', 'sending']]);
});

test('a whole list that ends at a round number is believed in what it holds, and asks of what it lacks', async () => {
  rows = ids(299).map((id) => `old-${id}`);
  await journal.create(job(1, ['a', 'b']), now());
  const step = await list();
  expect(sent(step)).toEqual(['a', 'b']);
  await fail(step, lost);
  rows.push('a');
  mono += 2 * fenceMs;
  await list();
  expect(await outcomes(1)).toEqual(['shared', 'needs-user']);
  expect((await journal.looked(lane)).isWhole).toBe(true);
});

test('where the server has told longer lists, one that ends at a round number proves what it lacks', async () => {
  rows = ids(301).map((id) => `old-${id}`);
  await list({ ...lane, sharingId: 'another' });
  rows = ids(300).map((id) => `old-${id}`);
  await journal.create(job(1, ['a']), now());
  await fail(await list(), lost);
  mono += 2 * fenceMs;
  await list();
  mono += fenceMs;
  expect(sent(await list())).toEqual(['a']);
});

test('what was sent again and taken, and is in no list after it, is told so', async () => {
  await journal.create(job(1, ['a', 'b']), now());
  await fail(await list(), lost);
  mono += fenceMs;
  await list();
  mono += fenceMs;
  expect(await answer(await list(), ['a', 'b'])).toMatchObject({ kind: 'wait' });
  rows = ['b'];
  mono += 2 * fenceMs;
  expect(await list()).toEqual({ kind: 'rest' });
  const { items } = await journal.items('anna', jobId(1), { from: 0, count: 9, inOrder: true });
  expect(items.map(({ outcome, times }) => [outcome, times])).toEqual([
    ['shared', 0],
    ['shared', null],
  ]);
  expect((await journal.job('anna', jobId(1))).tooOften).toBe(0);
  expect(await journal.jobsOf(lane)).toHaveLength(1);
});

test('what may be there is told apart from what is not', async () => {
  await journal.create(job(1, ['a', 'b']), now());
  await fail(await list(), lost);
  expect(Buffer.from((await journal.known(lane)).uncertain).toString()).toBe('a\nb\n');
  rows = ['b'];
  await list();
  expect(Buffer.from((await journal.known(lane)).uncertain).toString()).toBe('a\n');
});
