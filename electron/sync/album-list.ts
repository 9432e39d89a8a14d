import type { AlbumSummary } from '#shared/models/album.ts';

/** Where albums are known from. */
interface KnownAlbums {
  /** Of the token's abilities. */
  named: readonly string[];
  /** By `GET /albums`. */
  listed: readonly AlbumSummary[];
  /** Of the library. */
  held: readonly { albumId: string; imagesCount: number }[];
  /** Opened in this session, whether or not anything knows them. */
  opened: ReadonlySet<string>;
}

/**
 * The album list: what the token names, then what the server lists, then what is held or was opened; each id once, case
 * matters (api.md). An album that is held, empty and otherwise unknown is left out: it is an id that was mistyped once.
 */
export function albumList({ named, listed, held, opened }: KnownAlbums): AlbumSummary[] {
  const states = new Map(held.map((state) => [state.albumId, state]));
  const counts = new Map(listed.map(({ id, imagesCount }) => [id, imagesCount]));
  const filled = held.filter(({ imagesCount }) => imagesCount > 0).map(({ albumId }) => albumId);
  const ids = new Set([...named, ...counts.keys(), ...filled, ...opened]);
  return [...ids].map((id) => ({
    id,
    imagesCount: states.get(id)?.imagesCount ?? counts.get(id) ?? null,
  }));
}
