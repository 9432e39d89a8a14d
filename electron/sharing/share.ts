import { AppError } from '#shared/errors.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import type { ShareItem, ShareJob, ShareRequest, Sharing } from '#shared/models/sharing.ts';
import { createJobs, mayRetry, summaryOf, type Item, type Job } from './jobs.ts';
import type { Wish } from './outcomes.ts';
import { sendShare, type SharingCalls } from './send.ts';
import { listSharings } from './sharings.ts';

/** What sharing is made of, for one account; another account gets another. */
export interface SharingParts {
  api: SharingCalls & {
    /** `GET /albums/:album_id/sharings` */
    sharings(albumId: string): Promise<Sharing[]>;
  };
  abilities: () => readonly AlbumAbility[];
  /** Title, else file name, of an album's images, in the order of the ids. */
  names: (albumId: string, imageIds: readonly string[]) => Promise<string[]>;
  clock: {
    /** Milliseconds since 1970. */
    now: () => number;
    after: (ms: number, run: () => void) => unknown;
  };
  /** Told of a job that changed, a few times a second at most. */
  notify: (job: ShareJob) => void;
  openExternal: (link: string) => Promise<void>;
  copy: (text: string) => Promise<void>;
  /** Told of an error nobody expected, for the log. */
  unexpected: (thrown: unknown) => void;
}

const betweenNotices = 100;

/** The channels `sharings.list` and `shares.*` of the contract, each with its input. */
export function createSharing(parts: SharingParts) {
  const { api, clock } = parts;
  const jobs = createJobs(clock.now);
  const names = new Map<Job, string[]>();
  /** The last job of each sharing: the next one waits for it. */
  const lanes = new Map<string, Promise<void>>();
  const changed = new Set<Job>();

  function tell(job: Job): void {
    if (changed.size === 0) {
      clock.after(betweenNotices, () => {
        const told = [...changed];
        changed.clear();
        for (const each of told) parts.notify(summaryOf(each));
      });
    }
    changed.add(job);
  }

  async function send(job: Job, wishes: readonly Wish[]): Promise<void> {
    const { sharingId } = job.request;
    const set = (imageId: string, item: Item): void => void job.items.set(imageId, item);
    await sendShare({ sharingId, wishes }, api, {
      sending(imageIds) {
        for (const imageId of imageIds) set(imageId, { outcome: 'sending', error: null, link: null });
        tell(job);
      },
      settled(settlements) {
        for (const [imageId, settlement] of settlements) set(imageId, settlement);
        tell(job);
      },
      unexpected: parts.unexpected,
    });
  }

  /**
   * Sends in the background, when every earlier job of the same sharing is over: two that read it at the same time would
   * both find an image missing, and both send it.
   */
  function begin(job: Job, wishes: readonly Wish[]): void {
    const { sharingId } = job.request;
    job.endedAt = null;
    const lane = (lanes.get(sharingId) ?? Promise.resolve())
      .then(() => send(job, wishes))
      .catch(parts.unexpected)
      .then(() => {
        job.endedAt = clock.now();
        if (lanes.get(sharingId) === lane) lanes.delete(sharingId);
        tell(job);
      });
    lanes.set(sharingId, lane);
    tell(job);
  }

  return {
    /** @throws AppError what the call failed with, where there is nothing to show instead */
    listSharings({ albumId }: { albumId: string }): Promise<Sharing[]> {
      const ability = parts.abilities().find((each) => each.albumId === albumId);
      return listSharings(ability?.sharings ?? [], () => api.sharings(albumId));
    },

    /** Starts a job and answers at once. The same id again is the same job, under way or over. */
    create(request: ShareRequest): ShareJob {
      if (!jobs.has(request.jobId)) {
        const job = jobs.add(request);
        begin(job, wishesOf(job, 'queued'));
      }
      return summaryOf(jobs.get(request.jobId));
    },

    /** Newest first. */
    list: (): ShareJob[] => jobs.all().map(summaryOf),

    async items({ jobId }: { jobId: string }): Promise<ShareItem[]> {
      const job = jobs.get(jobId);
      const ids = [...job.items.keys()];
      const named = names.get(job) ?? (await parts.names(job.request.albumId, ids));
      names.set(job, named);
      return [...job.items].map(([imageId, item], index) => ({
        imageId,
        name: named[index] ?? imageId,
        ...item,
      }));
    },

    /**
     * Tries again what failed, and looks up what is unknown: what the sharing holds by now is shared, and what it still
     * lacks is sent. By itself the app never sends an unknown image again; here the user has seen that it is unknown,
     * and wishes it. (A server that still works on the first request may then add it twice: the fence of issue 4 makes
     * even this wait.) A job under way is left alone.
     */
    retry({ jobId }: { jobId: string }): ShareJob {
      const job = jobs.get(jobId);
      const again = [...job.items].filter(mayRetry);
      if (job.endedAt !== null && again.length > 0) {
        for (const [imageId, { outcome }] of again) {
          if (outcome === 'failed') job.items.set(imageId, { outcome: 'queued', error: null, link: null });
        }
        begin(job, wishesOf(job, 'queued', 'unknown'));
      }
      return summaryOf(job);
    },

    /** @throws AppError `unknown-job`, `unknown-image` where there is no such link */
    async openLink({ jobId, imageId }: { jobId: string; imageId: string }): Promise<null> {
      const [link] = linksOf(jobs.get(jobId), imageId);
      if (link === undefined) throw new AppError({ code: 'unknown-image' });
      await parts.openExternal(link);
      return null;
    },

    /**
     * Copies an image's link, or with null all of the job's, one a line.
     * @throws AppError `unknown-job`, `unknown-image` where there is no such link
     */
    async copyLinks({ jobId, imageId }: { jobId: string; imageId: string | null }): Promise<null> {
      const links = linksOf(jobs.get(jobId), imageId);
      if (links.length === 0) throw new AppError({ code: 'unknown-image' });
      await parts.copy(links.join('\n'));
      return null;
    },
  };
}

const wishesOf = ({ items }: Job, ...outcomes: Item['outcome'][]): Wish[] =>
  [...items]
    .filter(([, { outcome }]) => outcomes.includes(outcome))
    .map(([imageId, { outcome }]) => ({ imageId, wasUnknown: outcome === 'unknown' }));

/** The links of a job, or of one of its images: each on the server's own origin (`api/sharings.ts`). */
const linksOf = ({ items }: Job, imageId: string | null): string[] =>
  [...items]
    .filter(([id]) => imageId === null || id === imageId)
    .map(([, { link }]) => link)
    .filter((link) => link !== null);
