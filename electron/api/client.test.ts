import { AppError, appError, callOf, errorData, type AppErrorData } from '#shared/errors.ts';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { wholeOf } from '../transport/body.ts';
import { serveBytes, serveHttp } from '../transport/loopback-server.ts';
import { createNodeTransport } from '../transport/node-transport.ts';
import { wasWritten } from '../transport/not-reached.ts';
import { albumImages, albumSharings } from './albums.ts';
import { answerSchema } from './answers.ts';
import { testClient, testCredentials, type TestAnswer } from './client-for-tests.ts';
import { createApiClient } from './client.ts';
import { addToSharing, sharingImages } from './sharings.ts';
import { currentUser } from './user.ts';

const failure = (promise: Promise<unknown>): Promise<AppErrorData> =>
  promise.then(
    () => ({ code: 'internal' }),
    (error: unknown) => errorData(error),
  );

test('a call goes to the frozen origin with the token in its one header, and is reported by its template', async () => {
  const { credentials, observed } = testCredentials();
  const { client, sent, calls } = testClient(
    () => ({ body: '{}', headers: { 'x-token': 'new', 'x-request-id': 'r-1' } }),
    { credentials, observed },
  );
  await currentUser(client);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    method: 'GET',
    headers: { accept: 'application/json', authorization: 'Token token="CANARY"' },
    body: null,
  });
  expect(sent[0]?.url.href).toBe('https://api.example/api/v1/user');
  expect(calls).toMatchObject([{ method: 'GET', route: '/user', status: 200, requestId: 'r-1' }]);
  expect(observed[0]?.headers.get('x-token')).toBe('new');
});

test('a form is sent as recorded: form-encoded, brackets as they are', async () => {
  const { client, sent } = testClient(() => ({ body: '[]' }));
  await addToSharing(client, 'sharing-1', ['a', 'b&c']);
  expect(sent[0]).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'image_ids[]=a&image_ids[]=b%26c',
  });
  expect(sent[0]?.url.pathname).toBe('/api/v1/sharings/sharing-1/sharing_images');
});

const facts = { route: 'GET /user', requestId: 'r-9', message: 'Access denied' };
const codes: [number, string][] = [
  [301, 'redirected'],
  [302, 'redirected'],
  [303, 'redirected'],
  [304, 'redirected'],
  [307, 'redirected'],
  [308, 'redirected'],
  [400, 'refused'],
  [401, 'access-denied'],
  [403, 'access-denied'],
  [404, 'not-found'],
  [405, 'refused'],
  [408, 'server-failed'],
  [409, 'server-failed'],
  [410, 'refused'],
  [413, 'refused'],
  [415, 'refused'],
  [422, 'refused'],
  [425, 'server-failed'],
  [500, 'server-failed'],
  [503, 'server-failed'],
  [599, 'server-failed'],
];
test.each(codes)('%d is `%s` with what a ticket needs, and its body is given up', async (status, code) => {
  const { client, givenUp } = testClient(() => ({
    status,
    headers: { 'content-type': 'text/html', 'x-request-id': 'r-9', 'x-message': 'Access denied' },
  }));
  const before = Date.now();
  const data = await failure(currentUser(client));
  expect(data).toEqual({ code, status, at: expect.any(Number) as number, ...facts });
  // When it was, for a ticket, by this computer's clock.
  expect(callOf(data)?.at).toBeGreaterThanOrEqual(before);
  expect(callOf(data)?.at).toBeLessThanOrEqual(Date.now());
  expect(givenUp()).toBe(1);
});

test('row 26: a 401 is `session-expired` only where the token’s own `exp` has passed', async () => {
  const expired = testClient(() => ({ status: 401 }), testCredentials(undefined, true));
  expect(await failure(currentUser(expired.client))).toMatchObject({
    code: 'session-expired',
    call: { route: 'GET /user', status: 401 },
  });
  const alive = testClient(() => ({ status: 401 }), testCredentials(undefined, false));
  expect((await failure(currentUser(alive.client))).code).toBe('access-denied');
});

