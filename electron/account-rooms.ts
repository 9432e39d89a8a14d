import type { EventData, EventName } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumSummary } from '#shared/models/album.ts';
import type { Account, AtRest } from '#shared/models/session.ts';
import type { Resync } from '#shared/models/resync.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import type { Watch } from '#shared/models/watch.ts';
import { albumSharings } from './api/albums.ts';
import { createApiClient, type ApiCall, type ApiClient } from './api/client.ts';
import { firstCalls } from './api/first-calls.ts';
import { addToSharing, sharingImages } from './api/sharings.ts';
import { currentUser } from './api/user.ts';
import type { Library } from './library/library.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter/meter.ts';
import type { PictureAccount } from './pictures/picture-source.ts';
import type { Credentials } from './session/credentials.ts';
import type { Session, SessionOptions } from './session/session-contract.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock } from './sharing/clock.ts';
import { createSharing } from './sharing/share.ts';
import { syncApi } from './sync/sync-api.ts';
import { keepSession } from './sync/kept-session.ts';
import { createAlbumQueue } from './sync/queue.ts';
import { createResyncs } from './sync/resyncs.ts';
import { createSync } from './sync/sync.ts';
import { createWatches } from './sync/watches.ts';
import type { Transport } from './transport/transport.ts';

interface Surroundings {
  /** Made after these rooms, since it asks them to verify a sign-in. */
  session: () => Pick<Session, 'state' | 'credentialsOf' | 'setUser' | 'judge'>;
  library: Library;
  journal: Journal;
  clock: Clock;
  /** How long a server may go on working on a share whose answer was lost, milliseconds. */
  fenceMs: () => number;
  log: Log;
  meter: Pick<Meter, 'today'>;
  /** Calls and pictures that the queue of albums may use up a day; 0: no limit. */
  dailyBudget: () => number;
  /** Where the queue and the watches are kept. */
  files: { queues: string; watches: string };
  /** Told of every call, and of every sharing that is asked for. */
  onCall: (call: ApiCall) => void;
  onSharing: (sharingId: string) => void;
  /** Carries calls to the API of an origin: the demo's from memory, others over the network. */
  apiTransport: (origin: string) => Transport;
  /** Makes what carries requests to the image hosts that an origin's records name. */
  imageTransport: (origin: string) => Transport;
  openExternal: (link: string, origin: string) => Promise<void>;
  copy: (text: string) => Promise<void>;
  tell: <E extends EventName>(event: E, data: EventData<E>) => void;
  /** Told once when a share job has ended. */
  shareEnded: (job: ShareJob) => void;
  /** Told once when the images of a watch are all processed, failed or gone. */
  watchEnded: (watch: Watch) => void;
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
      onCall: surroundings.onCall,
      onSharing: surroundings.onSharing,
    });
  /** The client of one account, asked for at each call: a renewed token has other credentials. */
  const freshClientOf = (accountId: string): ApiClient =>
    clientWith(surroundings.session().credentialsOf(accountId));
  /** The same for work that must not go on once another account is open. */
  const clientOf = (accountId: string) => (): ApiClient => {
    if (account()?.id !== accountId) throw new AppError({ code: 'signed-out' });
    return freshClientOf(accountId);
  };

  const isSignedIn = (): boolean => surroundings.session().state().status === 'signed-in';
  const accountId = (): string | null => account()?.id ?? null;
  const unexpected = (thrown: unknown): void => log.error('sync', thrown);
  const { clock } = surroundings;
  const resyncChanged = (resync: Resync): void => {
    queue.heard(resync);
    tell('resync.changed', resync);
  };
  const kept = keepSession({
    mono: () => clock.mono(),
    session: () => {
      const { id, abilities, user } = present();
      const api = syncApi(clientOf(id), () => takeAlbumsOfSignIn(id));
      return { accountId: id, abilities, api, by: user.name ?? user.email };
    },
    library,
    notify: {
      albumsChanged: (list) => tell('albums.changed', list),
      albumChanged: (state) => tell('album.changed', state),
      resyncChanged,
    },
  });
  const sync = createSync(kept, Date.now);
  const resyncs = createResyncs({
    ...{ kept, library, clock, notify: resyncChanged, unexpected },
    leftTo: (id) => queue.holds(id),
  });
  const queue = createAlbumQueue({
    file: surroundings.files.queues,
    accountId,
    isSignedIn,
    resyncs,
    clock,
    used: (id) => surroundings.meter.today(id),
    budget: surroundings.dailyBudget,
    notify: (changed) => tell('queue.changed', changed),
    unexpected,
  });
  const watches = createWatches({
    file: surroundings.files.watches,
    accountId,
    isSignedIn,
    kept,
    clock,
    notify: (all) => tell('watches.changed', all),
    ended: surroundings.watchEnded,
    unexpected,
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

  /** Another account, or none, or a new token: what was asked is asked anew, and its work goes on; that of others rests. */
  function accountChanged(): void {
    const id = accountId();
    if (id !== null) sharing().wake();
    if (id !== before) {
      before = id;
      kept.leave();
      // The page is still to hear of the account, to draw itself and to choose an album.
      if (isSignedIn()) sync.begin();
    }
    resyncs.restOthers();
    if (isSignedIn()) resyncs.resume();
    queue.wake();
    watches.wake();
    void tellOfRest();
  }

  /** The list of accounts says what waits for each: first when that has been read. */
  async function tellOfRest(): Promise<void> {
    // That it cannot be read is said by whoever works on it.
    if (accountId() !== null) await Promise.allSettled([queue.get(), watches.list()]);
    surroundings.session().judge();
  }

  function atRest(id: string): AtRest | null {
    const [albums, images] = [queue.resting(id), watches.resting(id)];
    return albums + images === 0 ? null : { albums, images };
  }

  const verify: SessionOptions['verify'] = async (credentials, namesAlbums) => {
    const { user, organization, albums } = await firstCalls(clientWith(credentials), namesAlbums);
    // A new token may be allowed what the former was refused.
    kept.forget(credentials.accountId);
    if (albums !== null) albumsOfSignIn.set(credentials.accountId, albums);
    return { user, organization };
  };

  return {
    sync,
    resyncs,
    queue,
    watches,
    verify,
    accountChanged,
    accountId,
    atRest,
    /** Keeps a token sliding by the cheapest call, also of an account that is not open. */
    slide: async (id: string) => surroundings.session().setUser(id, await currentUser(freshClientOf(id))),
    /** @throws AppError `signed-out` */
    sharing,
    /** Lets what is being sent come to its end, and all else come to rest; nothing more is begun. */
    stop: async () => {
      const shares = [...sharings.values()].map((each) => each.stop());
      const asked = Promise.all([queue.close(), watches.close()]).then(() => resyncs.rest());
      await Promise.all([...shares, asked]);
    },
    /** Forgets the work of every account but these. */
    keepOnly: async (ids: readonly string[]) => {
      kept.keepOnly(ids);
      await Promise.all([queue.keepOnly(ids), watches.keepOnly(ids)]);
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
