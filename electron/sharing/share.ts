import type { Input } from '#shared/contract.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import type { ShareJob, ShareJobs, Sharing, SharingLook } from '#shared/models/sharing.ts';
import PQueue from 'p-queue';
import type { Journal, KeptJob, Lane, Moment } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import { createLaneLoop, type LaneLoop } from './lane.ts';
import { backoffMs, createPause } from './pause.ts';
import { createShareItems, type ShareItemsParts } from './share-items.ts';
import type { SharingCalls } from './sharing-calls.ts';
import { listSharings } from './sharings.ts';
import { createTeller, type Teller } from './teller.ts';

/** What sharing is made of, for one account; another account gets another. */
export interface SharingParts extends ShareItemsParts {
  /** The origin. */
  server: string;
  journal: Journal;
  /** The calls of this account. @throws AppError `signed-out`, `session-expired` where nothing can be asked */
  calls: () => SharingCalls;
  /** Whether this account is there and its session has not expired. */
  isSignedIn: () => boolean;
  /** `GET /albums/:album_id/sharings` */
  albumSharings: (albumId: string) => Promise<Sharing[]>;
  abilities: () => readonly AlbumAbility[];
  clock: Clock;
  /** How long a server may go on working on a share after its line was cut, milliseconds. */
  fenceMs: () => number;
  /** Told of a job that changed, a few times a second at most, and always of how it ended. */
  notify: (job: ShareJob) => void;
  /** Told once of a job that ended while this ran. */
  ended: (job: ShareJob) => void;
  /** Told of an error nobody expected, for the log. */
  unexpected: (thrown: unknown) => void;
}

/** Lanes that work at the same time; the others take turns with them. */
const mostLanes = 3;

/** The channels `sharings.*` and `shares.*` of the contract, each with its input; and what the app tells of itself. */
export type AccountSharing = ReturnType<typeof createSharing>;

/** Carries out the share jobs of one account. It begins with `wake`. */
export function createSharing(parts: SharingParts) {
  const { accountId, server, journal, clock } = parts;
  const lanes = new Map<string, { loop: LaneLoop; teller: Teller }>();
  const turns = new PQueue({ concurrency: mostLanes });
  const pause = createPause(clock, () => lanes.forEach(({ loop }) => loop.goOn()));
  let isStopping = false;
  let failedWakes = 0;
  let cancelWake: (() => void) | null = null;

  function laneOf(sharingId: string): { loop: LaneLoop; teller: Teller } {
    const known = lanes.get(sharingId);
    if (known !== undefined) return known;
    const lane: Lane = { accountId, server, sharingId };
    const teller = createTeller(lane, { ...parts, waiting: () => loop.waiting() });
    const loop = createLaneLoop(lane, {
      ...parts,
      isStopping: () => isStopping,
      pause,
      turns,
      changed: (isResting) => teller.changed(isResting),
    });
    const made = { loop, teller };
    lanes.set(sharingId, made);
    return made;
  }

  const now = (): Moment => ({
    mono: clock.mono(),
    wall: clock.wall(),
    fenceMs: parts.fenceMs(),
    notBefore: pause.notBefore(),
  });

  async function shown(job: KeptJob): Promise<ShareJob> {
    if (job.endedAt !== null) return { ...job, waiting: null };
    const { sharingId } = await journal.laneOf(accountId, job.id);
    return { ...job, waiting: lanes.get(sharingId)?.loop.waiting() ?? null };
  }

  /** A job was changed: its lane goes on with it, and tells of it until it has ended. */
  async function changed(jobId: string): Promise<ShareJob> {
    const { sharingId } = await journal.laneOf(accountId, jobId);
    const { loop, teller } = laneOf(sharingId);
    const job = await journal.job(accountId, jobId);
    if (job.endedAt === null) teller.follow(jobId);
    loop.goOn();
    teller.changed(true);
    return { ...job, waiting: job.endedAt === null ? loop.waiting() : null };
  }

  async function goOn(): Promise<void> {
    if (isStopping) return;
    try {
      for (const { sharingId } of await journal.lanes(accountId)) laneOf(sharingId);
      failedWakes = 0;
    } catch (thrown) {
      // What waits must not wait for ever because the disk was busy just then.
      parts.unexpected(thrown);
      failedWakes += 1;
      cancelWake?.();
      cancelWake = clock.after(backoffMs(failedWakes, clock.random()), () => void goOn());
    }
    lanes.forEach(({ loop }) => loop.goOn());
  }

  return {
    ...createShareItems(parts),

    /** Goes on with all there is to do: the app has started, the session is another. */
    wake: (): void => void goOn(),

    /** The network may be there again (resumed, online, or the user says so): what waits for the server is tried now. */
    tryNow(): null {
      pause.reset();
      void goOn();
      return null;
    },

    /** Begins nothing more, and waits until what is on its way has come to its end and is written down. */
    async stop(): Promise<void> {
      isStopping = true;
      await Promise.all([...lanes.values()].map(({ loop }) => loop.stopped()));
      await Promise.all([...lanes.values()].map(({ teller }) => teller.stop()));
    },

    /** @throws AppError what the call failed with, where there is nothing to show instead */
    listSharings({ albumId }: Input<'sharings.list'>): Promise<Sharing[]> {
      const ability = parts.abilities().find((each) => each.albumId === albumId);
      return listSharings(ability?.sharings ?? [], () => parts.albumSharings(albumId));
    },

    async look({ sharingId }: Input<'sharings.look'>): Promise<SharingLook> {
      const error = await laneOf(sharingId).loop.look();
      return { ...(await journal.looked({ accountId, server, sharingId })), error };
    },

    /** Writes a job down and begins it. The same id again is the same job, under way or over. */
    async create(request: Input<'shares.create'>): Promise<ShareJob> {
      await journal.create({ ...request, accountId, server }, now());
      return changed(request.jobId);
    },

    /** Newest first. */
    async list(): Promise<ShareJobs> {
      const { jobs, mishap } = await journal.jobs(accountId);
      return { jobs: await Promise.all(jobs.map(shown)), mishap };
    },

    async dismissMishap(): Promise<null> {
      await journal.dismissMishap();
      return null;
    },

    async retry({ jobId }: Input<'shares.retry'>): Promise<ShareJob> {
      await journal.retry(accountId, jobId, now());
      return changed(jobId);
    },

    async cancel({ jobId }: Input<'shares.cancel'>): Promise<ShareJob> {
      await journal.cancel(accountId, jobId, now());
      return changed(jobId);
    },

    async decide({ jobId, choice }: Input<'shares.decide'>): Promise<ShareJob> {
      await journal.decide(accountId, jobId, choice, now());
      return changed(jobId);
    },
  };
}
