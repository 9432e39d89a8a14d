import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFormerPictures, type FormerPicture } from './former-picture.ts';
import { accountId, host, openTestRoute, type TestRoute } from './route-for-tests.ts';
import { png } from './sample-headers.ts';

let route: TestRoute;
beforeEach(async () => {
  route = await openTestRoute();
});
afterEach(() => route.close());

const wanted: FormerPicture = {
  accountId,
  imageId: 'a',
  version: 5,
  addresses: [`/assets/blank.jpg#${host}/former.jpg`],
};

function former() {
  const ask = createFormerPictures({
    cache: route.cache,
    account: () => ({
      id: accountId,
      origin: route.origin,
      transport: (request) => {
        route.requests.push(request);
        return Promise.resolve(route.network(request));
      },
    }),
    now: () => route.now,
    onPicture: (_account, isKept) => route.given.push(isKept ? 'kept' : 'fetched'),
  });
  return (changes: Partial<FormerPicture> = {}, signal = new AbortController().signal) =>
    ask({ ...wanted, ...changes }, signal);
}

test('what was seen before comes from the disk, and no host is asked', async () => {
  expect((await route.ask('a', { version: 7 })).status).toBe(200);
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  const asked = route.requests.length;
  const answer = await former()({ version: 7, addresses: [] });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('image/png');
  expect(route.requests).toHaveLength(asked);
  expect(route.given.at(-1)).toBe('kept');
});

test('else it is fetched from the address kept, once, and stays; nothing of the session goes along', async () => {
  const ask = former();
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(route.requests.map(({ url }) => url.href)).toEqual([`${host}/former.jpg`]);
  expect(Object.keys(route.requests[0]!.headers)).not.toContain('authorization');
  expect((await ask()).status).toBe(200);
  expect(route.requests).toHaveLength(1);
  expect(route.given).toEqual(['fetched', 'kept']);
});

test.each([
  'http://res.cloudinary.com/a.jpg',
  'https://evil.example/a.jpg',
  'https://res.cloudinary.com@evil.example/a.jpg',
  'https://127.0.0.1/a.jpg',
  'file:///etc/passwd',
  '/assets/blank.jpg',
])('no address but those of image hosts is asked: %s', async (address) => {
  expect((await former()({ addresses: [address] })).status).toBe(404);
  expect(route.requests).toEqual([]);
});

test('what is no picture is neither shown nor kept, and its host is not asked again for a while', async () => {
  route.network = () => route.answer(200, '<script>alert(1)</script>');
  const ask = former();
  expect((await ask()).status).toBe(415);
  expect((await ask()).status).toBe(415);
  expect(route.requests).toHaveLength(1);
  expect(await route.kept()).toEqual([]);
  route.now += 3_600_000;
  route.network = () => route.answer(200, png(300, 200));
  expect((await ask()).status).toBe(200);
});

test('another account gets nothing; whoever stops waiting gets no answer', async () => {
  expect((await former()({ accountId: 'account2' })).status).toBe(404);
  expect((await former()({}, AbortSignal.abort())).status).toBe(499);
  expect(route.requests).toEqual([]);
});
