import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestRoute, host, type TestRoute } from './route-for-tests.ts';
import { png } from './sample-headers.ts';

/* What becomes of pictures where hosts, records or the line are not as they should be (faults.md 46, 56, 57; attacks A28). */

const minute = 60_000;

let route: TestRoute;
beforeEach(async () => {
  route = await openTestRoute();
});
afterEach(async () => {
  await vi.waitFor(() => expect(route.openBodies).toBe(0));
  await route.close();
});

const statusOf = async (...asked: Parameters<TestRoute['ask']>): Promise<number> =>
  (await route.ask(...asked)).status;
const statuses = (ids: readonly string[]): Promise<number[]> => Promise.all(ids.map((id) => statusOf(id)));
const images = (count: number): string[] => Array.from({ length: count }, (_, index) => `image${index}`);
const picture = () => route.answer(200, png(3, 2));

test('what the disk holds is given without asking the library, also after a restart and without a line', async () => {
  await statuses(['a', 'b']);
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(2));
  route.restart();
  route.looked = 0;
  route.network = () => route.notReached();
  expect(await statuses(['a', 'b'])).toEqual([200, 200]);
  expect(route.looked).toBe(0);
});

test('a page that holds another version than the library gets what the library names, once, and is not told to keep it', async () => {
  const responses = await Promise.all([1, 2, 3, 7].map((version) => route.ask('a', { version })));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(responses.map(({ headers }) => headers.get('cache-control'))).toEqual([
    'no-store',
    'no-store',
    'no-store',
    'private, max-age=31536000, immutable',
  ]);
  expect(route.requests).toHaveLength(1);
});

test('an edited image is fetched anew, and its former version is still there', async () => {
  await route.ask('a');
  route.updatedAt = 8;
  route.network = () => route.answer(200, png(9, 9));
  expect(await (await route.ask('a', { version: 8 })).bytes()).toEqual(new Uint8Array(png(9, 9)));
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(2));
  expect(await (await route.ask('a', { version: 7 })).bytes()).toEqual(new Uint8Array(png(300, 200)));
  expect(route.requests).toHaveLength(2);
});

test.each(['', 'zzzzzzzzzzzzzz', '-1', '7.5', '%00', '__proto__'])(
  'a version written %j is none',
  async (v) => {
    const path = `app://companion/pictures/account1/small?album=album&image=a&v=${v}`;
    expect((await route.serve(new Request(path))).headers.get('cache-control')).toBe('no-store');
    expect((await route.serve(new Request(path))).status).toBe(200);
    expect(route.requests).toHaveLength(1);
  },
);

test('another account never finds what this one has kept (attacks A28)', async () => {
  await route.ask('a');
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  route.signedIn = 'account2';
  expect(await statusOf('a')).toBe(404);
  expect(await statusOf('a', { account: 'account2' })).toBe(200);
  expect(route.requests).toHaveLength(2);
});

test.each([401, 403, 410])(
  'where a host answers %d, the record is renewed and its new address tried (faults row 56)',
  async (denied) => {
    route.network = ({ url }) => (url.pathname === '/new.jpg' ? picture() : route.answer(denied));
    route.renew = () => {
      route.addressesOf = () => [`${host}/new.jpg`];
      return Promise.resolve();
    };
    expect(await statusOf('a')).toBe(200);
    expect(route.renewals).toEqual([{ albumId: 'album', imageIds: ['a'] }]);
    expect(route.requests.map(({ url }) => url.pathname)).toEqual(['/a.jpg', '/new.jpg']);
  },
);

test('where an address is denied, the others, signed alike, wait for the renewed record', async () => {
  let isRenewed = false;
  const names = () => images(3).map((name) => `${host}/${name}.jpg?${isRenewed ? 'new' : 'old'}`);
  route.addressesOf = names;
  route.network = ({ url }) => (url.href.endsWith('image1.jpg?new') ? picture() : route.answer(403));
  route.renew = () => {
    isRenewed = true;
    return Promise.resolve();
  };
  expect(await statusOf('a')).toBe(200);
  expect(route.requests.map(({ url }) => url.pathname + url.search)).toEqual([
    '/image0.jpg?old',
    '/image0.jpg?new',
    '/image1.jpg?new',
  ]);
});

