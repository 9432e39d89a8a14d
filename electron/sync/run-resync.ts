import type PQueue from 'p-queue';
import { AppError, errorData, type AppErrorData } from '#shared/errors.ts';
import type { Resync, ResyncStatus } from '#shared/models/resync.ts';
import type { ChunkToAsk, History } from '../history/history.ts';
import type { Clock } from '../sharing/clock.ts';
import { GivingUp } from './giving-up.ts';
import { nowAndThen } from './now-and-then.ts';
import { orAborted } from './or-aborted.ts';
import { createPatience } from './patience.ts';
import type { Asking, SessionAsks } from './session-asks.ts';
import { worthAllImages } from './worth-all-images.ts';

/** Calls of resyncs under way at most. */
export const callsAtOnce = 3;

/** How often in a row a resync waits for a server that says that it is too much. */
const mostWaits = 5;

interface RunParts {
  accountId: string;
  /** What of the same album goes first. */
  before: Promise<unknown>;
  /** @throws AppError `signed-out` where the account is not there */
  asks: () => SessionAsks;
  history: History;
  turns: PQueue;
  clock: Clock;
  /** Fires where it is cancelled or has to rest. */
  signal: AbortSignal;
  isCancelled: () => boolean;
  notify: (resync: Resync) => void;
  unexpected: (thrown: unknown) => void;
}

/** With these it rests until somebody is signed in to its account (`cancelled`: the app ends). */
const rests: ReadonlySet<string> = new Set(['session-expired', 'signed-out', 'cancelled']);

/**
 * Asks what is to be asked of one resync, until it has ended, was cancelled or rests.
 * @returns it as it is then.
 * @throws AppError where the history cannot be read.
 */
export async function runResync(resync: Resync, parts: RunParts): Promise<Resync> {
  const { accountId, history, clock, signal } = parts;
  const { id, albumId } = resync;
  const told = nowAndThen(clock, parts.notify);
  const settle = async (status: ResyncStatus, error: AppErrorData | null): Promise<Resync> =>
    history.settle(accountId, id, status, error, clock.wall());
  const patiently = createPatience({
    ...parts,
    // A queue waits itself, and asks for others meanwhile.
    mostWaits: resync.cause === 'queue' ? 0 : mostWaits,
    status: async (status, error) => told.last(await settle(status, error)),
  });
  const asking = (chunk: number | null): Asking => ({
    cause: resync.cause,
    resync: { id, albumId, chunk },
    signal,
  });

  async function askAlbum(): Promise<null> {
    const asks = parts.asks();
    const source = await asks.library.listSource(accountId, albumId);
    const isOfAll =
      source === 'image_syncs' && (resync.cause !== 'queue' || (await worthAllImages(asks, albumId)));
    const all = isOfAll ? await patiently((now) => now.storeAll(asking(null))) : [];
    // Where that failed or does not name the album any more, only its own route can say what became of it.
    if (!all.some(({ state }) => state.albumId === albumId)) {
      await patiently((now) => now.storeAlbum(albumId, asking(null)));
    }
    return null;
  }

  async function askIds(): Promise<AppErrorData | null> {
    const chunks = await history.toAsk(accountId, id);
    const givingUp = new GivingUp();
    const askNext = async (): Promise<void> => {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
        try {
          await askChunk(chunk, givingUp);
        } catch (thrown) {
          // It cannot go on: nothing more is begun, what is under way comes to its end.
          chunks.length = 0;
          throw thrown;
        }
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: callsAtOnce }, askNext));
    if (!signal.aborted || parts.isCancelled()) await tellAlbum();
    const failure = outcomes.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
    return givingUp.anyAnswered ? null : givingUp.because;
  }

  async function askChunk(chunk: ChunkToAsk, givingUp: GivingUp): Promise<void> {
    const began = givingUp.began();
    const wasAsked = givingUp.because === null || chunk.wasAsked;
    try {
      if (givingUp.because !== null) throw new AppError(givingUp.because);
      const merged = await patiently((now) => now.mergeImages(albumId, chunk.ids, asking(chunk.number)));
      givingUp.answered();
      if (merged.resync !== null) told.changed(merged.resync);
    } catch (thrown) {
      const error = errorData(thrown);
      if (rests.has(error.code)) throw thrown;
      if (error.code === 'internal') parts.unexpected(thrown);
      givingUp.failed(error, began);
      told.changed(await history.chunkFailed(accountId, id, { ...chunk, wasAsked }, error));
    }
  }

  /** The page looks at the album anew once, not for each chunk. */
  async function tellAlbum(): Promise<void> {
    const asks = parts.asks();
    const state = await asks.library.albumState(accountId, albumId);
    if (state !== null) asks.tell(state);
    await asks.publish();
  }

  /** It ended before its time. Null: it rests where it is, which is nothing to tell of. */
  async function stopped(thrown: unknown): Promise<Resync | null> {
    const error = errorData(thrown);
    const kept = await history.get(accountId, id);
    // The library had taken it in before: its report is whole, and is not to be asked for again.
    if (kept.status === 'ended') return kept;
    if (parts.isCancelled()) return settle('cancelled', null);
    if (signal.aborted) return null;
    if (error.code === 'session-expired') return settle('waiting', error);
    if (rests.has(error.code)) return null;
    if (error.code === 'internal') parts.unexpected(thrown);
    if (resync.scope === 'album') await parts.asks().failed(albumId, thrown);
    return settle('ended', error);
  }

  async function untilEnd(): Promise<Resync | null> {
    try {
      await orAborted(parts.before, signal);
      const error = resync.scope === 'album' ? await askAlbum() : await askIds();
      return await settle('ended', error);
    } catch (thrown) {
      return stopped(thrown);
    }
  }

  told.changed(resync);
  try {
    const end = await untilEnd();
    if (end !== null) told.last(end);
    return end ?? (await history.get(accountId, id));
  } catch (thrown) {
    // The history cannot be written: it goes on after the next start, and until then somebody is to have an answer.
    told.last({ ...resync, status: 'ended', endedAt: clock.wall(), error: errorData(thrown) });
    throw thrown;
  } finally {
    told.stop();
  }
}
