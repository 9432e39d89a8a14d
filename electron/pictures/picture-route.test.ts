import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pictureAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import type { HttpAnswer, HttpRequest } from '../transport/transport.ts';
import { createPictureCache, type PictureCache } from './picture-cache.ts';
import { createPictureRoute } from './picture-route.ts';
import { jpeg, png } from './sample-headers.ts';

const accountId = 'account1';
const host = 'https://res.cloudinary.com';

/** An answer in one piece; `ended` counts the bodies that were read to their end or destroyed. */
let open = 0;
const answer = (
  status: number,
  body: Uint8Array | string = '',
  headers: Record<string, string> = {},
): HttpAnswer => {
  open += 1;
  let isOpen = true;
  const end = (): void => {
    if (isOpen) open -= 1;
    isOpen = false;
  };
  let chunks: Uint8Array[] = [Buffer.from(body)];
  return {
    status,
    headers: new Map(Object.entries(headers)),
    body: {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const [chunk, ...rest] = chunks;
          chunks = rest;
          if (chunk !== undefined) return Promise.resolve({ done: false, value: chunk });
          end();
          return Promise.resolve({ done: true, value: undefined });
        },
        return: () => {
          end();
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    },
  };
};

let folder = '';
let cache: PictureCache;
let requests: HttpRequest[] = [];
let network: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
let signedIn: string | null = accountId;
let addressesOf: (imageId: string) => string[] | null;
let serve: (request: Request) => Promise<Response>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-route-'));
  cache = createPictureCache(folder, (cause) => {
    throw cause;
  });
  requests = [];
  open = 0;
  signedIn = accountId;
  network = () => answer(200, png(300, 200));
  addressesOf = (imageId) => [`/assets/blank.jpg#${host}/${imageId}.jpg`];
  serve = routeWith(cache);
});

/** The route of a session whose network is `network`, on a cache. */
function routeWith(kept: PictureCache): (request: Request) => Promise<Response> {
  const origin = 'https://api.sharinpix.com';
  const transport = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    return network(request);
  };
  return createPictureRoute({
    cache: kept,
    library: {
      pictureAddresses: (_account, _album, imageId) => {
        const addresses = addressesOf(imageId);
        return Promise.resolve(addresses === null ? null : { addresses, updatedAt: 7 });
      },
    },
    account: () => (signedIn === null ? null : { id: signedIn, origin, transport }),
  });
}

/** A network whose answers come when they are let: gives the function that lets the next one, in order of asking. */
function heldNetwork(): { letNext: () => Promise<void> } {
  const arrivals: (() => void)[] = [];
  let arrived = 0;
  network = ({ signal }) =>
    new Promise((resolve, reject) => {
      arrivals.push(() => resolve(answer(200, png(3, 2))));
      signal?.addEventListener('abort', () => reject(new AppError({ code: 'cancelled' })));
    });
  return {
    async letNext() {
      await vi.waitFor(() => expect(arrivals.length).toBeGreaterThan(arrived));
      arrivals[arrived++]?.();
    },
  };
}
afterEach(async () => {
  // Every body that was opened was read or destroyed.
  await vi.waitFor(() => expect(open).toBe(0));
  await cache.keepOnly([]);
  await rm(folder, { recursive: true });
});

const ask = (imageId = 'a', init: RequestInit & { size?: 'small' | 'screen'; account?: string } = {}) =>
  serve(
    new Request(
      `app://companion${pictureAddress(init.account ?? accountId, 'album', imageId, init.size ?? 'small', 7)}`,
      init,
    ),
  );
const kept = (): Promise<string[]> => readdir(join(folder, accountId)).catch(() => []);

test('a picture is answered as what it is, whatever the host calls it', async () => {
  network = () => answer(200, jpeg(300, 200), { 'content-type': 'text/html', 'set-cookie': 'a=b' });
  const response = await ask();
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
  await ask();
  expect(requests.map(({ headers }) => Object.keys(headers))).toEqual([['accept']]);
  expect(requests[0]).toMatchObject({ method: 'GET', body: null });
});

