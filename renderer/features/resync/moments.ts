import type { Resync } from '#shared/models/resync.ts';

/** What is chosen of a history to be compared. */
export interface Moments {
  chosen: Resync[];
  areOfOneAlbum: boolean;
  /** The older and the newer one; null where these cannot be compared, or are not two. */
  pair: { from: string; to: string } | null;
}

/** The moments of these ids; one that is not kept any more is none. */
export function momentsOf(resyncs: readonly Resync[], ids: readonly string[]): Moments {
  const chosen = resyncs
    .filter(({ id, isMoment }) => isMoment && ids.includes(id))
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const [from, to] = chosen;
  const areOfOneAlbum = chosen.every(({ albumId }) => albumId === from?.albumId);
  const pair = from && to && areOfOneAlbum ? { from: from.id, to: to.id } : null;
  return { chosen, areOfOneAlbum, pair };
}
