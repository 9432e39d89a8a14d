import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pictureAddressFilter } from '../pictures/public-address.ts';
import { wholeOf } from './body.ts';
import { testCertificate, testKey } from './certificate-for-tests.ts';
import { serveBytes, serveHttp } from './loopback-server.ts';
import { createNodeTransport, type NodeTransportOptions } from './node-transport.ts';
import { wasWritten } from './not-reached.ts';
import { serveProxy, type Conduct, type TestProxy } from './proxy-for-tests.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, testCertificate]));
afterAll(() => setDefaultCACertificates(trusted));

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The API as only the proxy can reach it: `api.example` is no name that anybody resolves. */
async function serveApi(listener: RequestListener): Promise<{ port: number; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ key: testKey, cert: testCertificate }, (request, response) => {
    sockets.add(request.socket);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  open.push({ close });
  return { port: (server.address() as AddressInfo).port, sockets };
}

async function proxied(
  conduct: Conduct,
  options: NodeTransportOptions = {},
): Promise<{ proxy: TestProxy; transport: Transport }> {
  const proxy = await serveProxy(conduct);
  open.push(proxy);
  const proxyFor = (): Promise<string> => Promise.resolve(`PROXY ${proxy.place}`);
  return { proxy, transport: createNodeTransport({ proxyFor, ...options }) };
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  body: null,
  ...more,
});
const post = (url: string): HttpRequest => get(url, { method: 'POST', body: 'image_ids[]=a' });
const text = async ({ body }: HttpAnswer): Promise<string> => new TextDecoder().decode(await wholeOf(body));
const failure = (promise: Promise<unknown>): Promise<AppErrorData> =>
  promise.then(() => ({ code: 'internal' }), errorData);
const notReached = (reason: string, host = 'api.example') => ({ code: 'not-reached', host, reason });

test('calls go through the system’s proxy, secured up to the server: GETs share a connection, a POST has its own', async () => {
  const api = await serveApi((request, response) => {
    request.setEncoding('utf8').on('data', (form: string) => response.write(form));
    request.on('end', () => response.end(`${request.method} ${request.headers.host}${request.url}`));
  });
  const { proxy, transport } = await proxied({ leadsTo: api.port });
  for (const path of ['/one', '/two'])
    expect(await text(await transport(get(`https://api.example${path}`)))).toBe(`GET api.example${path}`);
  expect(proxy.asked).toEqual(['api.example:443']);
  expect(await text(await transport(post('https://api.example:8443/x')))).toBe(
    'image_ids[]=aPOST api.example:8443/x',
  );
  expect(proxy.asked).toEqual(['api.example:443', 'api.example:8443']);
  expect(api.sockets.size).toBe(2);
});

test('a proxy that is itself spoken to over TLS serves as well', async () => {
  const api = await serveApi((request, response) => request.resume().on('end', () => response.end('ok')));
  const proxy = await serveProxy({ leadsTo: api.port }, true);
  open.push(proxy);
  const transport = createNodeTransport({ proxyFor: () => Promise.resolve(`HTTPS ${proxy.place}`) });
  expect(await text(await transport(post('https://api.example/')))).toBe('ok');
  expect(proxy.asked).toEqual(['api.example:443']);
});

test('row 12: broken off behind a proxy, a POST is a `reset` after one POST', async () => {
  let posts = 0;
  const api = await serveApi((request) => {
    posts += 1;
    request.socket.destroy();
  });
  const { transport } = await proxied({ leadsTo: api.port });
  const data = await failure(transport(post('https://api.example/')));
  expect(data).toEqual(notReached('reset'));
  expect(wasWritten(data)).toBe(true);
  expect(posts).toBe(1);
});

test('row 49: a GET on a kept connection through a proxy that the server closes is sent again, unseen', async () => {
  let calls = 0;
  const api = await serveApi((request, response) => {
    calls += 1;
    if (calls === 2) request.socket.destroy();
    else response.end('ok');
  });
  const { transport } = await proxied({ leadsTo: api.port });
  for (const path of ['/one', '/two'])
    expect(await text(await transport(get(`https://api.example${path}`)))).toBe('ok');
  expect(calls).toBe(3);
});

