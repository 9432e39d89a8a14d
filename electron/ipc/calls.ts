import type { Library } from '../library/library.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import type { PreferenceStore } from '../preferences.ts';
import type { Meter } from '../meter/meter.ts';
import type { Session } from '../session/session-contract.ts';
import type { createSharing } from '../sharing/share.ts';
import type { AlbumQueueRoom } from '../sync/queue.ts';
import type { Resyncs } from '../sync/resyncs.ts';
import type { Sync } from '../sync/sync.ts';
import type { Watches } from '../sync/watches.ts';
import { AppError } from '#shared/errors.ts';
import { hideSecrets } from '#shared/hide-secrets.ts';
import type { Calls } from './handle.ts';

/** The rooms that answer the page. */
export interface Rooms {
  session: Session;
  sync: Sync;
  resyncs: Resyncs;
  queue: AlbumQueueRoom;
  watches: Watches;
  library: Library;
  /** Of the account that is there. @throws AppError `signed-out` */
  sharing: () => ReturnType<typeof createSharing>;
  pictures: Pick<PictureCache, 'usage' | 'clear'>;
  meter: Pick<Meter, 'all'>;
  preferences: PreferenceStore;
  copy: (text: string) => Promise<void>;
}

/** The table channel -> call: what each channel of the contract does, in one line where that can be. */
export function createCalls(rooms: Rooms): Calls {
  const { session, sync, resyncs, queue, watches, library, sharing, pictures, meter, preferences, copy } =
    rooms;
  const { history } = library;
  const accountId = (): string => {
    const state = session.state();
    if (state.status === 'signed-out') throw new AppError({ code: 'signed-out' });
    return state.account.id;
  };
  let lastOpened: string | null = null;
  return {
    'session.get': () => session.state(),
    'session.signIn': (typed) => session.signIn(typed),
    'session.tryDemo': () => session.tryDemo(),
    'session.renew': ({ token }) => session.renew(token),
    'session.signOut': () => session.signOut(),
    'session.inspectToken': ({ token }) => session.inspectToken(token),

    'accounts.list': () => session.accounts(),
    'accounts.open': ({ accountId: id }) => session.openAccount(id),
    'accounts.describe': ({ accountId: id, label, color }) => session.describe(id, label, color),

    'albums.list': () => sync.list(),
    'albums.open': async ({ albumId }) => {
      lastOpened = albumId;
      const opener = accountId();
      const state = await sync.open(albumId);
      // An album that answers late is not the last one opened any more.
      if (lastOpened === albumId) session.rememberAlbum(opener, albumId);
      return state;
    },
    'albums.health': async ({ albumId }) => {
      const health = await library.health(accountId(), albumId);
      if (health === null) throw new AppError({ code: 'unknown-album' });
      return health;
    },

    'images.details': async ({ albumId, imageId }) => {
      const facts = await library.details(accountId(), albumId, imageId);
      if (facts === null) throw new AppError({ code: 'unknown-image' });
      return facts;
    },
    'images.complete': ({ albumId, imageIds }) => sync.complete(albumId, imageIds),
    'images.keepLikenesses': async ({ albumId, likenesses }) => {
      await library.keepLikenesses(accountId(), albumId, likenesses);
      return null;
    },

    // A mail that was pasted may hold a token; it is written down nowhere, whatever the page has done about it.
    'resyncs.start': (wish) =>
      resyncs.start({ ...wish, noIds: wish.noIds.map((piece) => hideSecrets(piece).slice(0, 200)) }),
    'resyncs.list': async ({ albumId, from, count }) => ({
      ...(await history.list(accountId(), albumId, from, count)),
      wasLost: await library.wasHistoryLost(),
    }),
    'resyncs.unfinished': () => history.unfinished(accountId()),
    'resyncs.get': ({ resyncId }) => history.get(accountId(), resyncId),
    'resyncs.rows': ({ resyncId, keys }) => history.rows(accountId(), resyncId, keys),
    'resyncs.cancel': ({ resyncId }) => resyncs.cancel(resyncId),
    'resyncs.retry': ({ resyncId }) => resyncs.retry(resyncId),
    'resyncs.compare': ({ from, to }) => history.compare(accountId(), from, to, Date.now()),
    'resyncs.remove': async ({ resyncId }) => {
      await history.remove(accountId(), resyncId);
      return null;
    },

    'queue.get': () => queue.get(),
    'queue.start': ({ albumIds }) => queue.start(albumIds),
    'queue.pause': () => queue.pause(),
    'queue.resume': () => queue.resume(),
    'queue.retryFailed': () => queue.retryFailed(),
    'queue.stop': () => queue.stop(),
    'queue.albums': ({ from, count }) => queue.albums(from, count),

    'watches.start': ({ albumId, imageIds }) => watches.start(albumId, imageIds),
    'watches.list': () => watches.list(),
    'watches.remove': ({ watchId }) => watches.remove(watchId),
    'watches.askNow': () => watches.askNow(),

    'meter.get': () => meter.all(),

    'sharings.list': (input) => sharing().listSharings(input),
    'sharings.look': (input) => sharing().look(input),
    'shares.create': (request) => sharing().create(request),
    'shares.list': () => sharing().list(),
    'shares.dismissMishap': () => sharing().dismissMishap(),
    'shares.items': (input) => sharing().items(input),
    'shares.retry': (input) => sharing().retry(input),
    'shares.cancel': (input) => sharing().cancel(input),
    'shares.decide': (input) => sharing().decide(input),
    'shares.tryNow': () => sharing().tryNow(),
    'shares.openLink': (input) => sharing().openLink(input),
    'shares.copyLinks': (input) => sharing().copyLinks(input),

    'pictures.usage': () => pictures.usage(),
    'pictures.clear': async () => {
      await pictures.clear();
      return pictures.usage();
    },

    'clipboard.copy': async ({ text }) => {
      await copy(text);
      return null;
    },
    'preferences.get': () => preferences.get(),
    'preferences.set': (changes) => preferences.set(changes),
  };
}
