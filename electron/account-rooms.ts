import type { EventData, EventName } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumSummary } from '#shared/models/album.ts';
import type { Account, SessionState } from '#shared/models/session.ts';
import { albumSharings } from './api/albums.ts';
import { createApiClient, type ApiClient } from './api/client.ts';
import { firstCalls } from './api/first-calls.ts';
import { addToSharing, sharingImages } from './api/sharings.ts';
import { currentUser } from './api/user.ts';
import type { Library } from './library/library.ts';
import type { Log } from './log.ts';
import type { PictureAccount } from './pictures/picture-source.ts';
import type { PictureCache } from './pictures/picture-cache.ts';
import type { Credentials } from './session/credentials.ts';
import type { Session, SessionOptions } from './session/session.ts';
import { createSharing } from './sharing/share.ts';
import { syncApi } from './sync/sync-api.ts';
import { createSync } from './sync/sync.ts';
import type { Transport } from './transport/transport.ts';

interface Surroundings {
  /** Made after these rooms, since it asks them to verify a sign-in. */
  session: () => Session;
  library: Library;
  cache: PictureCache;
  log: Log;
  /** Carries calls to the API of an origin: the demo's from memory, others over the network. */
  apiTransport: (origin: string) => Transport;
  /** Makes what carries requests to the image hosts that an origin's records name. */
  imageTransport: (origin: string) => Transport;
  openExternal: (link: string, origin: string) => Promise<void>;
  copy: (text: string) => Promise<void>;
  tell: <E extends EventName>(event: E, data: EventData<E>) => void;
}

/** The rooms that work for the account that is there: its client of the API, sync, sharing and pictures. */
export function createAccountRooms(surroundings: Surroundings) {
  const { library, cache, log, tell } = surroundings;
  const sharings = new Map<string, ReturnType<typeof createSharing>>();
  let before: SessionState | null = null;
  /** `GET /albums` as the sign-in has just asked it, so that the list need not ask again. */
  let albumsOfSignIn: AlbumSummary[] | null = null;
  let pictures: PictureAccount | null = null;

  const account = (): Account | null => {
    const state = surroundings.session().state();
    return state.status === 'signed-out' ? null : state.account;
  };
  const present = (): Account => {
    const there = account();
    if (there === null) throw new AppError({ code: 'signed-out' });
    return there;
  };

  const clientOf = (credentials: Credentials): ApiClient =>
    createApiClient({
      credentials,
      transport: surroundings.apiTransport(credentials.origin),
      readAnswer: (kind, bytes) => library.readAnswer(kind, bytes),
      onCall: (call) => log.info('api', { ...call, ms: Math.round(call.ms) }),
    });
  /** For the token as it is now: a renewed one has other credentials. */
  const client = (): ApiClient => clientOf(surroundings.session().credentials());

  const sync = createSync({
    session: () => {
      const { id, abilities } = present();
      return { accountId: id, abilities, api: syncApi(client, () => takeAlbumsOfSignIn()) };
    },
    library,
    now: Date.now,
    notify: {
      albumsChanged: (list) => tell('albums.changed', list),
      albumChanged: (state) => tell('album.changed', state),
      resyncProgress: (progress) => tell('resync.progress', progress),
    },
  });

  function takeAlbumsOfSignIn(): AlbumSummary[] | null {
    const taken = albumsOfSignIn;
    albumsOfSignIn = null;
    return taken;
  }

  function sharingOf({ id, server }: Account): ReturnType<typeof createSharing> {
    return createSharing({
      api: {
        sharings: (albumId) => albumSharings(client(), albumId),
        sharingImages: (sharingId) => sharingImages(client(), sharingId),
        add: (sharingId, imageIds) => addToSharing(client(), sharingId, imageIds),
      },
      abilities: () => account()?.abilities ?? [],
      names: (albumId, imageIds) => library.names(id, albumId, imageIds),
      clock: { now: Date.now, after: (ms, run) => setTimeout(run, ms) },
      notify: (job) => {
        if (account()?.id === id) tell('share.changed', job);
      },
      openExternal: (link) => surroundings.openExternal(link, server),
      copy: surroundings.copy,
      unexpected: (thrown) => log.error('sharing', thrown),
    });
  }

  /** Signed out: what was kept of the account goes. Another's, or a renewed token: what was asked is asked anew. */
  function accountChanged(now: SessionState): void {
    const was = before?.status === 'signed-out' ? null : (before?.account ?? null);
    const isAnew = before?.status !== 'signed-in' && now.status === 'signed-in';
    before = now;
    if (isAnew || now.status === 'signed-out') sync.forget();
    if (now.status !== 'signed-out' || was === null) return;
    sharings.delete(was.id);
    Promise.all([library.forget(was.id), cache.forget(was.id)]).catch((thrown: unknown) =>
      log.error('sign-out', thrown),
    );
  }

  const verify: SessionOptions['verify'] = async (credentials, namesAlbums) => {
    const { user, organization, albums } = await firstCalls(clientOf(credentials), namesAlbums);
    albumsOfSignIn = albums;
    return { user, organization: organization?.name ?? null };
  };

  return {
    sync,
    verify,
    accountChanged,
    accountId: () => account()?.id ?? null,
    /** Keeps the token sliding by the cheapest call. */
    slide: async () => surroundings.session().setUser(await currentUser(client())),
    /** @throws AppError `signed-out` */
    sharing: () => {
      const there = present();
      const sharing = sharings.get(there.id) ?? sharingOf(there);
      sharings.set(there.id, sharing);
      return sharing;
    },
    pictureAccount: (): PictureAccount | null => {
      const there = account();
      if (there === null) return null;
      const { id, server: origin } = there;
      if (pictures?.id !== id) pictures = { id, origin, transport: surroundings.imageTransport(origin) };
      return pictures;
    },
  };
}
