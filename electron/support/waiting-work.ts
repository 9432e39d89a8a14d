import type { AppErrorData } from '#shared/errors.ts';
import { mostQueued } from '#shared/models/queue.ts';
import type { AlbumQueueRoom } from '../sync/queue.ts';
import type { Watches } from '../sync/watches.ts';
import { isoTime } from './iso-time.ts';
import { withTime } from './with-time.ts';

/** The queue of albums in numbers: how far it is, what it waits for, and why what failed did. Null where there is none. */
export async function queueFacts(room: Pick<AlbumQueueRoom, 'get' | 'albums'>) {
  const queue = await room.get();
  if (queue === null) return null;
  const { status, startedAt, endedAt, total, counts, error } = queue;
  // The failed stand first.
  const albums = await room.albums(0, Math.min(mostQueued, counts.failed));
  return {
    status,
    startedAt: isoTime(startedAt),
    endedAt: isoTime(endedAt),
    total,
    counts,
    error: error && withTime(error),
    failures: countsOf(albums.flatMap((album) => (album.error === null ? [] : [album.error]))),
  };
}

/** The images that are waited for, in numbers: of which album, how long already, what came of them. */
export async function watchFacts(room: Pick<Watches, 'list'>) {
  const watches = await room.list();
  return watches.map(({ albumId, startedAt, askedAt, nextAt, endedAt, error, ...counts }) => {
    const { total, processed, failed, gone } = counts;
    return {
      albumId,
      startedAt: isoTime(startedAt),
      askedAt: isoTime(askedAt),
      nextAt: isoTime(nextAt),
      endedAt: isoTime(endedAt),
      ...{ total, processed, failed, gone },
      error: error && withTime(error),
    };
  });
}

/** How often each kind of error came. */
function countsOf(errors: readonly AppErrorData[]): { code: AppErrorData['code']; albums: number }[] {
  const counts = new Map<AppErrorData['code'], number>();
  for (const { code } of errors) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, albums]) => ({ code, albums }));
}
