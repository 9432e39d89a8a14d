import { expect, test } from 'vitest';
import { idsPerCall } from '#shared/ids-per-call.ts';
import { wholeOf } from '../transport/body.ts';
import { albumSharings, listAlbums } from './albums.ts';
import { testClient } from './client-for-tests.ts';
import { allImages, imagesByIds } from './image-syncs.ts';
import { addToSharing, sharingImages } from './sharings.ts';
import { currentUser, organization } from './user.ts';

const answering = (value: unknown) => testClient(() => ({ body: JSON.stringify(value) }));

test('albums: an odd element does not cost the others, and an odd count not its album', async () => {
  const { client } = answering([
    { id: 'album-1', public_id: 'album-1', images_count: 3, thumbnails: [{ anything: 1 }] },
    null,
    7,
    'text',
    {},
    { id: '' },
    { id: 'tab\there' },
    { id: 'x'.repeat(5_000) },
    { id: { no: 1 }, public_id: 'album-2', images_count: '12' },
    { id: '__proto__', images_count: -1 },
    { id: 'album-3', images_count: 1e300 },
    { id: 'album-4' },
    { id: 77, images_count: 1 },
  ]);
  expect(await listAlbums(client)).toEqual([
    { id: 'album-1', imagesCount: 3 },
    { id: 'album-2', imagesCount: 12 },
    { id: '__proto__', imagesCount: null },
    { id: 'album-3', imagesCount: null },
    { id: 'album-4', imagesCount: null },
    { id: '77', imagesCount: 1 },
  ]);
});

test('sharings: labels by language or plain; one whose id cannot be sent to is shown without it', async () => {
  const { client, sent } = answering([
    { id: 's-1', name: 'home', label: '{"en": "Homepage", "fr": "Accueil"}', url: '/sharings/s-1' },
    { id: 's-2', name: 'plain', label: 'Just words' },
    { id: 's-3', name: 'unlabelled', label: null },
    { id: 'a/b', name: 'odd' },
    { name: 'no id' },
    null,
  ]);
  expect(await albumSharings(client, 'album 1')).toEqual([
    { id: 's-1', name: 'home', labels: { en: 'Homepage', fr: 'Accueil' } },
    { id: 's-2', name: 'plain', labels: { '': 'Just words' } },
    { id: 's-3', name: 'unlabelled', labels: { '': 'unlabelled' } },
    { id: null, name: 'odd', labels: { '': 'odd' } },
  ]);
  expect(sent[0]?.url.pathname).toBe('/api/v1/albums/album%201/sharings');
});

test('what a sharing holds arrives as it is, with whether there may be more', async () => {
  const rows = '[{"id":"r-1"}, not even JSON';
  const whole = testClient(() => ({ body: rows }));
  const list = await sharingImages(whole.client, 's 1');
  expect(new TextDecoder().decode(await wholeOf(list.body))).toBe(rows);
  expect(list.hintsAtMore).toBe(false);
  expect(whole.sent.map(({ method, url }) => [method, url.pathname])).toEqual([
    ['GET', '/api/v1/sharings/s%201/sharing_images'],
  ]);
  const paged = testClient(() => ({ body: '[]', headers: { 'x-total': '7' } }));
  expect(await sharingImages(paged.client, 's 1')).toMatchObject({ hintsAtMore: true });
});

test('adding to a sharing gives the answer’s bytes and its request id, unread', async () => {
  const { client } = testClient(() => ({
    status: 201,
    body: 'not even JSON',
    headers: { 'x-request-id': 'r-1' },
  }));
  const { body, ...facts } = await addToSharing(client, 's-1', ['b', 'a']);
  expect(new TextDecoder().decode(body)).toBe('not even JSON');
  expect(facts).toEqual({ status: 201, requestId: 'r-1' });
  const silent = testClient(() => ({ body: '[]' }));
  expect((await addToSharing(silent.client, 's-1', ['a'])).requestId).toBeNull();
});

test('image_syncs is asked by ids in the order given, or without any, and never by too many', async () => {
  const { client, sent } = answering([]);
  await allImages(client);
  await imagesByIds(client, ['b', 'a']);
  expect(sent.map(({ url }) => url.pathname + url.search)).toEqual([
    '/api/v1/image_syncs',
    '/api/v1/image_syncs?ids[]=b&ids[]=a',
  ]);
  const tooMany = Array.from({ length: idsPerCall + 1 }, String);
  for (const ids of [[], tooMany]) expect(() => imagesByIds(client, ids)).toThrow(RangeError);
  expect(sent).toHaveLength(2);
});

test('who am I: the full name, else the user name; what is odd is unknown', async () => {
  const full = answering({ public_id: 'u-1', fullname: 'Zoé', email: 'zoe@example.com', username: 'z' });
  expect(await currentUser(full.client)).toEqual({ id: 'u-1', name: 'Zoé', email: 'zoe@example.com' });
  const odd = answering({ public_id: 7, fullname: null, username: 'z', admin: 'yes' });
  expect(await currentUser(odd.client)).toEqual({ id: null, name: 'z', email: null });
  const ours = answering({ id: 'o', name: 'Studio', sandbox: false, sfid: '00D' });
  expect(await organization(ours.client)).toEqual({ name: 'Studio', sandbox: false });
});
