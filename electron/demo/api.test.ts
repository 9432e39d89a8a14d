import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoPerson, demoPlans } from './album-content.ts';
import { bulkPlans } from './bulk-plans.ts';
import { bodyPieces } from './answer.ts';
import { createApi } from './api.ts';
import { demoClaims, readAuthorization, tokenLife, writeToken, type Claims } from './demo-token.ts';
import { createWorld } from './world.ts';

const noon = Date.UTC(2025, 2, 3, 12);

function start(plans = bulkPlans({ images: 40, albums: 2, seed: 3 })) {
  let now = noon;
  const world = createWorld({ plans, clock: () => now, person: demoPerson });
  const api = createApi({ world, pictures: { origin: 'https://res.cloudinary.com', cloud: 'c' } });
  const claims = demoClaims(world);
  const ask = (method: string, path: string, token: Claims | null = claims, body: string | null = null) => {
    const headers = token === null ? {} : { authorization: `Token token="${writeToken(token)}"` };
    const answer = api.handle({ method, url: new URL(`https://api.example/api/v1${path}`), headers, body });
    const text = Buffer.concat([...bodyPieces(answer.body)]).toString();
    return { ...answer, text, json: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const list = (path: string, token?: Claims | null) => ask('GET', path, token).json as { id: string }[];
  const [album, other] = world.albums;
  if (album === undefined || other === undefined) throw new Error('two albums wanted');
  const [sharing] = [...world.sharings.values()];
  if (sharing === undefined) throw new Error('a sharing wanted');
  return { world, ask, list, claims, album, other, sharing, wait: (ms: number) => (now += ms) };
}

test('ids are answered in album order, whatever order they were asked in; unknown ones are left out', () => {
  const { list, world } = start();
  const everything = list('/image_syncs').map(({ id }) => id);
  expect(everything).toEqual(world.albums.flatMap((album) => album.images.map(({ id }) => id)));
  const some = fc.shuffledSubarray(everything, { minLength: 1 });
  fc.assert(
    fc.property(some, fc.boolean(), fc.nat(3), (asked, encoded, strangers) => {
      const key = encoded ? 'ids%5B%5D' : 'ids[]';
      const ids = [...asked, ...Array.from({ length: strangers }, (_, n) => `stranger-${n}`)];
      const answered = list(`/image_syncs?${ids.map((id) => `${key}=${id}`).join('&')}`);
      expect(answered.map(({ id }) => id)).toEqual(everything.filter((id) => asked.includes(id)));
    }),
    { numRuns: 40 },
  );
});

test('without ids: every image, nothing, or an error, as the world is set', () => {
  const { world, list, ask } = start();
  expect(list('/image_syncs')).toHaveLength(40);
  world.imageSyncsWithoutIds = 'none';
  expect(list('/image_syncs')).toEqual([]);
  world.imageSyncsWithoutIds = 'error';
  expect(ask('GET', '/image_syncs').status).toBe(400);
});

test('only image_syncs knows tags and uploader', () => {
  const { list, album } = start();
  const [there] = list(`/albums/${album.id}/images`);
  const [here] = list(`/image_syncs?ids[]=${there?.id ?? ''}`);
  expect(there).not.toHaveProperty('tag_names');
  expect(there).not.toHaveProperty('user_sfid');
  expect(here).toMatchObject({ ...there, tag_names: expect.any(Array) as unknown });
  expect(here).toHaveProperty('user_sfid');
});

test('a 401 says access denied with an empty page and no token', () => {
  const { ask, claims, album, other } = start();
  const onlyOther = { ...claims, abilities: { [other.id]: { Access: { image_list: true } } } };
  const cases: [string, string, Claims | null][] = [
    ['no token', '/user', null],
    ['an expired token', '/user', { ...claims, exp: noon / 1000 - 1 }],
    ['another album', `/albums/${album.id}/images`, onlyOther],
    ['no right to list', `/albums/${album.id}/images`, { ...claims, abilities: { [album.id]: {} } }],
    ['sharings of another album', `/albums/${album.id}/sharings`, onlyOther],
  ];
  for (const [what, path, token] of cases) {
    const { status, headers, text } = ask('GET', path, token);
    expect([what, status, headers['X-message'], headers['Content-Type'], text]).toEqual([
      what,
      401,
      'Access denied',
      'text/html',
      '',
    ]);
    expect(headers).not.toHaveProperty('X-token');
  }
});

test('a forged token is refused', () => {
  const { world } = start();
  const token = writeToken(demoClaims(world));
  const forged = `${token.split('.').slice(0, 2).join('.')}.AAAA`;
  expect(readAuthorization(`Token token="${token}"`, noon / 1000)).not.toBeNull();
  expect(readAuthorization(`Token token="${forged}"`, noon / 1000)).toBeNull();
  expect(readAuthorization(`Bearer ${token}`, noon / 1000)).toBeNull();
});

test('every answer renews the token for four hours from then on', () => {
  const { ask, wait, claims } = start();
  wait(3 * 3_600_000);
  const renewed = ask('GET', '/user').headers['X-token'] ?? '';
  const now = noon / 1000 + 3 * 3600;
  expect(readAuthorization(`Token token="${renewed}"`, now)).toEqual({
    ...claims,
    exp: now + tokenLife,
    iat: now,
  });
});

test('abilities decide what is seen; empty ones list albums and no images, as recorded', () => {
  const { ask, list, claims, album, other } = start();
  const userToken = { ...claims };
  delete userToken.abilities;
  expect(list('/albums', userToken)).toHaveLength(2);
  const named = { ...claims, abilities: { [other.id]: { Access: { image_list: true } } } };
  expect(list('/albums', named).map(({ id }) => id)).toEqual([other.id]);
  expect(list('/image_syncs', named)).toHaveLength(other.images.length);
  const empty = { ...claims, abilities: {} };
  expect(list('/albums', empty)).toHaveLength(2);
  expect(ask('GET', `/albums/${album.id}/images`, empty).text).toBe('[]');
});

test('a missing right can be set per album, as a 401 or as an empty list', () => {
  const { ask, list, album } = start();
  album.denied = 'refused';
  expect(ask('GET', `/albums/${album.id}/images`).status).toBe(401);
  expect(list('/image_syncs')).toHaveLength(20);
  album.denied = 'empty';
  expect(ask('GET', `/albums/${album.id}/images`).text).toBe('[]');
});

test('a share answers a row for each image in the order asked, and can be read back without a token', () => {
  const { ask, album, sharing, claims } = start();
  const ids = [album.images[3], album.images[0], album.images[7]].map((image) => image?.id ?? '');
  const path = `/sharings/${sharing.id}/sharing_images`;
  const { status, json } = ask('POST', path, claims, ids.map((id) => `image_ids%5B%5D=${id}`).join('&'));
  const rows = json as {
    id: string;
    url: string;
    created_at: string;
    user: string;
    image: { public_id: string };
  }[];
  expect(status).toBe(200);
  expect(rows.map(({ image }) => image.public_id)).toEqual(ids);
  expect(rows.map(({ created_at }) => Date.parse(created_at) - noon)).toEqual([0, 9, 18]);
  expect(rows.map(({ id, url }) => url === `/sharing_images/${id}/image`)).toEqual([true, true, true]);
  expect(rows[0]?.user).toBe(demoPerson.publicId);
  const readBack = ask('GET', path, null);
  expect(readBack.json).toEqual(rows);
  expect(readBack.headers).not.toHaveProperty('X-token');
  // Nothing keeps the service from sharing an image twice.
  ask('POST', path, claims, `image_ids[]=${ids[0] ?? ''}`);
  expect(ask('GET', path, null).json).toHaveLength(4);
});

test('a share needs a right on the album that the sharing belongs to', () => {
  const { ask, album, sharing, claims } = start();
  const listOnly = { ...claims, abilities: { [album.id]: { Access: { image_list: true } } } };
  const body = `image_ids[]=${album.images[0]?.id ?? ''}`;
  expect(ask('POST', `/sharings/${sharing.id}/sharing_images`, listOnly, body).status).toBe(401);
  expect(sharing.rows).toEqual([]);
});

test('what does not exist is a 404, and nonsense never throws', () => {
  const { ask } = start();
  for (const path of [
    '/sharings/none',
    '/sharings/none/sharing_images',
    '/nothing',
    '/albums/x/y/z',
    '/albums/',
  ]) {
    expect([path, ask('GET', path).status]).toEqual([path, 404]);
  }
  fc.assert(
    fc.property(fc.constantFrom('GET', 'POST', 'PUT'), fc.webPath(), fc.string(), (method, path, body) => {
      expect(ask(method, path, undefined, body).status).toBeGreaterThanOrEqual(200);
    }),
  );
});

test('the wire is written as recorded: compact, ampersands escaped, crops as decimals', () => {
  const { ask, world, album } = start();
  const id = album.images[0]?.id ?? '';
  world.edit(id, { crop: { x: 3, y: 2, w: 10, h: 11 }, title: 'say "crop_x":3, & more' });
  const { text, json } = ask('GET', `/image_syncs?ids[]=${id}`);
  expect(text).toContain(String.raw`"crop_x":3.0,"crop_y":2.0,"crop_w":10.0,"crop_h":11.0`);
  expect(text).not.toContain('&');
  expect(json).toMatchObject([{ width: 10, height: 11, title: 'say "crop_x":3, & more' }]);
});

test('the demo holds some 400 images in three albums, with every trap of the recordings', () => {
  const { ask, list } = start(demoPlans.slice());
  const albums = list('/albums') as unknown as { images_count: number; thumbnails: unknown[] }[];
  const counts = albums.map(({ images_count }) => images_count);
  expect(counts).toHaveLength(3);
  expect(counts.reduce((sum, count) => sum + count)).toBe(404);
  const images = ask('GET', '/image_syncs').json as {
    id: string;
    rotation: number;
    crop_w: number;
    processing_error: string | null;
    group_id: string | null;
    page: number;
    color: string;
    size: unknown;
    gps: unknown;
    filename: string;
    infos: { etag: string };
    width: number;
    height: number;
  }[];
  const some = (what: (image: (typeof images)[number]) => boolean) => images.filter(what).length;
  expect(new Set(images.map(({ id }) => id)).size).toBe(404);
  for (const turned of [90, 180, 270]) expect(some(({ rotation }) => rotation === turned)).toBeGreaterThan(0);
  expect(some(({ crop_w }) => crop_w > 0)).toBeGreaterThan(3);
  expect(some(({ processing_error }) => processing_error !== null)).toBeGreaterThan(3);
  expect(images.filter(({ group_id }) => group_id !== null).map(({ page }) => page)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect(some(({ color }) => color === '#')).toBeGreaterThan(2);
  expect(some(({ size }) => typeof size === 'string')).toBeGreaterThan(1);
  expect(some(({ size }) => size === null)).toBeGreaterThan(1);
  expect(some(({ gps }) => gps === null)).toBeGreaterThan(20);
  expect(some(({ filename }) => !/\.\w+$/.test(filename))).toBeGreaterThan(1);
  expect(some(({ filename }) => filename === 'Scan sans titre')).toBeGreaterThan(1);
  expect(some(({ width, height }) => width < height)).toBeGreaterThan(40);
  const etags = images.filter(({ group_id }) => group_id === null).map(({ infos }) => infos.etag);
  expect(new Set(etags).size).toBe(etags.length - 3);
});
