import { AppError } from '#shared/errors.ts';
import type { AlbumState, AlbumSummary } from '#shared/models/album.ts';
import { askableChunks } from './chunks.ts';
import { ImageCompleter } from './complete-images.ts';
import type { KeptSession } from './kept-session.ts';
import { AlbumOpener } from './open-album.ts';
import { isOfEveryCall, type SessionAsks } from './session-asks.ts';

/** Brings albums from the server into the library, with as few calls as can be. All throw AppError. */
export interface Sync {
  /** Asks for what any album that is opened needs, before one is: to be called when a session begins. */
  begin(): void;
  /**
   * The albums of the token, of `GET /albums` and of the library. What is known without asking is given at once, and the
   * rest told by `albumsChanged`; where nothing is known it waits for the server.
   */
  list(): Promise<AlbumSummary[]>;
  /** An album as it is held, while the server is asked once a session; where it is not held, as the server answers. */
  open(albumId: string): Promise<AlbumState>;
  /** Asks for tags and uploader of those images that lack them, each once a session. */
  complete(albumId: string, ids: readonly string[]): Promise<AlbumState>;
  /** Asks for the records of these images again, since the addresses they name are refused. */
  renewRecords(albumId: string, ids: readonly string[]): Promise<void>;
}

/** What belongs to one session. */
interface Current {
  asks: SessionAsks;
  opener: AlbumOpener;
  completer: ImageCompleter;
}

/** @param now milliseconds since 1970 */
export function createSync(kept: KeptSession, now: () => number): Sync {
  let current: Current | null = null;

  const ofSession = (): Current => {
    const asks = kept.asks();
    if (current?.asks !== asks) {
      current = { asks, opener: new AlbumOpener(asks, now), completer: new ImageCompleter(asks) };
    }
    return current;
  };

  return {
    // Where it fails, opening an album asks again and says so.
    begin: () =>
      void ofSession()
        .asks.allOnce()
        .catch(() => undefined),
    list: async () => listAlbums(ofSession().asks),
    open: async (albumId) => ofSession().opener.open(albumId),
    complete: async (albumId, ids) => ofSession().completer.complete(albumId, ids),
    renewRecords: async (albumId, ids) => renewRecords(ofSession().asks, albumId, ids),
  };
}

async function renewRecords(asks: SessionAsks, albumId: string, ids: readonly string[]): Promise<void> {
  for (const chunk of askableChunks(ids)) {
    asks.tell((await asks.mergeImages(albumId, chunk, { cause: 'looked-up' })).state);
  }
}

async function listAlbums(asks: SessionAsks): Promise<AlbumSummary[]> {
  const listing = asks.listOnce();
  const atOnce = await asks.known();
  if (atOnce.length > 0) return atOnce;
  const { albums, error } = await listing;
  if (error !== null && isOfEveryCall(new AppError(error))) throw new AppError(error);
  // The albums of images seen: the last that may name one.
  if (albums.length === 0) await asks.allOnce();
  const known = await asks.known();
  if (known.length === 0 && error !== null) throw new AppError(error);
  return known;
}
