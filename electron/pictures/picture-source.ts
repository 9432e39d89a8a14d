import { AppError } from '#shared/errors.ts';
import type { PictureSize } from '#shared/models/image.ts';
import type { Library } from '../library/library.ts';
import type { Transport } from '../transport/transport.ts';
import { createFailures } from './failures.ts';
import { fetchPicture, type Found } from './fetch-picture.ts';
import { createHosts } from './hosts.ts';
import { createNewestFirst } from './newest-first.ts';
import type { PictureCache } from './picture-cache.ts';
import { checkPicture, type Refusal } from './picture-download.ts';
import type { PictureKey } from './picture-file.ts';
import { createRenewals, type RenewRecords } from './renewals.ts';

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
  renewRecords: RenewRecords;
  /** A clock that never goes back, in milliseconds: `performance.now`. */
  now: () => number;
  /** Told what kept records from being renewed. */
  onTrouble: (cause: unknown) => void;
  /** Told of each picture that was given: from this computer (`isKept`), else fetched, once for all who waited for it. */
  onPicture: (accountId: string, isKept: boolean) => void;
}

/** What the page asks for. */
export interface AskedPicture {
  albumId: string;
  imageId: string;
  size: PictureSize;
  /** The version of the record that the page holds; null where it names none. */
  updatedAt: number | null;
  /** The user asks again for what failed: it is tried at once. */
  insists: boolean;
}

/** One picture on its way, for all who wait for it. */
interface Loading {
  readonly id: string;
  readonly controller: AbortController;
  waiting: number;
  /** When it was last asked for: the later, the sooner it is fetched. */
  turn: number;
  result: Promise<Found | Refusal>;
  /** Settled once the disk has it: until then, who asks gets what is in memory. */
  written: Promise<void> | null;
}

/** Files read side by side; on a slow disk what has scrolled away meanwhile is not read at all. */
const readsAtOnce = 16;
/** A page that lays itself out anew gives a picture up and asks for it again, in its turn: so long it goes on for nobody. */
const unwantedForMs = 5_000;

const cancelled = (): AppError => new AppError({ code: 'cancelled' });

/**
 * Where pictures come from: the disk, which is asked without asking the library; else the image host that the library
 * names. Where the library holds another version than the page, the library's is given. A picture is fetched once however
 * many ask for it, stops soon after nobody waits any more, and the one asked for last comes first: it is on screen now.
 * @returns the picture or why there is none; throws AppError `cancelled` where the asker's `signal` fired
 */
export function createPictureSource(parts: PictureParts) {
  const { library, cache, account, renewRecords, now, onTrouble, onPicture } = parts;
  const inTurn = createNewestFirst(readsAtOnce);
  const loadings = new Map<string, Loading>();
  const failures = createFailures(now);
  const ask = createHosts(now);
  const renewals = createRenewals({ renewRecords, now, onTrouble });
  let turn = 0;
  /** Counts what was fetched. */
  let ended = 0;

  /** What the disk holds, where it is still a picture. */
  async function readKept(key: PictureKey): Promise<Found | null> {
    const bytes = await cache.read(key);
    if (bytes === null) return null;
    const picture = checkPicture(bytes, key.size);
    if (typeof picture === 'object') return { ...picture, updatedAt: key.updatedAt };
    await cache.remove(key);
    return null;
  }

  async function load(
    owner: PictureAccount,
    asked: AskedPicture,
    loading: Loading,
  ): Promise<Found | Refusal> {
    const { albumId, imageId, size, updatedAt } = asked;
    const { signal } = loading.controller;
    const record = await library.pictureAddresses(owner.id, albumId, imageId, size);
    if (record === null) return 'missing';
    if (record.updatedAt !== updatedAt) return give(owner, { ...asked, updatedAt: record.updatedAt }, signal);

    const wanted = { ...owner, ...asked, accountId: owner.id, updatedAt, turn: () => loading.turn };
    const got = await fetchPicture(wanted, record.addresses, { library, ask, renewals, signal });
    if (got === 'unreached') return got;
    if (typeof got !== 'object') {
      failures.remember(loading.id, got);
      return got;
    }
    failures.forget(loading.id);
    onPicture(owner.id, false);
    const key: PictureKey = { accountId: owner.id, imageId, updatedAt: got.updatedAt, size };
    // After a sign-out nothing of that account may reach the disk any more. The answer does not wait for the disk.
    if (account()?.id === owner.id) loading.written = cache.write(key, got.bytes);
    return got;
  }

  function start(id: string, owner: PictureAccount, asked: AskedPicture): Loading {
    const loading: Loading = {
      id,
      controller: new AbortController(),
      waiting: 0,
      turn: 0,
      result: Promise.resolve('missing'),
      written: null,
    };
    loadings.set(id, loading);
    loading.result = load(owner, asked, loading);
    void untilKept(loading).finally(() => end(loading));
    return loading;
  }

  function end(loading: Loading): void {
    if (loadings.get(loading.id) === loading) loadings.delete(loading.id);
    ended += 1;
  }

  function stopUnwanted(loading: Loading): void {
    if (loading.waiting > 0) return;
    // Whoever asks from now on starts anew.
    end(loading);
    loading.controller.abort(cancelled());
  }

  function waitFor(loading: Loading, signal: AbortSignal): Promise<Found | Refusal> {
    loading.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        loading.waiting -= 1;
        if (loading.waiting === 0) setTimeout(() => stopUnwanted(loading), unwantedForMs).unref();
        reject(cancelled());
      };
      void loading.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  async function give(
    owner: PictureAccount,
    asked: AskedPicture,
    signal: AbortSignal,
  ): Promise<Found | Refusal> {
    const id = JSON.stringify([owner.id, asked.imageId, asked.updatedAt, asked.size]);
    if (asked.insists) failures.allow(id);
    const standing = failures.standing(id);
    if (standing !== null) return standing;
    const { imageId, updatedAt, size } = asked;
    const mine = ++turn;
    if (updatedAt !== null && !loadings.has(id)) {
      const key: PictureKey = { accountId: owner.id, imageId, updatedAt, size };
      const endedBefore = ended;
      let kept = await inTurn(() => readKept(key), signal);
      // It may have been fetched for another asker and put away while the disk was asked.
      if (kept === null && ended !== endedBefore && !loadings.has(id)) kept = await readKept(key);
      if (kept !== null) {
        onPicture(owner.id, true);
        return kept;
      }
    }
    const loading = loadings.get(id) ?? start(id, owner, asked);
    loading.turn = Math.max(loading.turn, mine);
    return waitFor(loading, signal);
  }

  return give;
}

/** Whether it failed is for those who wait for the result to say. */
async function untilKept(loading: Loading): Promise<void> {
  await loading.result.catch(() => undefined);
  await loading.written;
}