test.each<[string, Conduct, string]>([
  ['refuses without a password', { status: 407 }, 'proxy'],
  ['cannot reach the server', { status: 502 }, 'proxy'],
  ['redirects', { status: 302 }, 'proxy'],
  ['hangs up', 'hangs-up', 'proxy'],
  ['says nothing', 'silent', 'connect-timeout'],
])(
  'a proxy that %s: nothing was written to the server, and it is not gone past',
  async (_, conduct, reason) => {
    const { proxy, transport } = await proxied(conduct, { connectTimeoutMs: 200 });
    for (const request of [post('https://api.example/'), get('https://api.example/')]) {
      const data = await failure(transport(request));
      expect(data).toEqual(notReached(reason));
      expect(wasWritten(data)).toBe(false);
    }
    expect(proxy.asked).toHaveLength(2);
  },
);

test('a server behind a proxy whose certificate nobody signed, or that speaks no TLS, is `tls`', async () => {
  const api = await serveApi((_, response) => response.end());
  const { transport } = await proxied({ leadsTo: api.port });
  const other = await failure(transport(post('https://other.example/')));
  const plain = await serveHttp((_, response) => response.end());
  open.push(plain);
  const unsecured = await proxied({ leadsTo: Number(new URL(plain.origin).port) });
  const none = await failure(unsecured.transport(post('https://api.example/')));
  expect([other, none]).toEqual([notReached('tls', 'other.example'), notReached('tls')]);
  expect([other, none].map(wasWritten)).toEqual([false, false]);
});

test('a server behind a proxy that begins no TLS is a `connect-timeout`', async () => {
  const silent = await serveBytes((socket) => void socket.resume());
  open.push(silent);
  const leadsTo = Number(new URL(silent.origin).port);
  const { transport } = await proxied({ leadsTo }, { connectTimeoutMs: 200 });
  expect(await failure(transport(post('https://api.example/')))).toEqual(notReached('connect-timeout'));
});

test('a proxy that is not there is passed over where the system names another way, and remembered', async () => {
  const api = await serveApi((request, response) => request.resume().on('end', () => response.end('ok')));
  const gone = await serveProxy('silent');
  await gone.close();
  const second = await serveProxy({ leadsTo: api.port });
  open.push(second);
  let asked = 0;
  const transport = createNodeTransport({
    proxyFor: () => {
      asked += 1;
      return Promise.resolve(`PROXY ${gone.place}; PROXY ${second.place}`);
    },
  });
  expect(await text(await transport(post('https://api.example/')))).toBe('ok');
  expect(await text(await transport(get('https://api.example/')))).toBe('ok');
  expect(asked).toBe(1);

  const only = createNodeTransport({ proxyFor: () => Promise.resolve(`PROXY ${gone.place}`) });
  const data = await failure(only(post('https://api.example/')));
  expect(data).toEqual(notReached('proxy'));
  expect(wasWritten(data)).toBe(false);
});

test('a proxy of a kind that is not spoken is said to be so, and not gone past', async () => {
  let lookups = 0;
  const transport = createNodeTransport({
    proxyFor: () => Promise.resolve('SOCKS5 127.0.0.1:1080; DIRECT'),
    lookup: () => (lookups += 1),
  });
  expect(await failure(transport(post('https://api.example/')))).toEqual(notReached('proxy'));
  expect(lookups).toBe(0);
});

test('this machine is reached directly, whatever the system says', async () => {
  const server = await serveHttp((_, response) => response.end('ok'));
  open.push(server);
  const { proxy, transport } = await proxied({ status: 502 });
  expect(await text(await transport(get(server.origin)))).toBe('ok');
  expect(proxy.asked).toEqual([]);
});

test('a call that is cancelled while the proxy is silent ends at once', async () => {
  const { proxy, transport } = await proxied('silent');
  const leaving = new AbortController();
  const call = failure(transport(get('https://api.example/', { signal: leaving.signal })));
  await expect.poll(() => proxy.asked).toHaveLength(1);
  leaving.abort();
  expect(await call).toEqual({ code: 'cancelled' });
});

test('pictures go through the proxy too, but for private addresses that stand in an address (attacks A10)', async () => {
  const api = await serveApi((_, response) => response.end('picture'));
  const allowAddress = pictureAddressFilter('https://api.sharinpix.com');
  const { proxy, transport } = await proxied({ leadsTo: api.port }, { allowAddress });
  expect(await text(await transport(get('https://api.example/picture')))).toBe('picture');
  for (const host of ['10.0.0.1', '169.254.169.254', '[fd00::1]', '127.0.0.1'])
    expect(await failure(transport(get(`https://${host}/`)))).toMatchObject({ reason: 'blocked' });
  expect(proxy.asked).toEqual(['api.example:443']);
});
