import { randomUUID } from 'node:crypto';
import { AppError, errorData, type AppErrorCode, type AppErrorData } from '#shared/errors.ts';
import type { ResyncReport } from '#shared/models/resync.ts';
import type { Difference, StoredAlbum } from '../library/library.ts';
import { askableChunks } from './chunks.ts';
import { isOfEveryCall, type SessionAsks } from './session-asks.ts';

/**
 * Asks for an album's whole list again: one call, to the route that its list came from. Only where that route fails or
 * does not name the album any more, its own route is asked as well.
 * @param now milliseconds since 1970.
 */
export async function resyncAlbum(
  asks: SessionAsks,
  albumId: string,
  now: () => number,
): Promise<ResyncReport> {
  const report = emptyReport(albumId, 'album', now());
  try {
    const { difference } = await listAgain(asks, albumId);
    count(report, difference);
  } catch (thrown) {
    await asks.failed(albumId, thrown);
    throw thrown;
  }
  return { ...report, endedAt: now() };
}

async function listAgain(asks: SessionAsks, albumId: string): Promise<StoredAlbum> {
  const source = await asks.library.listSource(asks.session.accountId, albumId);
  const stored = source === 'image_syncs' ? await asks.storeAll() : [];
  return stored.find(({ state }) => state.albumId === albumId) ?? asks.storeAlbum(albumId);
}

/** Every chunk would meet these too, although another route might not. */
const ofEveryChunk: ReadonlySet<AppErrorCode> = new Set(['access-denied', 'storage-failed']);

/**
 * Asks for these images in chunks, one after the other, and compares asked with answered. A chunk that fails is told as
 * `failed` and the others count; where the next would fail alike, the rest fails unasked.
 * @param now milliseconds since 1970.
 * @throws AppError `no-images-chosen`.
 */
export async function resyncImages(
  asks: SessionAsks,
  albumId: string,
  ids: readonly string[],
  now: () => number,
): Promise<ResyncReport> {
  if (ids.length === 0) throw new AppError({ code: 'no-images-chosen' });
  const report = emptyReport(albumId, 'ids', now());
  const chunks = askableChunks(ids);
  const total = chunks.flat().length;
  let done = 0;
  let lastFailure: AppErrorCode | null = null;
  let givenUp: AppErrorData | null = null;
  for (const chunk of chunks) {
    try {
      if (givenUp !== null) throw new AppError(givenUp);
      const { difference } = await asks.mergeImages(albumId, chunk);
      count(report, difference);
      lastFailure = null;
    } catch (thrown) {
      const error = errorData(thrown);
      report.failed.push({ ids: chunk, error });
      // One call may lose its line; two alike in a row are no accident, and a thousand more would each wait for it.
      const isSure = ofEveryChunk.has(error.code) || (isOfEveryCall(thrown) && error.code !== 'not-reached');
      if (isSure || error.code === lastFailure) givenUp = error;
      lastFailure = error.code;
    }
    done += chunk.length;
    asks.tellProgress(albumId, done, total);
  }
  const state = await asks.library.albumState(asks.session.accountId, albumId);
  if (state !== null) asks.tell(state);
  await asks.publish();
  return { ...report, endedAt: now() };
}

function emptyReport(albumId: string, scope: ResyncReport['scope'], startedAt: number): ResyncReport {
  return {
    id: randomUUID(),
    albumId,
    scope,
    startedAt,
    endedAt: startedAt,
    counts: { unchanged: 0, changed: 0, added: 0, removed: 0, 'not-found': 0 },
    rows: [],
    failed: [],
  };
}

function count(report: ResyncReport, difference: Difference): void {
  const { counts } = report;
  counts.unchanged += difference.unchanged;
  counts.changed += difference.changed;
  counts.added += difference.added;
  counts.removed += difference.removed;
  counts['not-found'] += difference.notFound;
  for (const row of difference.rows) report.rows.push(row);
  if (difference.unclear.length === 0) return;
  const facts = { route: 'GET /image_syncs', status: 200, requestId: null, message: null };
  const error: AppErrorData = { code: 'unreadable-answer', contentType: null, ...facts };
  report.failed.push({ ids: difference.unclear, error });
}