test.each([
  ['Fri, 02 Jan 2026 03:04:15 GMT', 10],
  ['Fri, 02 Jan 2026 03:04:04 GMT', 1],
  ['-1', 1],
  ['abc', null],
  ['1000000000', 3600],
])(
  'row 24: a 429 with Retry-After %j asks to wait %j seconds by the server’s own clock',
  async (at, seconds) => {
    const headers = { date: 'Fri, 02 Jan 2026 03:04:05 GMT', 'retry-after': at };
    const { client } = testClient(() => ({ status: 429, headers }));
    const limited = { code: 'rate-limited', retryAfterSeconds: seconds };
    expect(await failure(currentUser(client))).toMatchObject(limited);
    expect(await failure(addToSharing(client, 's', ['a']))).toMatchObject(limited);
  },
);

const unreadable: [string, TestAnswer][] = [
  ['an empty 200', { headers: { 'content-length': '0' } }],
  ['a 200 with nothing in it', { body: '' }],
  ['a 204', { status: 204 }],
  ['HTML (a captive portal)', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['JSON that calls itself HTML', { headers: { 'content-type': 'text/html' }, body: '{}' }],
  ['no content type', { headers: { 'content-type': '' }, body: '{}' }],
  ['broken JSON', { body: '{"public_id":' }],
  ['JSON of another shape', { body: '[]' }],
];
test.each(unreadable)('row 34: %s is no success but `unreadable-answer`', async (_, answer) => {
  const { client } = testClient(() => ({ body: '7', ...answer }));
  const asked = await failure(currentUser(client));
  expect(asked).toMatchObject({
    code: 'unreadable-answer',
    route: 'GET /user',
    status: answer.status ?? 200,
  });
});

test('row 34: a captive portal’s page is no answer to a share, and no list', async () => {
  const { client } = testClient(() => ({ headers: { 'content-type': 'text/html' }, body: '<html>' }));
  expect((await failure(addToSharing(client, 's', ['a']))).code).toBe('unreadable-answer');
  expect((await failure(sharingImages(client, 's'))).code).toBe('unreadable-answer');
});

test('a server’s words are cut to what an error may hold', async () => {
  const long = 'x'.repeat(5_000);
  const { client } = testClient(() => ({
    headers: { 'x-message': long, 'x-request-id': long, 'content-type': long },
  }));
  expect(appError.safeParse(await failure(currentUser(client))).success).toBe(true);
});

test.each([
  ['a Content-Length that promises more', '200 OK\r\nContent-Length: 99'],
  ['a chunked body without its end', '200 OK\r\nTransfer-Encoding: chunked'],
])('row 18: a share answered by %s is an error after which bytes may have been read', async (_, head) => {
  const server = await serveBytes((socket) =>
    socket.once('data', () =>
      socket.end(`HTTP/1.1 ${head}\r\nContent-Type: application/json\r\n\r\n4\r\n[{"i`),
    ),
  );
  const data = await failure(addToSharing(networkClient(server.origin), 's', ['a']));
  expect(data).toMatchObject({ code: 'not-reached', reason: 'reset' });
  expect(wasWritten(data)).toBe(true);
  await server.close();
});

test('a list and a small answer that break off say of which request they are and when', async () => {
  const head = 'HTTP/1.1 200 OK\r\nX-Request-Id: r-9\r\nContent-Type: application/json\r\nContent-Length: 99';
  const server = await serveBytes((socket) => socket.once('data', () => socket.end(`${head}\r\n\r\n[{"i`)));
  const client = networkClient(server.origin);
  const { body } = await albumImages(client, 'a');
  const at = expect.any(Number) as number;
  const call = { status: 200, requestId: 'r-9', message: null, at };
  const broken = { code: 'not-reached', reason: 'reset' };
  expect(await failure(wholeOf(body))).toMatchObject({
    ...broken,
    call: { ...call, route: 'GET /albums/:album_id/images' },
  });
  expect(await failure(currentUser(client))).toMatchObject({
    ...broken,
    call: { ...call, route: 'GET /user' },
  });
  await server.close();
});

test('a share’s answer without end is `too-large`, and a sharing’s list is not', async () => {
  const rows = new TextEncoder().encode(JSON.stringify([{ id: 'r'.repeat(9 * 1024 ** 2) }]));
  const { client } = testClient(() => ({ body: new TextDecoder().decode(rows) }));
  expect((await failure(addToSharing(client, 's', ['a']))).code).toBe('too-large');
  const list = await sharingImages(client, 's');
  expect((await wholeOf(list.body)).byteLength).toBe(rows.byteLength);
});

test.each([
  ['https://login.proxy.example/in?next=s--CANARY--', 'login.proxy.example'],
  ['//other.example:8443/x', 'other.example:8443'],
  ['https://user:CANARY@other.example/', 'other.example'],
  ['/users/sign_in', undefined],
  ['https://api.example/other', undefined],
  ['mailto:someone@other.example', undefined],
  ['https://', undefined],
  ['', undefined],
])('a redirect to %j names the other host, and nothing past it', async (location, toHost) => {
  const { client } = testClient(() => ({ status: 302, headers: { location } }));
  const data = await failure(currentUser(client));
  expect(data).toMatchObject({ code: 'redirected' });
  expect('toHost' in data ? data.toHost : undefined).toBe(toHost);
  expect(JSON.stringify(data)).not.toContain('CANARY');
});

test('attack: a server that repeats the token, the sharing or a signed address is not believed to be discreet', async () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJDQU5BUlki.CANARY';
  const { client, calls } = testClient(() => ({
    status: 302,
    headers: {
      'x-message': `Token token="${token}" of /sharings/summer.party at https://res.example/s--SIGNED--/a.jpg`,
      'x-request-id': 'summer.party',
      'content-type': 'text/summer.party',
      location: 'https://summer.party/',
    },
  }));
  const said = JSON.stringify([await failure(sharingImages(client, 'summer.party')), calls]);
  expect(said).not.toMatch(/CANARY|eyJ|summer|SIGNED/);
  expect(said).toContain('https://res.example/[…]');
});