test('a host that denies the new address as well is asked once for it, and the record is renewed once a session', async () => {
  let renewed = 0;
  route.addressesOf = (imageId) => [`${host}/${imageId}.jpg?signed=${renewed}`];
  route.network = () => route.answer(403);
  route.renew = () => {
    renewed += 1;
    return Promise.resolve();
  };
  expect(await statusOf('a')).toBe(502);
  expect(route.requests).toHaveLength(2);
  for (let times = 0; times < 5; times += 1) {
    route.now += 20 * minute;
    expect(await statusOf('a', { again: true })).toBe(502);
  }
  expect(route.renewals).toHaveLength(1);
  expect(route.requests).toHaveLength(7);
});

test('a renewed record of another version is kept as that version', async () => {
  route.network = ({ url }) => (url.pathname === '/new.jpg' ? picture() : route.answer(403));
  route.renew = () => {
    route.addressesOf = () => [`${host}/new.jpg`];
    route.updatedAt = 8;
    return Promise.resolve();
  };
  expect((await route.ask('a')).headers.get('cache-control')).toBe('no-store');
  await vi.waitFor(async () => expect(await route.kept()).toHaveLength(1));
  route.looked = 0;
  expect(await statusOf('a', { version: 8 })).toBe(200);
  expect(route.looked).toBe(0);
});

test('a renewal that fails refuses the picture, is told, and is made again later', async () => {
  route.network = () => route.answer(403);
  route.renew = () => Promise.reject(new Error('no line'));
  expect(await statusOf('a')).toBe(502);
  expect(route.troubles).toEqual([new Error('no line')]);
  route.now += 20 * minute;
  route.renew = () => {
    route.network = () => picture();
    route.addressesOf = () => [`${host}/new.jpg`];
    return Promise.resolve();
  };
  expect(await statusOf('a')).toBe(200);
});

test('a screen of pictures whose signatures have run out costs one call for eighty', async () => {
  route.network = ({ url }) => (url.search === '?new' ? picture() : route.answer(403));
  const renewed = new Set<string>();
  route.addressesOf = (imageId) => [`${host}/${imageId}.jpg${renewed.has(imageId) ? '?new' : ''}`];
  route.renew = () => {
    for (const { imageIds } of route.renewals) for (const id of imageIds) renewed.add(id);
    return Promise.resolve();
  };
  const asked = images(100);
  expect(new Set(await statuses(asked))).toEqual(new Set([200]));
  expect(route.renewals.length).toBeLessThanOrEqual(2);
  expect(route.renewals.every(({ imageIds }) => imageIds.length <= 80)).toBe(true);
  expect(route.renewals.flatMap(({ imageIds }) => imageIds).toSorted()).toEqual(asked.toSorted());
  expect(route.requests).toHaveLength(200);
});

test('where renewing helps no picture, few calls are made', async () => {
  route.network = () => route.answer(403);
  for (let screen = 0; screen < 12; screen += 1) {
    await statuses(images(20).map((id) => `${screen}${id}`));
  }
  expect(route.renewals.length).toBeLessThanOrEqual(6);
});

test('of 10,000 images 3 % fail: scrolling to and fro asks no host for them, and each can be asked for again (faults row 57)', async () => {
  const fails = (path: string): boolean => Number(/\d+/.exec(path)?.[0]) % 100 < 3;
  let areWell = false;
  route.network = ({ url }) => (fails(url.pathname) && !areWell ? route.answer(503) : picture());
  const all = images(10_000);
  for (let at = 0; at < all.length; at += 500) await statuses(all.slice(at, at + 500));
  const failing = all.filter(fails);
  expect(route.requests).toHaveLength(10_000);
  expect(failing).toHaveLength(300);

  for (let time = 0; time < 3; time += 1) expect(new Set(await statuses(failing))).toEqual(new Set([502]));
  expect(route.requests).toHaveLength(10_000);

  areWell = true;
  expect(await statusOf('image1', { again: true })).toBe(200);
  expect(await statusOf('image1')).toBe(200);
  route.now += 31_000;
  expect(new Set(await statuses(failing))).toEqual(new Set([200]));
  expect(route.requests).toHaveLength(10_300);
});

test('the pause before a failing picture is asked for again grows', async () => {
  route.network = () => route.answer(500);
  const askedAt: number[] = [];
  for (; route.now < 60 * minute; route.now += 10_000) {
    const before = route.requests.length;
    await route.ask('a');
    if (route.requests.length > before) askedAt.push(route.now / 1_000);
  }
  expect(askedAt.slice(0, 5)).toEqual([0, 30, 150, 750, 1350]);
});

