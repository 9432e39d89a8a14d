import type { EventData, EventName } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumSummary } from '#shared/models/album.ts';
import type { Account } from '#shared/models/session.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { albumSharings } from './api/albums.ts';
import { createApiClient, type ApiClient } from './api/client.ts';
import { firstCalls } from './api/first-calls.ts';
import { addToSharing, sharingImages } from './api/sharings.ts';
import { currentUser } from './api/user.ts';
import type { Library } from './library/library.ts';
import type { Log } from './log.ts';
import type { PictureAccount } from './pictures/picture-source.ts';
import type { Credentials } from './session/credentials.ts';
import type { Session, SessionOptions } from './session/session.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock } from './sharing/clock.ts';
import { createSharing } from './sharing/share.ts';
import { syncApi } from './sync/sync-api.ts';
import { createSync } from './sync/sync.ts';
import type { Transport } from './transport/transport.ts';

interface Surroundings {
  /** Made after these rooms, since it asks them to verify a sign-in. */
  session: () => Pick<Session, 'state' | 'credentials' | 'setUser'>;
  library: Library;
  journal: Journal;
  clock: Clock;
  /** How long a server may go on working on a share whose answer was lost, milliseconds. */
  fenceMs: () => number;
  log: Log;
  /** Carries calls to the API of an origin: the demo's from memory, others over the network. */
  apiTransport: (origin: string) => Transport;
  /** Makes what carries requests to the image hosts that an origin's records name. */
  imageTransport: (origin: string) => Transport;
  openExternal: (link: string, origin: string) => Promise<void>;
  copy: (text: string) => Promise<void>;
  tell: <E extends EventName>(event: E, data: EventData<E>) => void;
  /** Told once when a share job has ended. */
  shareEnded: (job: ShareJob) => void;
}

/** The rooms that work for the account that is there: its client of the API, sync, sharing and pictures. */
export function createAccountRooms(surroundings: Surroundings) {
  const { library, log, tell } = surroundings;
  const sharings = new Map<string, ReturnType<typeof createSharing>>();
  let before: string | null = null;
  /** `GET /albums` as a sign-in has just asked it, by account, so that the list need not ask again. */
  const albumsOfSignIn = new Map<string, AlbumSummary[]>();
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

  const clientWith = (credentials: Credentials): ApiClient =>
    createApiClient({
      credentials,
      transport: surroundings.apiTransport(credentials.origin),
      readAnswer: (kind, bytes) => library.readAnswer(kind, bytes),
      onCall: (call) => log.info('api', { ...call, ms: Math.round(call.ms) }),
    });
  /**
   * The client of one account, asked for at each call: a renewed token has other credentials, and work that outlives
   * its account must not go on as the next one.
   */
  const clientOf = (accountId: string) => (): ApiClient => {
    if (account()?.id !== accountId) throw new AppError({ code: 'signed-out' });
    return clientWith(surroundings.session().credentials());
  };

  const sync = createSync({
    session: () => {
      const { id, abilities } = present();
      return { accountId: id, abilities, api: syncApi(clientOf(id), () => takeAlbumsOfSignIn(id)) };
    },
    library,
    now: Date.now,
    notify: {
      albumsChanged: (list) => tell('albums.changed', list),
      albumChanged: (state) => tell('album.changed', state),
      resyncProgress: (progress) => tell('resync.progress', progress),
    },
  });

  function takeAlbumsOfSignIn(id: string): AlbumSummary[] | null {
    const taken = albumsOfSignIn.get(id) ?? null;
    albumsOfSignIn.delete(id);
    return taken;
  }

  function sharingOf({ id, server }: Account): ReturnType<typeof createSharing> {
    const client = clientOf(id);
    const isThere = (): boolean => account()?.id === id;
    return createSharing({
      accountId: id,
      server,
      journal: surroundings.journal,
      calls: () => {
        const asked = client();
        return {
          list: (sharingId) => sharingImages(asked, sharingId),
          add: (sharingId, imageIds) => addToSharing(asked, sharingId, imageIds),
        };
      },
      isSignedIn: () => isThere() && surroundings.session().state().status === 'signed-in',
      albumSharings: async (albumId) => albumSharings(client(), albumId),
      abilities: () => (isThere() ? (account()?.abilities ?? []) : []),
      names: (albumId, imageIds) => library.names(id, albumId, imageIds),
      clock: surroundings.clock,
      fenceMs: surroundings.fenceMs,
      notify: (job) => {
        if (isThere()) tell('share.changed', job);
      },
      ended: (job) => {
        if (isThere()) surroundings.shareEnded(job);
      },
      openExternal: (link) => surroundings.openExternal(link, server),
      copy: surroundings.copy,
      unexpected: (thrown) => log.error('sharing', thrown),
    });
  }

  /** Of the account that is there; that of another rests until it is back. */
  function sharing(): ReturnType<typeof createSharing> {
    const there = present();
    const known = sharings.get(there.id) ?? sharingOf(there);
    sharings.set(there.id, known);
    return known;
  }

  /** Another account, or none: what was asked is asked anew, and its jobs go on; those of others are frozen. */
  function accountChanged(): void {
    const id = account()?.id ?? null;
    if (id !== null) sharing().wake();
    if (id === before) return;
    before = id;
    sync.forget();
    // The page is still to hear of the account, to draw itself and to choose an album.
    if (surroundings.session().state().status === 'signed-in') sync.begin();
  }

  const verify: SessionOptions['verify'] = async (credentials, namesAlbums) => {
    const { user, organization, albums } = await firstCalls(clientWith(credentials), namesAlbums);
    // A new token may be allowed what the former was refused.
    sync.forget();
    if (albums !== null) albumsOfSignIn.set(credentials.accountId, albums);
    return { user, organization: organization?.name ?? null };
  };

  return {
    sync,
    verify,
    accountChanged,
    accountId: () => account()?.id ?? null,
    /** Keeps the token sliding by the cheapest call. */
    slide: async () => {
      const { id } = present();
      surroundings.session().setUser(id, await currentUser(clientOf(id)()));
    },
    /** @throws AppError `signed-out` */
    sharing,
    /** Lets what is being sent come to its end; nothing more is begun. */
    stopSharing: async () => {
      await Promise.all([...sharings.values()].map((each) => each.stop()));
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
