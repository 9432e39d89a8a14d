import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveHttp, type LoopbackServer } from '../transport/loopback-server.ts';
import { createNodeTransport } from '../transport/node-transport.ts';
import { openTestRoute, type TestRoute } from './route-for-tests.ts';
import { png } from './sample-headers.ts';

/* The picture route over the real network code, against an image host on loopback. */

let route: TestRoute;
let host: LoopbackServer;
let answer: RequestListener;
/** Requests that the host saw, and those whose line was cut before the answer was whole. */
let seen: string[] = [];
let cut: string[] = [];
beforeEach(async () => {
  seen = [];
  cut = [];
  answer = (_request, response) => void response.end(png(3, 2));
  host = await serveHttp((request, response) => {
    const { url = '' } = request;
    seen.push(url);
    response.on('close', () => response.writableFinished || cut.push(url));
    answer(request, response);
  });
  route = await openTestRoute();
  route.origin = host.origin;
  route.network = createNodeTransport();
  route.addressesOf = (imageId) => [`${host.origin}/${imageId}.png`];
});
afterEach(async () => {
  await host.close();
  await route.close();
});

const statuses = (ids: readonly string[]): Promise<number[]> =>
  Promise.all(ids.map(async (id) => (await route.ask(id)).status));
const images = (count: number): string[] => Array.from({ length: count }, (_, index) => `image${index}`);

test('a picture nobody waits for any more stops on the line, and one in the queue is never asked for', async () => {
  answer = (_request, response) => void response.writeHead(200).write(png(3, 2).subarray(0, 10));
  const stop = new AbortController();
  const asked = images(20).map((id) => route.ask(id, { signal: stop.signal }));
  await vi.waitFor(() => expect(seen).toHaveLength(6));
  stop.abort();
  expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([499]));
  await vi.waitFor(() => expect(cut).toHaveLength(6), 10_000);
  expect(seen).toHaveLength(6);
});

test('a picture that arrives cut is not shown, not kept, and is fetched again', async () => {
  const whole = Buffer.concat([png(3, 2), Buffer.alloc(5_000)]);
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': whole.length }).write(whole.subarray(0, 3_000), () => {
      response.destroy();
    });
  };
  expect(await statuses(['a'])).toEqual([502]);
  expect(await route.kept()).toEqual([]);
  answer = (_request, response) => void response.end(whole);
  expect(await (await route.ask('a', { again: true })).bytes()).toEqual(new Uint8Array(whole));
});

test('a host that is gone is left alone after a few, and its pictures are there once it is back', async () => {
  const port = new URL(host.origin).port;
  await host.close();
  expect(new Set(await statuses(images(60)))).toEqual(new Set([502]));
  expect(route.requests.length).toBeLessThanOrEqual(8);

  const { server } = await serveHttp((_request, response) => void response.end(png(3, 2)));
  const moved = new Promise<void>((resolve) =>
    server.close(() => server.listen(Number(port), '127.0.0.1', resolve)),
  );
  server.closeAllConnections();
  await moved;
  route.now += 2_000;
  expect(new Set(await statuses(images(60)))).toEqual(new Set([200]));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('1,000 pictures asked for at once are fetched once each, six at a time', async () => {
  let open = 0;
  let most = 0;
  answer = (_request, response) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      response.end(png(3, 2));
    });
  };
  expect(new Set(await statuses([...images(1_000), ...images(1_000)]))).toEqual(new Set([200]));
  expect(seen).toHaveLength(1_000);
  expect(most).toBeLessThanOrEqual(6);
});
