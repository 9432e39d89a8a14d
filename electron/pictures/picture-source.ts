import { AppError } from '#shared/errors.ts';
import type { PictureSize } from '#shared/models/image.ts';
import PQueue from 'p-queue';
import type { Library } from '../library/library.ts';
import type { Transport } from '../transport/transport.ts';
import { parsePictureAddress } from './picture-address.ts';
import type { PictureCache, PictureKey } from './picture-cache.ts';
import { checkPicture, downloadPicture, type Picture, type Refusal } from './picture-download.ts';

/** Whose pictures are shown. */
export interface PictureAccount {
  id: string;
  /** The server's origin, such as `https://api.sharinpix.com`. */
  origin: string;
  /** Carries requests to image hosts: the demo's, or the network's with `pictureAddressFilter(origin)`. */
  transport: Transport;
}

/** What a picture source is made of. */
export interface PictureParts {
  library: Pick<Library, 'pictureAddresses'>;
  cache: PictureCache;
  /** The account that is signed in (or expired: its kept pictures are shown still); null where there is none. */
  account: () => PictureAccount | null;
}

/** One picture on its way, for all who wait for it. */
interface Loading {
  readonly id: string;
  readonly key: PictureKey;
  readonly controller: AbortController;
  waiting: number;
  /** When it was last asked for: the later, the sooner it is fetched. */
  turn: number;
  isQueued: boolean;
}

type Download = (signal: AbortSignal) => Promise<Picture | Refusal>;

const downloadsAtOnce = 8;

const cancelled = (): AppError => new AppError({ code: 'cancelled' });

/**
 * Where pictures come from: the disk, else the image host. A picture is fetched once however many ask for it, stops when
 * nobody waits any more, and the one asked for last comes first, since that is what is on screen now.
 * @returns the picture or why there is none; throws AppError `cancelled` where the asker's `signal` fired
 */
export function createPictureSource({ library, cache, account }: PictureParts) {
  const queue = new PQueue({ concurrency: downloadsAtOnce });
  const loadings = new Map<string, Loading & { result: Promise<Picture | Refusal> }>();
  let turn = 0;

  async function load(loading: Loading, download: Download): Promise<Picture | Refusal> {
    const { id, key } = loading;
    const { signal } = loading.controller;
    const kept = await readKept(cache, key);
    if (kept !== null) return kept;
    if (signal.aborted) throw cancelled();
    const begin = (): Promise<Picture | Refusal> => {
      loading.isQueued = false;
      return download(signal);
    };
    loading.isQueued = true;
    const got = await queue.add(begin, { id, signal, priority: loading.turn });
    // After a sign-out nothing of that account may reach the disk any more. The answer does not wait for the disk.
    if (typeof got === 'object' && account()?.id === key.accountId) void cache.write(key, got.bytes);
    return got;
  }

  function start(id: string, key: PictureKey, download: Download) {
    const loading: Loading = {
      id,
      key,
      controller: new AbortController(),
      waiting: 0,
      turn: ++turn,
      isQueued: false,
    };
    const started = Object.assign(loading, { result: load(loading, download).finally(() => end(loading)) });
    loadings.set(id, started);
    return started;
  }

  function end(loading: Loading): void {
    if (loadings.get(loading.id) === loading) loadings.delete(loading.id);
  }

  function waitFor(loading: Loading & { result: Promise<Picture | Refusal> }, signal: AbortSignal) {
    loading.waiting += 1;
    return new Promise<Picture | Refusal>((resolve, reject) => {
      const leave = (): void => {
        loading.waiting -= 1;
        if (loading.waiting === 0) {
          // Whoever asks from now on starts anew.
          end(loading);
          loading.controller.abort(cancelled());
        }
        reject(cancelled());
      };
      void loading.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  return async (
    { id: accountId, origin, transport }: PictureAccount,
    asked: { albumId: string; imageId: string; size: PictureSize },
    signal: AbortSignal,
  ): Promise<Picture | Refusal> => {
    const { albumId, imageId, size } = asked;
    const record = await library.pictureAddresses(accountId, albumId, imageId, size);
    if (record === null) return 404;
    const key: PictureKey = { accountId, imageId, updatedAt: record.updatedAt, size };
    const id = JSON.stringify(key);
    const underWay = loadings.get(id);
    if (underWay !== undefined) {
      underWay.turn = ++turn;
      if (underWay.isQueued) queue.setPriority(id, underWay.turn);
      return waitFor(underWay, signal);
    }
    const addresses = record.addresses
      .map((written) => parsePictureAddress(written, { origin }))
      .filter((address) => address !== null);
    return waitFor(
      start(id, key, (stop) => downloadPicture(addresses, { transport, size, signal: stop })),
      signal,
    );
  };
}

/** What the disk holds, where it is still a picture. */
async function readKept(cache: PictureCache, key: PictureKey): Promise<Picture | null> {
  const bytes = await cache.read(key);
  if (bytes === null) return null;
  const picture = checkPicture(bytes, key.size);
  if (typeof picture === 'object') return picture;
  await cache.remove(key);
  return null;
}
