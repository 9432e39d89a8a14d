import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { accountId, host, openTestRoute, type TestRoute } from './route-for-tests.ts';
import { jpeg, png } from './sample-headers.ts';

let route: TestRoute;
beforeEach(async () => {
  route = await openTestRoute();
});
afterEach(async () => {
  // Every body that was opened was read or destroyed.
  await vi.waitFor(() => expect(route.openBodies).toBe(0));
  await route.close();
});

/** A network whose answers come when they are let: gives the function that lets the next one, in order of asking. */
function heldNetwork(): { letNext: () => Promise<void> } {
  const arrivals: (() => void)[] = [];
  let arrived = 0;
  route.network = ({ signal }) =>
    new Promise((resolve, reject) => {
      arrivals.push(() => resolve(route.answer(200, png(3, 2))));
      signal?.addEventListener('abort', () => reject(new AppError({ code: 'cancelled' })));
    });
  return {
    async letNext() {
      await vi.waitFor(() => expect(arrivals.length).toBeGreaterThan(arrived));
      arrivals[arrived++]?.();
    },
  };
}

test('a picture is answered as what it is, whatever the host calls it', async () => {
  route.network = () =>
    route.answer(200, jpeg(300, 200), { 'content-type': 'text/html', 'set-cookie': 'a=b' });
  const response = await route.ask();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'image/jpeg',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(Buffer.from(await response.arrayBuffer())).toEqual(jpeg(300, 200));
});

test('nothing of the session goes to an image host', async () => {
  await route.ask();
  expect(route.requests.map(({ headers }) => Object.keys(headers))).toEqual([['accept']]);
  expect(route.requests[0]).toMatchObject({ method: 'GET', body: null });
});

test('a picture is fetched once, also after a restart', async () => {
  await route.ask();
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  route.restart();
  route.network = () => route.notReached();
  expect((await route.ask()).status).toBe(200);
  expect(route.requests).toHaveLength(1);
});

test('asked for fifty times at once, it is fetched once', async () => {
  const responses = await Promise.all(Array.from({ length: 50 }, () => route.ask()));
  expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
  expect(route.requests).toHaveLength(1);
});

test('a file that was altered on the disk is fetched again (faults row 46)', async () => {
  await route.ask();
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  const [name = ''] = await route.kept();
  await writeFile(name, '<script>alert(1)</script>');
  const response = await route.ask();
  expect(Buffer.from(await response.arrayBuffer())).toEqual(png(300, 200));
  expect(route.requests).toHaveLength(2);
  await vi.waitFor(async () => expect(await readFile(name, 'latin1')).not.toContain('script'));
});

test('a kept file that is whole and no picture is fetched again (faults row 46)', async () => {
  await route.cache.write(
    { accountId, imageId: 'a', updatedAt: 7, size: 'small' },
    Buffer.from('<script>'.repeat(20)),
  );
  expect((await route.ask()).headers.get('content-type')).toBe('image/png');
  expect(route.requests).toHaveLength(1);
});

test.each<[string, Buffer | string, number]>([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415],
  ['a page', '<!doctype html><script>alert(1)</script>', 415],
  ['nothing', '', 415],
  ['400 megapixels', png(20_000, 20_000), 413],
  ['more than 40 MiB', Buffer.concat([png(10, 10), Buffer.alloc(41 * 2 ** 20)]), 413],
])(
  '%s is refused, with nothing in the answer and nothing kept (attacks A25, A26, A27)',
  async (_what, body, status) => {
    route.network = () => route.answer(200, body, { 'content-type': 'image/png' });
    const response = await route.ask();
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await route.kept()).toEqual([]);
  },
);

test('the viewer may have a larger picture than the grid', async () => {
  route.network = () => route.answer(200, png(10_000, 10_000));
  expect((await route.ask('a', { size: 'small' })).status).toBe(413);
  expect((await route.ask('a', { size: 'screen' })).status).toBe(200);
});

test.each([
  [404, 404],
  [410, 404],
  [401, 502],
  [403, 502],
  [429, 502],
  [500, 502],
  [503, 502],
  [204, 502],
  [206, 502],
])('a host that answers %d gives the page %d and an empty body', async (status, shown) => {
  route.network = () => route.answer(status, status === 204 ? '' : 'no');
  const response = await route.ask();
  expect(response.status).toBe(shown);
  expect(await response.text()).toBe('');
});

test('a host that cannot be reached is no error of the app, and is asked again', async () => {
  route.network = () => route.notReached();
  expect((await route.ask()).status).toBe(502);
  route.network = () => route.answer(200, png(3, 2));
  expect((await route.ask()).status).toBe(200);
});

test('the addresses are tried in order, those off the list never', async () => {
  route.addressesOf = () => [
    'https://evil.com/a.jpg',
    `/assets/blank.jpg#${host}/one.jpg`,
    'http://127.0.0.1/a.jpg',
    `${host}/two.jpg`,
    `${host}/three.jpg`,
  ];
  route.network = ({ url }) =>
    url.pathname === '/two.jpg' ? route.answer(200, png(3, 2)) : route.answer(403);
  expect((await route.ask()).status).toBe(200);
  expect(route.requests.map(({ url }) => url.href)).toEqual([`${host}/one.jpg`, `${host}/two.jpg`]);
});

test('an image without an address that may be asked has no picture', async () => {
  route.addressesOf = () => ['https://evil.com/a.jpg'];
  expect((await route.ask()).status).toBe(404);
  expect(route.requests).toEqual([]);
});

test('redirects are followed along the list of hosts', async () => {
  route.network = ({ url }) =>
    url.pathname === '/moved.jpg'
      ? route.answer(200, png(3, 2))
      : route.answer(302, '', { location: 'https://san.cloudinary.com/moved.jpg' });
  expect((await route.ask()).status).toBe(200);
});