test('a picture is fetched once, also after a restart', async () => {
  await ask();
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
  serve = routeWith(
    createPictureCache(folder, (cause) => {
      throw cause;
    }),
  );
  network = () => {
    throw new AppError({ code: 'not-reached', host: 'res.cloudinary.com', reason: 'offline' });
  };
  expect((await ask()).status).toBe(200);
  expect(requests).toHaveLength(1);
});

test('asked for fifty times at once, it is fetched once', async () => {
  const responses = await Promise.all(Array.from({ length: 50 }, () => ask()));
  expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
  expect(requests).toHaveLength(1);
});

test('a file that was altered on the disk is fetched again', async () => {
  await ask();
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
  const [name = ''] = await kept();
  await writeFile(join(folder, accountId, name), '<script>alert(1)</script>');
  const response = await ask();
  expect(Buffer.from(await response.arrayBuffer())).toEqual(png(300, 200));
  expect(requests).toHaveLength(2);
  await vi.waitFor(async () =>
    expect(await readFile(join(folder, accountId, name), 'latin1')).not.toContain('script'),
  );
});

test('a kept file that is whole and no picture is fetched again', async () => {
  await cache.write(
    { accountId, imageId: 'a', updatedAt: 7, size: 'small' },
    Buffer.from('<script>'.repeat(20)),
  );
  expect((await ask()).headers.get('content-type')).toBe('image/png');
  expect(requests).toHaveLength(1);
});

test.each<[string, Buffer | string, number]>([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415],
  ['a page', '<!doctype html><script>alert(1)</script>', 415],
  ['nothing', '', 415],
  ['400 megapixels', png(20_000, 20_000), 413],
  ['more than 40 MiB', Buffer.concat([png(10, 10), Buffer.alloc(41 * 2 ** 20)]), 413],
])('%s is refused, with nothing in the answer and nothing kept', async (_what, body, status) => {
  network = () => answer(200, body, { 'content-type': 'image/png' });
  const response = await ask();
  expect(response.status).toBe(status);
  expect(await response.text()).toBe('');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await kept()).toEqual([]);
});

test('the viewer may have a larger picture than the grid', async () => {
  network = () => answer(200, png(10_000, 10_000));
  expect((await ask('a', { size: 'small' })).status).toBe(413);
  expect((await ask('a', { size: 'screen' })).status).toBe(200);
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
  network = () => answer(status, status === 204 ? '' : 'no');
  const response = await ask();
  expect(response.status).toBe(shown);
  expect(await response.text()).toBe('');
});

test('a host that cannot be reached is no error of the app, and is asked again', async () => {
  network = () => {
    throw new AppError({ code: 'not-reached', host: 'res.cloudinary.com', reason: 'refused' });
  };
  expect((await ask()).status).toBe(502);
  network = () => answer(200, png(3, 2));
  expect((await ask()).status).toBe(200);
});

test('the addresses are tried in order, those off the list never', async () => {
  addressesOf = () => [
    'https://evil.com/a.jpg',
    `/assets/blank.jpg#${host}/one.jpg`,
    'http://127.0.0.1/a.jpg',
    `${host}/two.jpg`,
    `${host}/three.jpg`,
  ];
  network = ({ url }) => (url.pathname === '/two.jpg' ? answer(200, png(3, 2)) : answer(403));
  expect((await ask()).status).toBe(200);
  expect(requests.map(({ url }) => url.href)).toEqual([`${host}/one.jpg`, `${host}/two.jpg`]);
});

test('an image without an address that may be asked has no picture', async () => {
  addressesOf = () => ['https://evil.com/a.jpg'];
  expect((await ask()).status).toBe(404);
  expect(requests).toEqual([]);
});

