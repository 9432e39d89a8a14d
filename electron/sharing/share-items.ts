import { AppError } from '#shared/errors.ts';
import type { Input } from '#shared/contract.ts';
import type { ShareItems } from '#shared/models/sharing.ts';
import type { Journal } from '../journal/journal.ts';

export interface ShareItemsParts {
  accountId: string;
  journal: Pick<Journal, 'job' | 'items' | 'links'>;
  /** Title, else file name, of an album's images, in the order of the ids. */
  names: (albumId: string, imageIds: readonly string[]) => Promise<string[]>;
  openExternal: (link: string) => Promise<void>;
  copy: (text: string) => Promise<void>;
}

/** The images of an account's jobs, and what can be done with their links: of the channels `shares.*`. */
export function createShareItems({ accountId, journal, names, openExternal, copy }: ShareItemsParts) {
  return {
    async items({ jobId, from, count }: Input<'shares.items'>): Promise<ShareItems> {
      const { albumId } = await journal.job(accountId, jobId);
      const { items, total } = await journal.items(accountId, jobId, { from, count, inOrder: false });
      const ids = items.map(({ imageId }) => imageId);
      const known = await names(albumId, ids);
      return {
        items: items.map(({ imageId, outcome, error, times, link }, index) => ({
          imageId,
          name: known[index] ?? imageId,
          outcome,
          error,
          times,
          link,
        })),
        total,
      };
    },

    /** @throws AppError `unknown-job`, `unknown-image` where there is no such link */
    async openLink({ jobId, imageId }: Input<'shares.openLink'>): Promise<null> {
      const [link] = await journal.links(accountId, jobId, imageId);
      if (link === undefined) throw new AppError({ code: 'unknown-image' });
      await openExternal(link);
      return null;
    },

    /**
     * Copies an image's link, or with null all of the job's, one a line.
     * @throws AppError `unknown-job`, `unknown-image` where there is no such link
     */
    async copyLinks({ jobId, imageId }: Input<'shares.copyLinks'>): Promise<null> {
      const links = await journal.links(accountId, jobId, imageId);
      if (links.length === 0) throw new AppError({ code: 'unknown-image' });
      await copy(links.join('\n'));
      return null;
    },
  };
}
