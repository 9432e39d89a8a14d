import type { Library } from '../library/library.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import type { PreferenceStore } from '../preferences.ts';
import type { Session } from '../session/session.ts';
import type { createSharing } from '../sharing/share.ts';
import type { Sync } from '../sync/sync.ts';
import { AppError } from '#shared/errors.ts';
import type { Calls } from './handle.ts';

/** The rooms that answer the page. */
export interface Rooms {
  session: Session;
  sync: Sync;
  library: Library;
  /** Of the account that is there. @throws AppError `signed-out` */
  sharing: () => ReturnType<typeof createSharing>;
  pictures: Pick<PictureCache, 'usage' | 'clear'>;
  preferences: PreferenceStore;
  copy: (text: string) => Promise<void>;
}

/** The table channel -> call: what each channel of the contract does, in one line where that can be. */
export function createCalls({ session, sync, library, sharing, pictures, preferences, copy }: Rooms): Calls {
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

    'albums.list': () => sync.list(),
    'albums.open': async ({ albumId }) => {
      lastOpened = albumId;
      const state = await sync.open(albumId);
      // An album that answers late is not the last one opened any more.
      if (lastOpened === albumId) session.rememberAlbum(albumId);
      return state;
    },
    'albums.resync': ({ albumId }) => sync.resyncAlbum(albumId),

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
    'images.resync': ({ albumId, imageIds }) => sync.resyncImages(albumId, imageIds),

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