test('each sharing that is asked for or listed is known, so that it can be kept out of what is written', async () => {
  const body = JSON.stringify([
    { id: 'listed.one', name: 'One' },
    { id: 7, name: 'Two' },
  ]);
  const { client, sharings } = testClient(() => ({ body }));
  await albumSharings(client, 'A');
  await sharingImages(client, 'summer.party');
  expect(sharings).toEqual(['listed.one', '7', 'summer.party']);
});

test.each(['req CANARY share-canary-XYZ123', 'r'.repeat(201), 'r\u00e9q', ''])(
  'attack: what names no request is not kept as its name: %j',
  async (requestId) => {
    const { client, calls } = testClient(() => ({ status: 500, headers: { 'x-request-id': requestId } }));
    expect(await failure(currentUser(client))).toMatchObject({ requestId: null });
    expect(calls).toMatchObject([{ requestId: null }]);
  },
);

test('each call is reported with when it was and what was wrong with its answer', async () => {
  const before = Date.now();
  const answers = [
    { body: '{}' },
    { status: 401 },
    { headers: { 'content-type': 'text/html' }, body: '<html>' },
  ];
  const { client, calls } = testClient(() => answers.shift() ?? {});
  for (let asked = 0; asked < 3; asked += 1) await failure(currentUser(client));
  expect(calls.map(({ error }) => error)).toEqual([null, 'access-denied', 'unreadable-answer']);
  for (const { at, accountId } of calls) {
    expect(at).toBeGreaterThanOrEqual(before);
    expect(accountId).toBe('0123456789abcdef');
  }
});

