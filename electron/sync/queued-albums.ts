import { appError } from '#shared/errors.ts';
import { albumQueue, queuedAlbum, type AlbumQueue, type QueuedAlbum } from '#shared/models/queue.ts';
import { z } from '#shared/zod.ts';

/** The queue of one account, as it is kept and worked on. */
export const keptQueue = z.object({
  ...albumQueue.pick({ id: true, status: true, startedAt: true, endedAt: true }).shape,
  error: appError.nullable(),
  /** Albums that a stopped queue had left, where only what failed is to be asked again. */
  left: z.array(z.string()).exactOptional(),
  /** In the order given. */
  albums: z.array(queuedAlbum),
});
export type KeptQueue = z.infer<typeof keptQueue>;

/** Whether anything of an album is not as it was. */
const hasChanged = ({ status, counts }: QueuedAlbum): boolean =>
  status === 'done' && Object.entries(counts).some(([kind, count]) => kind !== 'unchanged' && count > 0);

/** The queue at a glance. */
export function queueSummary({ albums, id, status, startedAt, endedAt, error }: KeptQueue): AlbumQueue {
  const counts = { queued: 0, done: 0, changed: 0, failed: 0 };
  let running: string | null = null;
  for (const album of albums) {
    if (album.status === 'running') running = album.albumId;
    else counts[album.status] += 1;
    if (hasChanged(album)) counts.changed += 1;
  }
  return { id, status, startedAt, endedAt, error, total: albums.length, counts, running };
}

/** The one under way, or that was when the app ended. */
export const runningAlbum = ({ albums }: KeptQueue): QueuedAlbum | undefined =>
  albums.find(({ status }) => status === 'running');

/**
 * What is asked next: what was under way when the app ended, else the first that is queued.
 * @param tries how often an album was asked in vain: one behind the others
 */
export function nextAlbum(
  queue: KeptQueue,
  tries: (album: QueuedAlbum) => number = () => 0,
): QueuedAlbum | undefined {
  const { albums, left = [] } = queue;
  const isLeft = new Set(left);
  let next: QueuedAlbum | undefined;
  for (const album of albums) {
    if (album.status === 'running') return album;
    if (album.status !== 'queued' || isLeft.has(album.albumId)) continue;
    if (next === undefined || tries(album) < tries(next)) next = album;
  }
  return next;
}

/** Resyncs that were begun and may not have ended. */
export const underWay = ({ albums, status }: KeptQueue): string[] =>
  status === 'ended'
    ? []
    : albums.flatMap(({ status: of, resyncId }) =>
        resyncId !== null && (of === 'running' || of === 'queued') ? [resyncId] : [],
      );

/** Whether there is something to do that nobody has put off. */
export const goesOn = ({ status }: KeptQueue): boolean => status !== 'paused' && status !== 'ended';

/** How many albums it would go on with by itself. */
export const toGoOnWith = (queue: KeptQueue): number =>
  goesOn(queue)
    ? queue.albums.filter(
        ({ status, albumId }) =>
          status === 'running' || (status === 'queued' && queue.left?.includes(albumId) !== true),
      ).length
    : 0;

/** Nobody works on it: the album that was under way is queued again. @returns whether there was one. */
export function letGo(queue: KeptQueue): boolean {
  const under = runningAlbum(queue);
  if (under !== undefined) under.status = 'queued';
  return under !== undefined;
}

/** As a summary shows them: the failed first, then the one under way, then the changed, then as they were given. */
export function albumsInOrder({ albums }: KeptQueue): QueuedAlbum[] {
  const rank = (album: QueuedAlbum): number => {
    if (album.status === 'failed') return 0;
    if (album.status === 'running') return 1;
    return hasChanged(album) ? 2 : 3;
  };
  // Sorting is stable.
  return albums
    .map((album) => ({ album, rank: rank(album) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ album }) => album);
}
