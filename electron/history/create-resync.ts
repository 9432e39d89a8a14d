import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { mostPieces, type Resync } from '#shared/models/resync.ts';
import { askableChunks } from '../sync/chunks.ts';
import type { HistoryStore } from './history-store.ts';
import type { NewResync } from './history.ts';
import { packJson } from './page-codec.ts';

/** Writes down what is to be asked. @throws AppError `no-images-chosen`: there are ids, and the server knows none of them */
export function createResync(store: HistoryStore, wish: NewResync): Resync {
  const { accountId, albumId, cause, by, startedAt } = wish;
  const [noIds, repeated] = [pieces(wish.noIds), pieces(wish.repeated)];
  const chunks = wish.imageIds && askableChunks(wish.imageIds);
  if (chunks?.length === 0) throw new AppError({ code: 'no-images-chosen' });
  const id = randomUUID();
  return store.transaction(() => {
    store.resyncs.insert({
      id,
      accountId,
      albumId,
      scope: chunks === null ? 'album' : 'ids',
      cause,
      by,
      startedAt,
      asked: chunks?.flat().length ?? 0,
      report: store.pages.begin(),
      compared: null,
      noIds: wish.noIds.length,
      repeated: wish.repeated.length,
      pasted: noIds.length + repeated.length === 0 ? null : packJson({ noIds, repeated }),
      chunks: chunks && packJson(chunks),
    });
    return store.resyncs.get(accountId, id).resync;
  });
}

/** Pieces of a pasted text as they are kept (`pasted`); the command line gives all of them, whole. */
const pieces = (of: readonly string[]): string[] =>
  of.slice(0, mostPieces).map((piece) => piece.slice(0, 200).toWellFormed());