test('a call that reached nobody is reported without a status, and its error passed on', async () => {
  const { client, calls } = testClient(
    () => new AppError({ code: 'not-reached', host: 'api.example', reason: 'dns' }),
  );
  expect(await failure(currentUser(client))).toMatchObject({
    code: 'not-reached',
    host: 'api.example',
    reason: 'dns',
    call: { route: 'GET /user', status: null },
  });
  expect(calls).toMatchObject([{ status: null, requestId: null, error: 'not-reached' }]);
});

test('an image list is checked at its head, and an unread one can be given up', async () => {
  const { client, givenUp } = testClient(() => ({ body: '[{"id":"a"}]' }));
  const { body } = await albumImages(client, 'album');
  await body[Symbol.asyncIterator]().return?.();
  expect(givenUp()).toBe(1);
  const html = testClient(() => ({ headers: { 'content-type': 'text/html' } }));
  expect((await failure(albumImages(html.client, 'album'))).code).toBe('unreadable-answer');
});

/** A client over the network, for what only a network shows. */
function networkClient(origin: string) {
  return createApiClient({
    credentials: testCredentials(origin).credentials,
    transport: createNodeTransport(),
    readAnswer: (kind, bytes) =>
      Promise.resolve(answerSchema(kind).parse(JSON.parse(new TextDecoder().decode(bytes)))),
  });
}

test('a small answer without end, also out of a little gzip, is `too-large` and not fetched further (attacks A1, A2)', async () => {
  const { gzipSync } = await import('node:zlib');
  const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2, ' '));
  let written = 0;
  const server = await serveHttp((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (request.url === '/api/v1/user') {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
      return;
    }
    const chunk = Buffer.alloc(65_536, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
    };
    response.on('drain', more);
    more();
  });
  const client = networkClient(server.origin);
  const limitBytes = 8 * 1024 ** 2;
  expect(await failure(client.json('user', { route: '/user' }))).toMatchObject({
    code: 'too-large',
    limitBytes,
  });
  expect(await failure(client.json('albums', { route: '/albums' }))).toMatchObject({
    code: 'too-large',
    limitBytes,
    route: 'GET /albums',
  });
  await server.close();
  expect(written).toBeLessThan(4 * limitBytes);
});

test('row 28: no redirect takes the token, or the call, anywhere (attacks A12)', async () => {
  let visits = 0;
  const other = await serveHttp((_, response) => {
    visits += 1;
    response.end();
  });
  const server = await serveHttp((request, response) => {
    request.resume();
    if (request.url?.startsWith('/api/v1/') !== true) visits += 1;
    const [, status, where] = /sharings\/(\d+)-(\w+)/.exec(request.url ?? '') ?? [];
    const location = where === 'same' ? '/elsewhere' : other.origin;
    response.writeHead(Number(status), { Location: location }).end();
  });
  const client = networkClient(server.origin);
  for (const status of [301, 302, 303, 307, 308])
    for (const where of ['same', 'cross']) {
      const sharing = `${status}-${where}`;
      expect((await failure(sharingImages(client, sharing))).code).toBe('redirected');
      expect((await failure(addToSharing(client, sharing, ['a']))).code).toBe('redirected');
    }
  expect(visits).toBe(0);
  await Promise.all([server.close(), other.close()]);
});

test('no error and no report holds the token, an id or an address (attacks A15)', async () => {
  const answers: (TestAnswer | AppError)[] = [
    { status: 401 },
    { status: 500, body: 'CANARY' },
    { body: 'CANARY', headers: { 'content-type': 'text/html' } },
    { status: 302, headers: { location: 'https://evil.example/CANARY' } },
  ];
  for (const answer of answers) {
    const { client, calls } = testClient(() => answer);
    const thrown: unknown = await addToSharing(client, 'CANARY', ['CANARY']).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    expect(inspect([thrown, calls], { depth: 10, showHidden: true })).not.toContain('CANARY');
  }
});
