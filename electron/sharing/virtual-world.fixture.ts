import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import type { ShareJob, ShareOutcome } from '#shared/models/sharing.ts';
import type { CrashPoint, Journal, KeptItem } from '../journal/journal.ts';
import { journalOn } from '../journal/local-journal.ts';
import { schema } from '../journal/schema.ts';
import { createSharing, type AccountSharing } from './share.ts';
import { VirtualServer } from './virtual-server.fixture.ts';
import { VirtualTime } from './virtual-time.fixture.ts';

export const origin = 'https://api.sharinpix.com';
export const jobId = (number: number): string =>
  `0190a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `image${index}`);
export const fenceMs = 120_000;

const never = new Promise<never>(() => undefined);
class Killed extends Error {}

/** One run of the app: what it told, and whether it still lives. */
export interface App extends AccountSharing {
  isAlive: boolean;
  /** The newest of what the page was told, by job. */
  told: Map<string, ShareJob>;
  notices: ShareJob[];
  ended: string[];
  unexpected: unknown[];
}

/** A machine with the app and a journal, and a server, in virtual time. */
export class VirtualWorld {
  readonly time = new VirtualTime();
  readonly server = new VirtualServer(this.time);
  readonly database = new DatabaseSync(':memory:');
  fenceMs = fenceMs;
  accountId = 'account';
  isSignedIn = true;
  app: App;
  /** The journal's calls that decide something. */
  decisions = 0;
  /** Asked at each point of the journal whether the app dies there. */
  diesAt: (point: CrashPoint) => boolean = () => false;
  /** Asked before each call of the journal whether the disk refuses it. */
  diskFails: (call: keyof Journal) => boolean = () => false;
  copied: string[] = [];
  opened: string[] = [];
  private readonly random: () => number;
  /** The journal as it is now, to look at. */
  private kept!: Pick<Journal, 'items'>;

  constructor(random = (): number => 0.5) {
    this.random = random;
    this.database.exec(schema);
    this.app = this.start();
  }

  /** Starts the app; what ran before is dropped without a word. */
  start(): App {
    for (const post of this.server.posts) post.endedAt ??= this.time.now;
    const accountId = this.accountId;
    const told = new Map<string, ShareJob>();
    const notices: ShareJob[] = [];
    const ended: string[] = [];
    const unexpected: unknown[] = [];
    const isThere = (): boolean => this.isSignedIn && this.accountId === accountId;
    const sharing = createSharing({
      accountId,
      server: origin,
      journal: this.journal(
        () => app.isAlive,
        () => this.kill(app),
      ),
      calls: () => {
        if (!isThere()) throw new AppError({ code: 'session-expired' });
        return {
          list: (sharingId) => this.server.list(sharingId),
          add: (sharingId, imageIds) => this.server.add(sharingId, imageIds),
        };
      },
      isSignedIn: isThere,
      albumSharings: () => Promise.resolve([]),
      abilities: () => [],
      names: (_album, imageIds) => Promise.resolve(imageIds.map((id) => `Name of ${id}`)),
      clock: this.time.clock(this.random),
      fenceMs: () => this.fenceMs,
      notify: (job) => {
        told.set(job.id, job);
        notices.push(job);
      },
      ended: (job) => ended.push(job.id),
      openExternal: (link) => Promise.resolve(void this.opened.push(link)),
      copy: (text) => Promise.resolve(void this.copied.push(text)),
      unexpected: (thrown) => unexpected.push(thrown),
    });
    const app: App = { ...sharing, isAlive: true, told, notices, ended, unexpected };
    this.app = app;
    sharing.wake();
    return app;
  }

  kill(app = this.app): void {
    app.isAlive = false;
    this.time.dropApp();
  }

  /** Dies, and is started again. */
  async restart({ afterMs = 0, reboots = false } = {}): Promise<App> {
    this.kill();
    await this.time.advance(afterMs);
    if (reboots) this.time.reboot();
    return this.start();
  }

  create(
    imageIds: readonly string[],
    { number = 1, sharingId = 'sharing', again = false } = {},
  ): Promise<ShareJob> {
    return this.app.create({
      jobId: jobId(number),
      albumId: 'album',
      sharingId,
      labels: { en: 'Homepage' },
      again,
      imageIds: [...imageIds],
    });
  }

  /** What became of each image, in the user's order, such as `image0 shared`. */
  async outcomes(number = 1): Promise<string[]> {
    const items = await this.items(number);
    return items.map(({ imageId, outcome }) => `${imageId} ${outcome}`);
  }

  /** A job's images as the journal has them, in the user's order. */
  async items(number = 1): Promise<KeptItem[]> {
    const page = { from: 0, count: 500, inOrder: true };
    return (await this.kept.items(this.accountId, jobId(number), page)).items;
  }

  /** How many images of a job have each outcome, those without any left out. */
  async counts(number = 1): Promise<Partial<Record<ShareOutcome, number>>> {
    const { jobs } = await this.app.list();
    const job = jobs.find(({ id }) => id === jobId(number));
    return Object.fromEntries(Object.entries(job?.counts ?? {}).filter(([, count]) => count > 0));
  }

  /** Shares, and comes to rest. */
  async share(imageIds: readonly string[], options = {}): Promise<void> {
    await this.create(imageIds, options);
    await this.time.untilQuiet();
  }

  /** The real journal, whose owner may die at any of its points. */
  private journal(isAlive: () => boolean, kill: () => void): Journal {
    const work = journalOn(this.database, {
      boot: this.time.boot,
      mono: () => this.time.mono(),
      reached: (point) => {
        if (!isAlive() || !this.diesAt(point)) return;
        kill();
        throw new Killed();
      },
    });
    this.kept = work;
    const journal: Journal = {
      ...work,
      jobs: async (accountId) => ({ jobs: await work.jobs(accountId), mishap: null }),
      dismissMishap: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const deciding = new Set<PropertyKey>(['next', 'posted', 'listed', 'notListed']);
    return new Proxy(journal, {
      get: (target, name: keyof Journal) => {
        const call = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          if (!isAlive()) return never;
          if (deciding.has(name)) this.decisions += 1;
          if (this.diskFails(name)) throw new AppError({ code: 'storage-failed', detail: 'full' });
          try {
            const value = await call.apply(target, args);
            return isAlive() ? value : await never;
          } catch (thrown) {
            if (!isAlive()) return await never;
            throw thrown;
          }
        };
      },
    });
  }
}
