import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { ChunkToAsk, History, NewResync } from '../history/history.ts';

interface Kept {
  accountId: string;
  resync: Resync;
  ids: readonly string[];
  /** By the chunk's number. */
  chunks: { ids: string[]; became: 'open' | 'answered' | AppErrorData; wasAsked: boolean }[];
}

/** As much of a history as resyncs need, in memory; it outlives the app that writes it. */
export class FakeHistory {
  readonly kept = new Map<string, Kept>();
  /** The disk refuses to be written. */
  isFull = false;
  private made = 0;

  /** What of a chunk came. */
  answered(resyncId: string, chunk: number | null): Resync {
    const kept = this.of(resyncId);
    const part = kept.chunks[chunk ?? -1];
    if (part !== undefined) part.became = 'answered';
    return this.count(kept);
  }

  /** What became of each id that was asked for. */
  outcomes(resyncId: string): Map<string, 'open' | 'answered' | 'failed'> {
    const chunks = this.of(resyncId).chunks;
    return new Map(
      chunks.flatMap(({ ids, became }) =>
        ids.map((id) => [id, typeof became === 'string' ? became : 'failed'] as const),
      ),
    );
  }

  asHistory(): History {
    const none = (): never => {
      throw new Error('not in this fake');
    };
    return {
      create: async (wish) => Promise.resolve(this.create(wish)),
      get: async (_, id) => {
        await Promise.resolve();
        return { ...this.of(id).resync, pasted: { noIds: [], repeated: [] } };
      },
      toAsk: async (_, id) => Promise.resolve(this.toAsk(id)),
      chunkFailed: async (_, id, chunk, error) => {
        await Promise.resolve();
        this.assertRoom();
        const kept = this.of(id);
        const part = kept.chunks[chunk.number];
        if (part !== undefined) Object.assign(part, { became: error, wasAsked: chunk.wasAsked });
        return this.count(kept);
      },
      settle: async (_, id, status, error, at) => {
        await Promise.resolve();
        this.assertRoom();
        const kept = this.of(id);
        const endedAt = status === 'ended' || status === 'cancelled' ? at : null;
        kept.resync = { ...kept.resync, status, error, endedAt };
        return kept.resync;
      },
      unfinished: async (accountId) => {
        await Promise.resolve();
        return [...this.kept.values()]
          .filter((kept) => kept.accountId === accountId)
          .map(({ resync }) => resync)
          .filter(({ status }) => status === 'running' || status === 'waiting');
      },
      list: async (accountId, albumId, from, count) => {
        await Promise.resolve();
        const all = [...this.kept.values()]
          .filter((kept) => kept.accountId === accountId && kept.resync.albumId === albumId)
          .map(({ resync }) => resync)
          .reverse();
        return { resyncs: all.slice(from, from + count), total: all.length, kept: { resyncs: 0, bytes: 0 } };
      },
      rows: none,
      index: none,
      page: none,
      pages: none,
      unchangedIds: none,
      compare: none,
      remove: none,
      pictures: none,
    };
  }

  private create(wish: NewResync): Resync {
    this.assertRoom();
    this.made += 1;
    const id = `00000000-0000-4000-8000-${String(this.made).padStart(12, '0')}`;
    const ids = wish.imageIds ?? [];
    const chunks: Kept['chunks'] = [];
    for (let at = 0; at < ids.length; at += 80) {
      chunks.push({ ids: ids.slice(at, at + 80), became: 'open', wasAsked: false });
    }
    const resync: Resync = {
      id,
      albumId: wish.albumId,
      scope: wish.imageIds === null ? 'album' : 'ids',
      cause: wish.cause,
      by: wish.by,
      status: 'running',
      startedAt: wish.startedAt,
      endedAt: null,
      asked: ids.length,
      done: 0,
      counts: noCounts(),
      marks: noMarks(),
      moves: 0,
      rows: 0,
      error: null,
      compared: null,
      isMoment: false,
      noIds: wish.noIds.length,
      repeated: wish.repeated.length,
    };
    this.kept.set(id, { accountId: wish.accountId, resync, ids, chunks });
    return resync;
  }

  private toAsk(id: string): ChunkToAsk[] {
    return this.of(id)
      .chunks.flatMap(({ ids, became, wasAsked }, number) =>
        became === 'answered' ? [] : [{ number, ids, wasAsked }],
      )
      .sort((one, other) => Number(one.wasAsked) - Number(other.wasAsked));
  }

  private count(kept: Kept): Resync {
    const of = (state: string): number =>
      [...this.outcomes(kept.resync.id).values()].filter((s) => s === state).length;
    const counts = { ...noCounts(), unchanged: of('answered'), failed: of('failed') };
    kept.resync = { ...kept.resync, counts, done: counts.unchanged + counts.failed };
    return kept.resync;
  }

  private of(id: string): Kept {
    const kept = this.kept.get(id);
    if (kept === undefined) throw new AppError({ code: 'unknown-resync' });
    return kept;
  }

  private assertRoom(): void {
    if (this.isFull) throw new AppError({ code: 'storage-failed', detail: 'full' });
  }
}

const noCounts = (): Resync['counts'] => ({
  failed: 0,
  changed: 0,
  moved: 0,
  added: 0,
  removed: 0,
  'not-found': 0,
  unchanged: 0,
});
const noMarks = (): Resync['marks'] => ({
  'other-album': 0,
  'now-processed': 0,
  'processing-error': 0,
  unreadable: 0,
  'known-before': 0,
  moved: 0,
  picture: 0,
  'goes-on': 0,
});
