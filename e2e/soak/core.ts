/**
 * The app's sharing under plain Node, to be killed: the real journal, engine, API client and transport, driven by lines of
 * JSON on its input (`Wish`), saying what it does on its output (`Said`). Started by the harness (`core-process.ts`).
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { errorData } from '#shared/errors.ts';
import { createRandom } from '../../electron/demo/random.ts';
import { createApiClient } from '../../electron/api/client.ts';
import { addToSharing, sharingImages } from '../../electron/api/sharings.ts';
import type { KeptItem } from '../../electron/journal/journal.ts';
import { openLocalJournal } from '../../electron/journal/open-local-journal.ts';
import { openJournal } from '../../electron/journal/open-journal.ts';
import { createSharing } from '../../electron/sharing/share.ts';
import type { Clock } from '../../electron/sharing/clock.ts';
import { createNodeTransport } from '../../electron/transport/node-transport.ts';
import type { Life, Said, Wish } from './core-lines.ts';
import { createCrash } from './crash.ts';
import { sharedClock } from './ledger.ts';
import { wired } from './wire.ts';

const life = JSON.parse(process.env['SOAK_LIFE'] ?? '') as Life;
const accountId = '0123456789abcdef';
/** The app's pauses after failures are this part of what they are, so that a run takes seconds. */
const hurry = 0.1;
/** How often it looks whether all has ended, ms. */
const betweenLooks = 40;
/** Items are asked for in pages. */
const pageLength = 500;

// At once, whatever comes then: what was said is heard, even where the process dies behind it.
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const crash = createCrash(life.killAt, say);

const random = createRandom(life.seed);
const mono = (): number => sharedClock() - life.bootedAt;
const clock: Clock = {
  mono,
  wall: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => random() * hurry,
};
const unexpected = (thrown: unknown): void => {
  throw thrown;
};
const { boot } = life;
const file = join(life.folder, 'journal.sqlite');
const workerFile = join(import.meta.dirname, '../../electron/journal/worker.ts');
const journal = life.inThread
  ? openJournal({ file, workerFile, boot })
  : openLocalJournal(file, { boot, mono, wall: Date.now, reached: crash.reached, onTrouble: unexpected });
const client = createApiClient({
  credentials: {
    accountId,
    origin: life.origin,
    authorization: () => `Token token="${life.token}"`,
    observe: () => undefined,
    hasExpired: () => false,
  },
  transport: wired(createNodeTransport(), {
    posting: () => say({ said: 'posting' }),
    listing: () => say({ said: 'listing' }),
    ...crash,
  }),
  // A share asks for nothing that is parsed here.
  readAnswer: () => Promise.reject(new Error('not asked for')),
});
const sharing = createSharing({
  accountId,
  server: life.origin,
  journal,
  calls: () => ({
    list: (sharingId) => sharingImages(client, sharingId),
    add: (sharingId, imageIds) => addToSharing(client, sharingId, imageIds),
  }),
  isSignedIn: () => true,
  albumSharings: () => Promise.resolve([]),
  abilities: () => [],
  names: (_, imageIds) => Promise.resolve([...imageIds]),
  clock,
  fenceMs: () => life.fenceMs,
  notify: () => undefined,
  ended: () => undefined,
  openExternal: () => Promise.resolve(),
  copy: () => Promise.resolve(),
  unexpected,
});

/** Grows when a wish comes, and when it was followed: what was seen before says nothing then. */
let changes = 0;
let saidAfter = -1;

async function follow(wish: Wish): Promise<void> {
  changes += 1;
  switch (wish.wish) {
    case 'create': {
      const { jobId } = wish.job;
      await sharing.create({ ...wish.job, albumId: 'Album', labels: {} });
      say({ said: 'created', jobId });
      break;
    }
    case 'retry':
      await sharing.retry({ jobId: wish.jobId });
      say({ said: 'retried', jobId: wish.jobId });
      break;
    case 'cancel':
      await sharing.cancel({ jobId: wish.jobId });
      say({ said: 'cancelled', jobId: wish.jobId });
      break;
    case 'report':
      await report();
      break;
    case 'quit':
      clearInterval(looking);
      await sharing.stop();
      await journal.close();
      process.exit();
  }
  changes += 1;
}

async function report(): Promise<void> {
  const { jobs } = await journal.jobs(accountId);
  const reported = jobs.map(async (job) => {
    const items: KeptItem[] = [];
    for (;;) {
      const page = { from: items.length, count: pageLength, inOrder: true };
      const { items: more, total } = await journal.items(accountId, job.id, page);
      items.push(...more);
      if (items.length >= total) return { job, items };
    }
  });
  say({ said: 'report', jobs: await Promise.all(reported) });
}

const looking = setInterval(() => void lookForRest(), betweenLooks);

/** Says that all has ended, once after each change. */
async function lookForRest(): Promise<void> {
  const seen = changes;
  if (saidAfter === seen) return;
  const { jobs } = await journal.jobs(accountId);
  if (seen !== changes || saidAfter === seen || jobs.some(({ endedAt }) => endedAt === null)) return;
  saidAfter = seen;
  say({ said: 'resting', jobs });
}

sharing.wake();
say({ said: 'ready' });
// One wish after the other, as a user has them.
for await (const line of createInterface(process.stdin)) {
  const wish = JSON.parse(line) as Wish;
  try {
    await follow(wish);
  } catch (thrown) {
    say({ said: 'refused', wish: wish.wish, error: errorData(thrown) });
  }
}
