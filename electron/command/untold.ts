import { errorData } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { z } from '#shared/zod.ts';
import type { History } from '../history/history.ts';
import { privateFile } from '../storage/private-file.ts';

/**
 * What was asked and not told: the library has taken the answer, so the next run finds nothing changed. Where a run is
 * killed, or its output cannot be written, the next one of the same data tells what that one found.
 */
export interface Untold {
  /** What earlier runs of this account found and did not tell, oldest first. One that was killed has ended with that. */
  earlier(): Promise<Resync[]>;
  /** To be called before it is asked. */
  begun(resyncId: string): Promise<void>;
  /** All of it was told. */
  told(): Promise<void>;
}

/** Runs whose output fails for ever, or of an account that never comes again, do not fill the disk. */
const most = 10_000;

/** @param path where it is kept; its folder is there @throws AppError `storage-failed` where it cannot be read */
export async function openUntold(
  path: string,
  accountId: string,
  history: Pick<History, 'get' | 'unfinished' | 'settle'>,
  onTrouble: (cause: unknown) => void,
): Promise<Untold> {
  const file = privateFile({ path, schema: z.object({ resyncs: z.array(z.uuid()) }), onTrouble });
  const write = (): Promise<void> => file.write({ resyncs: [...ids].slice(-most) });
  const ids = new Set((await file.read())?.resyncs ?? []);
  const mine = new Set<string>();

  async function found(id: string): Promise<Resync[]> {
    try {
      const resync = await history.get(accountId, id);
      mine.add(id);
      return differs(resync) ? [resync] : [];
    } catch (thrown) {
      // Another account's, which tells it itself; or it is forgotten, by the history's cap.
      if (errorData(thrown).code === 'unknown-resync') return [];
      throw thrown;
    }
  }

  return {
    earlier: async () => {
      for (const { id } of await history.unfinished(accountId)) {
        await history.settle(accountId, id, 'cancelled', null, Date.now());
        ids.add(id);
      }
      const resyncs: Resync[] = [];
      for (const id of ids) resyncs.push(...(await found(id)));
      return resyncs;
    },
    begun: async (resyncId) => {
      ids.add(resyncId);
      mine.add(resyncId);
      await write();
    },
    told: async () => {
      for (const id of mine) ids.delete(id);
      await write();
    },
  };
}

/** Whether an image is not as it was, as far as the answer came. */
export const differs = ({ counts }: Resync): boolean =>
  counts.changed + counts.moved + counts.added + counts.removed + counts['not-found'] > 0;