test('redirects are followed along the list of hosts', async () => {
  network = ({ url }) =>
    url.pathname === '/moved.jpg'
      ? answer(200, png(3, 2))
      : answer(302, '', { location: 'https://san.cloudinary.com/moved.jpg' });
  expect((await ask()).status).toBe(200);
});

test.each([
  'https://evil.com/a.jpg',
  'http://res.cloudinary.com/a.jpg',
  'https://169.254.169.254/latest/meta-data',
  '//evil.com/a.jpg',
  'file:///etc/passwd',
  '',
])('a redirect to %j is not followed', async (location) => {
  network = () => answer(307, '', { location });
  expect((await ask()).status).toBe(502);
  expect(requests).toHaveLength(1);
});

test('a host that redirects for ever is left after three', async () => {
  network = () => answer(301, '', { location: '/again.jpg' });
  addressesOf = () => ['/a.jpg'];
  expect((await ask()).status).toBe(502);
  expect(requests).toHaveLength(4);
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
  const response = await serve(new Request(`app://companion${path}`, { method }));
  expect(response.status).toBe(status);
  expect(requests).toEqual([]);
});

test('of 10,000 made up paths only those of known images reach a host', async () => {
  const segment = fc.oneof(fc.constantFrom('account1', 'small', 'screen', 'a', '..', ''), fc.webPath());
  const path = fc.tuple(segment, segment, fc.webQueryParameters(), fc.string());
  addressesOf = (imageId) => (imageId === 'a' ? [`${host}/a.jpg`] : null);
  await fc.assert(
    fc.asyncProperty(path, async ([one, two, query, image]) => {
      const url = `app://companion/pictures/${one}/${two}?${query}&image=${encodeURIComponent(image)}`;
      await serve(new Request(url));
      expect(requests.every((request) => request.url.href === `${host}/a.jpg`)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('after a sign-out nothing is answered, and nothing of before is kept', async () => {
  const held = heldNetwork();
  const write = vi.spyOn(cache, 'write');
  const asked = ask();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  signedIn = null;
  await cache.keepOnly([]);
  await held.letNext();
  await asked;
  expect((await ask()).status).toBe(404);
  expect(write).not.toHaveBeenCalled();
  expect(await kept()).toEqual([]);
});

test('a picture is fetched as long as somebody waits for it, and no longer', async () => {
  heldNetwork();
  const first = new AbortController();
  const second = new AbortController();
  const asked = [ask('a', { signal: first.signal }), ask('a', { signal: second.signal })];
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  first.abort();
  expect((await asked[0])?.status).toBe(499);
  expect(requests[0]?.signal?.aborted).toBe(false);
  second.abort();
  expect((await asked[1])?.status).toBe(499);
  expect(requests[0]?.signal?.aborted).toBe(true);

  network = () => answer(200, png(3, 2));
  expect((await ask('a')).status).toBe(200);
});

test('few are fetched at once, and of those that wait the one asked for last comes first', async () => {
  serve = routeWith({
    read: () => Promise.resolve(null),
    write: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    keepOnly: () => Promise.resolve(),
  });
  const held = heldNetwork();
  const ids = Array.from({ length: 20 }, (_, index) => `image${index}`);
  // Asked for twice, before it is queued: it had scrolled away, and is on screen again.
  const asked = [...ids, 'image9'].map((id) => ask(id));
  await vi.waitFor(() => expect(requests).toHaveLength(8));
  // And once more, while it waits.
  asked.push(ask('image12'));
  await new Promise((resolve) => setImmediate(resolve));
  for (const id of ids) await held.letNext().catch(() => expect.fail(`${id} was never asked for`));
  await Promise.all(asked);

  const order = requests.map(({ url }) => url.pathname.slice(1, -4));
  const waited = ids.slice(8).filter((id) => id !== 'image9' && id !== 'image12');
  expect(order).toEqual([...ids.slice(0, 8), 'image12', 'image9', ...waited.reverse()]);
});
