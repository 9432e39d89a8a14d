import { bareAnswer, jsonAnswer, listAnswer, type ApiAnswer, type ApiRequest } from './answer.ts';
import { readAuthorization, renewToken, type Claims } from './demo-token.ts';
import type { PictureHost } from './picture-address.ts';
import { albumRecord, imageRecord, sharingRecord, sharingRowRecord, wire } from './records.ts';
import { matchRoute, type Route } from './routes.ts';
import type { World, WorldAlbum, WorldImage, WorldSharing } from './world.ts';

/** The SharinPix API over a world; `handle` changes nothing but the world's sharings and never throws on bad input. */
export interface Api {
  handle(request: ApiRequest): ApiAnswer;
}

/**
 * The API as recorded and described in api.md. Where no recording shows an answer, this is assumed: an unknown sharing
 * or route is a 404 without a body, an expired or forged token the recorded 401.
 */
export function createApi({ world, pictures }: { world: World; pictures: PictureHost }): Api {
  let serial = 0;

  function handle({ method, url, headers, body }: ApiRequest): ApiAnswer {
    serial++;
    const found = matchRoute(method, url.pathname);
    if (found === null) return bareAnswer(404, serial);
    const now = Math.floor(world.clock() / 1000);
    const claims = readAuthorization(headers['authorization'], now);
    const token = claims === null ? null : renewToken(claims, now);
    const refused = () => bareAnswer(401, serial, 'Access denied');

    // A sharing's id is a secret of its own: these two were recorded without any token.
    if (found.route === 'GET /sharings/:id' || found.route === 'GET /sharings/:sharing_id/sharing_images') {
      const sharing = world.sharings.get(found.id);
      if (sharing === undefined) return bareAnswer(404, serial);
      return jsonAnswer(
        'sharings',
        token,
        serial,
        found.route === 'GET /sharings/:id' ? wire(sharingRecord(sharing)) : rowsText(sharing.rows),
      );
    }
    if (claims === null) return refused();
    return answer(found.route, found.id, claims, token, url, body) ?? refused();
  }

  function rowsText(rows: WorldSharing['rows']): string {
    return wire(rows.map((row) => sharingRowRecord(world, row)).filter((record) => record !== null));
  }

  function images(
    token: string | null,
    list: readonly WorldImage[],
    route: 'image_syncs' | 'album',
  ): ApiAnswer {
    function* rows() {
      for (const image of list) yield wire(imageRecord(world, pictures, image, route));
    }
    return listAnswer(token, serial, rows(), list.length);
  }

  /** The answer to a known user; null is a 401. */
  function answer(
    route: Exclude<Route, 'GET /sharings/:id' | 'GET /sharings/:sharing_id/sharing_images'>,
    id: string,
    claims: Claims,
    token: string | null,
    url: URL,
    body: string | null,
  ): ApiAnswer | null {
    switch (route) {
      case 'GET /user': {
        const { publicId, fullname, email, username } = world.person;
        const known = claims.user_id === publicId;
        const user = {
          public_id: claims.user_id ?? null,
          fullname,
          email,
          admin: claims['admin'] === true,
          username,
        };
        return jsonAnswer(
          'images',
          token,
          serial,
          wire(known ? user : { ...user, fullname: null, email: null, username: null }),
        );
      }
      case 'GET /organization': {
        const made = jsonAnswer('images', token, serial, wire(world.organization));
        return { ...made, headers: { ...made.headers, 'X-access-stats': 'false' } };
      }
      case 'GET /albums': {
        const listed = world.albums.filter((album) => mayList(claims, album) !== 'refused');
        return jsonAnswer(
          'images',
          token,
          serial,
          wire(listed.map((album) => albumRecord(world, pictures, album))),
        );
      }
      case 'GET /albums/:album_id/images': {
        const album = world.album(id);
        const may = mayList(claims, album, id);
        return may === 'refused'
          ? null
          : images(token, may === 'empty' ? [] : (album?.images ?? []), 'album');
      }
      case 'GET /albums/:album_id/sharings': {
        if (claims.abilities !== undefined && !Object.hasOwn(claims.abilities, id)) return null;
        const sharings = [...world.sharings.values()].filter(({ albumId }) => albumId === id);
        return jsonAnswer('sharings', token, serial, wire(sharings.map(sharingRecord)));
      }
      case 'GET /image_syncs': {
        const ids = url.searchParams.getAll('ids[]');
        if (ids.length === 0 && world.imageSyncsWithoutIds === 'error') return bareAnswer(400, serial);
        return images(token, ids.length === 0 ? everything(claims) : inOrder(claims, ids), 'image_syncs');
      }
      case 'POST /sharings/:sharing_id/sharing_images': {
        const sharing = world.sharings.get(id);
        if (sharing === undefined) return bareAnswer(404, serial);
        const named = claims.abilities?.[sharing.albumId]?.Sharings;
        const album = world.album(sharing.albumId);
        if (album?.denied === 'refused') return null;
        if (claims.abilities !== undefined && named === undefined) return null;
        const asked = new URLSearchParams(body ?? '').getAll('image_ids[]');
        const rows = world.share(id, asked, claims.user_id ?? null);
        return jsonAnswer('sharings', token, serial, rowsText(rows));
      }
    }
  }

  const everything = (claims: Claims) =>
    world.imageSyncsWithoutIds === 'none'
      ? []
      : world.albums.filter((album) => mayList(claims, album) === 'all').flatMap(({ images }) => images);

  /** In the order of the albums and of the images in them, not in the order asked; unknown ids are left out. */
  function inOrder(claims: Claims, ids: readonly string[]): WorldImage[] {
    const found = [...new Set(ids)].map((id) => world.image(id)).filter((image) => image !== undefined);
    const place = new Map(world.albums.map((album, n) => [album.id, n]));
    return found
      .filter(({ album }) => mayList(claims, album) === 'all')
      .sort((a, b) => (place.get(a.album.id) ?? 0) - (place.get(b.album.id) ?? 0) || a.position - b.position);
  }

  return { handle };
}

/**
 * What a token may see of an album. A token without `abilities` is a user's own and sees everything; one with empty
 * abilities was recorded to get every album from `GET /albums` and `200 []` from an album's images.
 */
function mayList(
  claims: Claims,
  album: WorldAlbum | undefined,
  id = album?.id ?? '',
): 'all' | 'empty' | 'refused' {
  if (album?.denied) return album.denied;
  const { abilities } = claims;
  if (abilities === undefined) return 'all';
  if (Object.keys(abilities).length === 0) return 'empty';
  return Object.hasOwn(abilities, id) && abilities[id]?.Access?.['image_list'] === true ? 'all' : 'refused';
}
