import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { isMadeUp } from '#shared/models/image.ts';
import type { Resync } from '#shared/models/resync.ts';
import { idsPerCall } from '../api/image-syncs.ts';
import type { HistoryStore } from './history-store.ts';
import type { NewResync } from './history.ts';
import { packJson } from './page-codec.ts';

/** Writes down what is to be asked. @throws AppError `no-images-chosen`: there are ids, and the server knows none of them */
export function createResync(store: HistoryStore, wish: NewResync): Resync {
  const { accountId, albumId, cause, by, startedAt, noIds, repeated } = wish;
  const chunks = wish.imageIds && chunksOf(wish.imageIds);
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
      noIds: noIds.length,
      repeated: repeated.length,
      pasted: noIds.length + repeated.length === 0 ? null : packJson({ noIds, repeated }),
      chunks: chunks && packJson(chunks),
    });
    return store.resyncs.get(accountId, id).resync;
  });
}

/** The ids that the server can be asked for, each once, in pieces of one call. They are kept, so that a chunk stays itself. */
function chunksOf(ids: readonly string[]): string[][] {
  const askable = [...new Set(ids)].filter((id) => !isMadeUp(id));
  const count = Math.ceil(askable.length / idsPerCall);
  return Array.from({ length: count }, (_, i) => askable.slice(i * idsPerCall, (i + 1) * idsPerCall));
}