test.each([
  'https://evil.com/a.jpg',
  'http://res.cloudinary.com/a.jpg',
  'https://169.254.169.254/latest/meta-data',
  '//evil.com/a.jpg',
  'file:///etc/passwd',
  '',
])('a redirect to %j is not followed', async (location) => {
  route.network = () => route.answer(307, '', { location });
  expect((await route.ask()).status).toBe(502);
  expect(route.requests).toHaveLength(1);
});

test('a host that redirects for ever is left after three', async () => {
  route.network = () => route.answer(301, '', { location: '/again.jpg' });
  route.addressesOf = () => ['/a.jpg'];
  expect((await route.ask()).status).toBe(502);
  expect(route.requests).toHaveLength(4);
});

test.each([
  ['POST', '/pictures/account1/small?album=album&image=a&v=7', 405],
  ['HEAD', '/pictures/account1/small?album=album&image=a&v=7', 405],
  ['GET', '/pictures/account2/small?album=album&image=a&v=7', 404],
  ['GET', '/pictures/account1/original?album=album&image=a&v=7', 404],
  ['GET', '/pictures/account1/__proto__?album=album&image=a&v=7', 404],
  ['GET', '/pictures/account1/small/more?album=album&image=a&v=7', 404],
  ['GET', '/pictures/account1/small?album=album&v=7', 404],
  ['GET', '/pictures/account1/small?album=album&image=&v=7', 404],
  ['GET', '/pictures/account1/small?album=album&image=a%00b&v=7', 404],
])('%s %s is answered %d, and no host is asked', async (method, path, status) => {
  const response = await route.serve(new Request(`app://companion${path}`, { method }));
  expect(response.status).toBe(status);
  expect(route.requests).toEqual([]);
});

test('of 10,000 made up paths only those of known images reach a host', async () => {
  const segment = fc.oneof(fc.constantFrom('account1', 'small', 'screen', 'a', '..', ''), fc.webPath());
  const path = fc.tuple(segment, segment, fc.webQueryParameters(), fc.string());
  route.addressesOf = (imageId) => (imageId === 'a' ? [`${host}/a.jpg`] : null);
  await fc.assert(
    fc.asyncProperty(path, async ([one, two, query, image]) => {
      const url = `app://companion/pictures/${one}/${two}?${query}&image=${encodeURIComponent(image)}`;
      await route.serve(new Request(url));
      expect(route.requests.every((request) => request.url.href === `${host}/a.jpg`)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('after a sign-out nothing is answered, and nothing of before is kept', async () => {
  const held = heldNetwork();
  const write = vi.spyOn(route.cache, 'write');
  const asked = route.ask();
  await vi.waitFor(() => expect(route.requests).toHaveLength(1));
  route.signedIn = null;
  await route.cache.keepOnly([]);
  await held.letNext();
  await asked;
  expect((await route.ask()).status).toBe(404);
  expect(write).not.toHaveBeenCalled();
  expect(await route.kept()).toEqual([]);
});

test('a picture is fetched as long as somebody waits for it, and not much longer', async () => {
  heldNetwork();
  const first = new AbortController();
  const second = new AbortController();
  const asked = [route.ask('a', { signal: first.signal }), route.ask('a', { signal: second.signal })];
  await vi.waitFor(() => expect(route.requests).toHaveLength(1));
  first.abort();
  expect((await asked[0])?.status).toBe(499);
  expect(route.requests[0]?.signal?.aborted).toBe(false);
  second.abort();
  expect((await asked[1])?.status).toBe(499);
  // A page that only lays itself out anew asks again at once.
  const third = new AbortController();
  const again = route.ask('a', { signal: third.signal });
  expect(route.requests).toHaveLength(1);
  third.abort();
  expect((await again).status).toBe(499);
  await vi.waitFor(() => expect(route.requests[0]?.signal?.aborted).toBe(true), 10_000);
  expect(route.requests).toHaveLength(1);

  route.network = () => route.answer(200, png(3, 2));
  expect((await route.ask('a')).status).toBe(200);
});

test('few are fetched at once, and of those that wait the one asked for last comes first', async () => {
  vi.spyOn(route.cache, 'read').mockResolvedValue(null);
  vi.spyOn(route.cache, 'write').mockResolvedValue();
  const held = heldNetwork();
  const ids = Array.from({ length: 20 }, (_, index) => `image${index}`);
  // Asked for twice, before it is queued: it had scrolled away, and is on screen again.
  const asked = [...ids, 'image9'].map((id) => route.ask(id));
  await vi.waitFor(() => expect(route.requests).toHaveLength(6));
  // And once more, while it waits.
  asked.push(route.ask('image12'));
  await new Promise((resolve) => setImmediate(resolve));
  for (const id of ids) await held.letNext().catch(() => expect.fail(`${id} was never asked for`));
  await Promise.all(asked);

  const order = route.requests.map(({ url }) => url.pathname.slice(1, -4));
  const waited = ids.slice(6).filter((id) => id !== 'image9' && id !== 'image12');
  expect(order).toEqual([...ids.slice(0, 6), 'image12', 'image9', ...waited.reverse()]);
});

test('what was fetched is told apart from what this computer gave, however many wait for it', async () => {
  const network = heldNetwork();
  const both = [route.ask(), route.ask()];
  await network.letNext();
  await Promise.all(both);
  expect(route.given).toEqual(['fetched']);
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  await route.ask();
  route.network = () => route.answer(404);
  await route.ask('another');
  expect(route.given).toEqual(['fetched', 'kept']);
});
