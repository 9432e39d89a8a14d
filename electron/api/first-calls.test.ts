import { AppError, errorData } from '#shared/errors.ts';
import { expect, test } from 'vitest';
import { testClient, type TestAnswer } from './client-for-tests.ts';
import { firstCalls } from './first-calls.ts';

const good: Record<string, TestAnswer> = {
  '/user': { body: '{"public_id":"u-1","fullname":"Zoé"}' },
  '/albums': { body: '[{"id":"album-1","images_count":2}]' },
  '/organization': { body: '{"name":"Studio"}' },
  '/image_syncs': { body: '[]' },
};
const refused: TestAnswer = { status: 401, headers: { 'content-type': 'text/html' } };
const portal: TestAnswer = { headers: { 'content-type': 'text/html' }, body: '<html>' };
const offline = new AppError({ code: 'not-reached', host: 'api.example', reason: 'dns' });
type Given = TestAnswer | AppError;

function withAnswers(user: Given, albums: Given, imageSyncs: Given = refused) {
  const answers: Record<string, Given> = {
    '/user': user,
    '/albums': albums,
    '/image_syncs': imageSyncs,
    '/organization': refused,
  };
  return testClient((path) => answers[path] ?? { status: 404 });
}

test('all is well: user, albums and organisation, each asked once', async () => {
  const { client, calls } = testClient((path) => good[path] ?? { status: 404 });
  expect(await firstCalls(client, false)).toEqual({
    user: { id: 'u-1', name: 'Zoé', email: null },
    albums: [{ id: 'album-1', imagesCount: 2 }],
    organization: { name: 'Studio', sandbox: false },
  });
  expect(calls.map(({ route }) => route).sort()).toEqual(['/albums', '/organization', '/user']);
});

const { '/user': user, '/albums': albums, '/image_syncs': images } = good;
const fine: [string, boolean, Given, Given, Given?][] = [
  ['one missing right: albums', false, user!, refused],
  ['one missing right: user', false, refused, albums!],
  ['one 404', false, { status: 404 }, albums!],
  ['one 500', false, user!, { status: 500 }],
  ['one that reached nobody', false, user!, offline],
  ['both refused, but the token names an album', true, refused, refused],
  ['both refused, but images may be asked', false, refused, refused, images!],
  [
    'both refused, and images answer an error that is none about rights',
    false,
    refused,
    refused,
    { status: 500 },
  ],
  ['one refused, one 404, but images may be asked', false, refused, { status: 404 }, images!],
];
test.each(fine)('%s: signed in', async (_, namesAlbums, ...answers) => {
  const { client } = withAnswers(...answers);
  const found = await firstCalls(client, namesAlbums);
  expect(found.organization).toBeNull();
});

const denied: [string, boolean, string, Given, Given, Given?][] = [
  ['all refused, images too', false, 'nothing-allowed', refused, refused],
  ['one refused, one failed, images refused', false, 'nothing-allowed', refused, { status: 500 }],
  ['nobody reached', false, 'not-reached', offline, offline],
  ['nobody reached, though the token names albums', true, 'not-reached', offline, offline],
  ['one refused, one that reached nobody', false, 'not-reached', refused, offline],
  ['a captive portal', true, 'unreadable-answer', portal, portal],
  ['no such routes: no SharinPix server', true, 'not-sharinpix', { status: 404 }, { status: 404 }],
  ['a server that is down', false, 'server-failed', { status: 503 }, { status: 503 }],
  ['redirected away', false, 'redirected', { status: 302 }, { status: 302 }],
  ['both refused, and the line breaks at images', false, 'not-reached', refused, refused, offline],
];
test.each(denied)('%s (token names albums: %s): `%s`', async (_, namesAlbums, code, ...answers) => {
  const { client } = withAnswers(...answers);
  const thrown: unknown = await firstCalls(client, namesAlbums).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppError);
  expect(errorData(thrown).code).toBe(code);
});

test('of the images only the head is fetched', async () => {
  const { client, givenUp, calls } = withAnswers(refused, refused, images);
  await firstCalls(client, false);
  expect(calls).toHaveLength(4);
  expect(givenUp()).toBe(4);
});
