/** Asks the API for these records anew and stores what comes: one call for at most 80 ids. Rejects where that fails. */
export type RenewRecords = (accountId: string, albumId: string, imageIds: readonly string[]) => Promise<void>;

/** One record that names addresses which its host refuses. */
interface Renewal {
  accountId: string;
  albumId: string;
  imageId: string;
  updatedAt: number;
}

interface Batch {
  accountId: string;
  albumId: string;
  ids: Set<string>;
  done: Promise<boolean>;
}

/** `image_syncs` takes no more (api.md). */
const mostIds = 80;
/** Pictures of one screen are refused within about this time of each other. */
const gatheringMs = 150;
/** Calls in a row after which no picture came. Then it is not the signatures, and each call counts (api.md). */
const mostFruitless = 5;
const restMs = 600_000;
const mostRemembered = 20_000;

/**
 * Has records renewed whose addresses a host refuses, since they may be signed for a time only (faults.md 56): each
 * version of a record once a session, many in one call, one call at a time, and none for ten minutes where five calls
 * helped no picture.
 * @param now a clock that never goes back, in milliseconds
 * @param onTrouble told why a call failed; its pictures are refused then, and may be renewed another time
 */
export function createRenewals(options: {
  renewRecords: RenewRecords;
  now: () => number;
  onTrouble: (cause: unknown) => void;
}) {
  const { renewRecords, now, onTrouble } = options;
  const renewed = new Set<string>();
  const batches = new Map<string, Batch>();
  let line: Promise<unknown> = Promise.resolve();
  let fruitless = 0;
  let lastAt = Number.NEGATIVE_INFINITY;

  const nameOf = (renewal: Renewal): string =>
    JSON.stringify([renewal.accountId, renewal.albumId, renewal.imageId, renewal.updatedAt]);
  const isResting = (): boolean => fruitless >= mostFruitless && now() - lastAt < restMs;

  function batchFor({ accountId, albumId }: Renewal): Batch {
    const name = JSON.stringify([accountId, albumId]);
    const gathering = batches.get(name);
    if (gathering !== undefined && gathering.ids.size < mostIds) return gathering;
    const ids = new Set<string>();
    const gathered = new Promise((resolve) => setTimeout(resolve, gatheringMs));
    const before = line;
    const done = gathered.then(async () => {
      await before;
      // While the line was taken, more may have come.
      if (batches.get(name) === batch) batches.delete(name);
      return send(batch);
    });
    const batch: Batch = { accountId, albumId, ids, done };
    line = done;
    batches.set(name, batch);
    return batch;
  }

  async function send({ accountId, albumId, ids }: Batch): Promise<boolean> {
    if (isResting()) return false;
    fruitless += 1;
    lastAt = now();
    try {
      await renewRecords(accountId, albumId, [...ids]);
      return true;
    } catch (cause) {
      onTrouble(cause);
      return false;
    }
  }

  return {
    /** Whether this version of the record may be renewed still. */
    isOpen: (renewal: Renewal): boolean => !renewed.has(nameOf(renewal)) && !isResting(),

    /** @returns true where the record was asked for and may name other addresses now. */
    async renew(renewal: Renewal): Promise<boolean> {
      const name = nameOf(renewal);
      renewed.add(name);
      for (const oldest of renewed) {
        if (renewed.size <= mostRemembered) break;
        renewed.delete(oldest);
      }
      const batch = batchFor(renewal);
      batch.ids.add(renewal.imageId);
      const isDone = await batch.done;
      if (!isDone) renewed.delete(name);
      return isDone;
    },

    /** A renewed record brought a picture. */
    helped(): void {
      fruitless = 0;
    },
  };
}