test('a picture that is not there is asked for seldom', async () => {
  route.network = () => route.answer(404);
  await route.ask('a');
  route.now += 9 * minute;
  await route.ask('a');
  expect(route.requests).toHaveLength(1);
});

test('without a line a screen of pictures costs a few requests a minute, and all are there once it is back', async () => {
  const screen = images(60);
  route.network = () => route.notReached();
  expect(new Set(await statuses(screen))).toEqual(new Set([502]));
  expect(route.requests.length).toBeLessThanOrEqual(6);
  for (let second = 0; second < 60; second += 5) {
    route.now += 5_000;
    expect(new Set(await statuses(screen))).toEqual(new Set([502]));
  }
  expect(route.requests.length).toBeLessThanOrEqual(16);

  route.network = () => picture();
  route.now += 15_000;
  expect(new Set(await statuses(screen))).toEqual(new Set([200]));
});

test('who asks again need not wait for the host’s pause', async () => {
  route.network = () => route.notReached();
  await statuses(images(20));
  route.network = () => picture();
  expect(await statusOf('image3')).toBe(502);
  expect(await statusOf('image3', { again: true })).toBe(200);
  expect(await statusOf('image4')).toBe(200);
});

test('one picture that its host never answers is that picture’s fault alone', async () => {
  let hang: (() => void) | null = null;
  route.network = ({ url }) => {
    if (url.pathname !== '/hung.jpg') return picture();
    return new Promise((_, reject) => {
      hang = () => {
        try {
          route.notReached('timeout');
        } catch (error) {
          reject(error instanceof Error ? error : new Error());
        }
      };
    });
  };
  const hung = statusOf('hung');
  await vi.waitFor(() => expect(hang).not.toBeNull());
  route.now += 20_000;
  expect(await statuses(images(20))).toEqual(images(20).map(() => 200));
  hang!();
  expect(await hung).toBe(502);
  // It is remembered, and nothing else is held up.
  const before = route.requests.length;
  expect(await statusOf('hung')).toBe(502);
  expect(route.requests).toHaveLength(before);
  expect(await statusOf('another')).toBe(200);
});

test('a host that asks for less is left alone as long as it says', async () => {
  route.network = () => route.answer(429, '', { 'retry-after': '120' });
  expect(await statusOf('a')).toBe(502);
  route.network = () => picture();
  expect(await statuses(['a', 'b'])).toEqual([502, 502]);
  expect(await statusOf('a', { again: true })).toBe(502);
  expect(route.requests).toHaveLength(1);
  route.now += 121_000;
  expect(await statuses(['a', 'b'])).toEqual([200, 200]);
});

test('a host that does not answer holds up no other', async () => {
  route.addressesOf = (id) => [
    id.startsWith('slow') ? `https://san.cloudinary.com/${id}.jpg` : `${host}/${id}.jpg`,
  ];
  const stop = new AbortController();
  route.network = ({ url, signal }) =>
    url.hostname === 'san.cloudinary.com'
      ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
      : picture();
  const slow = images(40).map((id) => statusOf(`slow${id}`, { signal: stop.signal }));
  await vi.waitFor(() => expect(route.requests).toHaveLength(6));
  expect(new Set(await statuses(images(100)))).toEqual(new Set([200]));
  stop.abort();
  expect(new Set(await Promise.all(slow))).toEqual(new Set([499]));
  // None that had left the queue was asked for.
  expect(route.requests).toHaveLength(106);
});

test('a host in trouble costs one request a picture, where its record names another host both', async () => {
  route.addressesOf = () => [`${host}/1.jpg`, `${host}/2.jpg`, 'https://san.cloudinary.com/3.jpg'];
  route.network = ({ url }) => (url.origin === host ? route.notReached() : picture());
  expect(await statusOf('a')).toBe(200);
  expect(route.requests.map(({ url }) => url.pathname)).toEqual(['/1.jpg', '/3.jpg']);
});

test('of a record’s many addresses three are tried', async () => {
  route.addressesOf = () => images(8).map((name) => `${host}/${name}.jpg`);
  route.network = () => route.answer(500);
  expect(await statusOf('a')).toBe(502);
  expect(route.requests).toHaveLength(3);
});
