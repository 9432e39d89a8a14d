import { AppError, type AppErrorData } from '#shared/errors.ts';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { testCertificate, testKey } from './certificate-for-tests.ts';
import { serveBytes, serveHttp, type LoopbackServer } from './loopback-server.ts';
import { createNodeTransport } from './node-transport.ts';
import { wasWritten } from './not-reached.ts';
import type { HttpAnswer, HttpRequest } from './transport.ts';

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function started<S extends LoopbackServer>(starting: Promise<S>): Promise<S> {
  const server = await starting;
  servers.push(server);
  return server;
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  body: null,
  ...more,
});
const post = (url: string): HttpRequest => get(url, { method: 'POST', body: 'image_ids[]=a' });

async function text(answer: HttpAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function failure(promise: Promise<unknown>): Promise<AppErrorData> {
  const thrown = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return (thrown as AppError).data;
}
const notReached = (reason: string, host = '127.0.0.1') => ({ code: 'not-reached', host, reason });

test('an answer’s status, headers in lower case and bytes are given', async () => {
  const { origin } = await started(
    serveHttp((_, response) => response.writeHead(201, { 'X-Token': 't', 'X-Twice': ['a', 'b'] }).end('é')),
  );
  const answer = await createNodeTransport()(get(`${origin}/`));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-token')).toBe('t');
  expect(answer.headers.get('x-twice')).toBe('a, b');
  expect(await text(answer)).toBe('é');
});

test('what is sent is what was asked: path with its brackets, headers, form body with its length', async () => {
  const { origin } = await started(
    serveHttp((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        const { 'content-length': length, authorization } = request.headers;
        response.end(JSON.stringify([request.method, request.url, length, authorization, body]));
      });
    }),
  );
  const request = { ...post(`${origin}/x?ids[]=a&ids[]=b`), headers: { authorization: 'Token token="t"' } };
  const answer = await createNodeTransport()(request);
  expect(await text(answer)).toBe('["POST","/x?ids[]=a&ids[]=b","13","Token token=\\"t\\"","image_ids[]=a"]');
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a body in %s arrives decoded, and cut it is an error and no end', async (encoding, compress) => {
  const plain = 'image '.repeat(50_000);
  const packed = compress(plain);
  const { origin } = await started(
    serveHttp((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding);
      const cut = request.url === '/cut' ? packed.subarray(0, packed.length - 5) : packed;
      response.writeHead(200, { 'Content-Encoding': encoding }).end(cut);
    }),
  );
  const transport = createNodeTransport();
  expect(await text(await transport(get(`${origin}/`)))).toBe(plain);
  expect(await failure(text(await transport(get(`${origin}/cut`))))).toEqual(notReached('reset'));
});

test('bytes that are not what their encoding says are an error', async () => {
  const { origin } = await started(
    serveHttp((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip at all'),
    ),
  );
  expect(await failure(text(await createNodeTransport()(get(`${origin}/`))))).toEqual(notReached('reset'));
});

test('an empty answer that calls itself compressed is empty', async () => {
  const { origin } = await started(
    serveHttp((_, response) =>
      response.writeHead(401, { 'Content-Encoding': 'gzip', 'Content-Length': '0' }).end(),
    ),
  );
  expect(await text(await createNodeTransport()(get(`${origin}/`)))).toBe('');
});

test.each([
  ['fewer bytes than Content-Length says', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2'],
  ['a chunked body without its end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[1,2\r\n'],
])('row 18: %s: what came is given, then an error and never a silent end', async (_, bytes) => {
  const { origin } = await started(serveBytes((socket) => socket.once('data', () => socket.end(bytes))));
  const answer = await createNodeTransport()(get(`${origin}/`));
  let seen = '';
  const reading = (async () => {
    for await (const chunk of answer.body) seen += Buffer.from(chunk).toString('latin1');
  })();
  expect(await failure(reading)).toEqual(notReached('reset'));
  expect(seen).toBe('[1,2');
});

test.each([301, 302, 303, 307, 308])(
  'row 28: a %d is given back and not followed, by GET or POST',
  async (status) => {
    let visits = 0;
    const target = await started(
      serveHttp((_, response) => {
        visits += 1;
        response.end();
      }),
    );
    const { origin } = await started(
      serveHttp((request, response) => {
        request.resume();
        response.writeHead(status, { Location: request.url === '/same' ? '/other' : target.origin }).end();
      }),
    );
    const transport = createNodeTransport();
    for (const path of ['/same', '/cross']) {
      expect((await transport(get(origin + path))).status).toBe(status);
      expect((await transport(post(origin + path))).status).toBe(status);
    }
    expect(visits).toBe(0);
  },
);

test('row 49: a GET on a kept connection that the server closes is sent again, once and unseen', async () => {
  const seen: string[] = [];
  const { origin } = await started(
    serveHttp((request, response) => {
      seen.push(request.url ?? '');
      if (seen.length === 2) request.socket.destroy();
      else response.end('ok');
    }),
  );
  const transport = createNodeTransport();
  expect(await text(await transport(get(`${origin}/first`)))).toBe('ok');
  expect(await text(await transport(get(`${origin}/second`)))).toBe('ok');
  expect(seen).toEqual(['/first', '/second', '/second']);
});

test('a GET whose new connection also breaks is an error: it is sent again once', async () => {
  let count = 0;
  const { origin } = await started(
    serveHttp((request, response) => {
      count += 1;
      if (count > 1) request.socket.destroy();
      else response.end('ok');
    }),
  );
  const transport = createNodeTransport();
  await text(await transport(get(`${origin}/`)));
  expect(await failure(transport(get(`${origin}/`)))).toEqual(notReached('reset'));
  expect(count).toBe(3);
});

test('a GET of whose answer a byte came is not sent again', async () => {
  let count = 0;
  const { origin } = await started(
    serveBytes((socket) => {
      socket.on('data', () => {
        count += 1;
        if (count === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        else socket.end('HTTP/1.1 200');
      });
    }),
  );
  const transport = createNodeTransport();
  await text(await transport(get(`${origin}/`)));
  expect(await failure(transport(get(`${origin}/`)))).toEqual(notReached('reset'));
  expect(count).toBe(2);
});

test('row 12: a reset before any byte of the answer is `reset` after one connection and one POST', async () => {
  let connections = 0;
  let posts = 0;
  const { origin } = await started(
    serveBytes((socket) => {
      connections += 1;
      socket.once('data', () => {
        posts += 1;
        socket.resetAndDestroy();
      });
    }),
  );
  const data = await failure(createNodeTransport()(post(`${origin}/`)));
  expect(data).toEqual(notReached('reset'));
  expect(wasWritten(data)).toBe(true);
  expect([connections, posts]).toEqual([1, 1]);
});

test('row 13: a POST never uses a kept connection, and closed on after its body was read it is sent once', async () => {
  const connections: Socket[] = [];
  let posts = 0;
  const { origin } = await started(
    serveHttp((request, response) => {
      connections.push(request.socket);
      if (request.method !== 'POST') response.end('ok');
      else
        request.resume().on('end', () => {
          posts += 1;
          request.socket.end();
        });
    }),
  );
  const transport = createNodeTransport();
  await text(await transport(get(`${origin}/`)));
  const data = await failure(transport(post(`${origin}/`)));
  expect(data).toEqual(notReached('reset'));
  expect(wasWritten(data)).toBe(true);
  expect(posts).toBe(1);
  expect(new Set(connections).size).toBe(2);
});

test('a POST whose answer does not come in time is a `timeout`, after one POST', async () => {
  let posts = 0;
  const { origin } = await started(
    serveHttp((request) => {
      posts += 1;
      request.resume();
    }),
  );
  const data = await failure(createNodeTransport({ headersTimeoutMs: 50 })(post(`${origin}/`)));
  expect(data).toEqual(notReached('timeout'));
  expect(wasWritten(data)).toBe(true);
  expect(posts).toBe(1);
});

test('kept connections are bounded, and an unread empty answer frees its own', async () => {
  const sockets = new Set<Socket>();
  const { origin } = await started(
    serveHttp((request, response) => {
      sockets.add(request.socket);
      response.writeHead(401, { 'Content-Length': '0' }).end();
    }),
  );
  const transport = createNodeTransport({ maxSockets: 2 });
  const refused = async (): Promise<void> => {
    const answer = await transport(get(`${origin}/`));
    await answer.body[Symbol.asyncIterator]().return?.();
  };
  await Promise.all(Array.from({ length: 12 }, refused));
  expect(sockets.size).toBe(2);
});

test('a body given up before its first read closes the connection', async () => {
  let isClosed: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => (isClosed = resolve));
  const { origin } = await started(
    serveHttp((request, response) => {
      request.socket.on('close', () => isClosed?.());
      response.write('endless');
    }),
  );
  const answer = await createNodeTransport()(get(`${origin}/`));
  await answer.body[Symbol.asyncIterator]().return?.();
  await closed;
});

test('row 11: nobody listening is `refused`, and nothing was written', async () => {
  const server = await serveHttp(() => undefined);
  await server.close();
  const data = await failure(createNodeTransport()(post(server.origin)));
  expect(data).toEqual(notReached('refused'));
  expect(wasWritten(data)).toBe(false);
});

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ETIMEDOUT', 'connect-timeout'],
  ['ENETUNREACH', 'offline'],
  ['EWHATEVER', 'refused'],
])('row 11: a name lookup that ends in %s is `%s`, and nothing was written', async (code, reason) => {
  const transport = createNodeTransport({
    lookup: (_name, _options, callback) => callback(Object.assign(new Error(code), { code }), []),
  });
  const data = await failure(transport(post('https://far.example/')));
  expect(data).toEqual(notReached(reason, 'far.example'));
  expect(wasWritten(data)).toBe(false);
});

test('a certificate that nobody signed, and a server that speaks no TLS, are `tls`, asked once', async () => {
  let connections = 0;
  const selfSigned = createTlsServer({ key: testKey, cert: testCertificate });
  selfSigned.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => selfSigned.listen(0, '127.0.0.1', resolve));
  servers.push({ close: () => new Promise((resolve) => selfSigned.close(() => resolve())) });
  const transport = createNodeTransport();
  const { port } = selfSigned.address() as AddressInfo;
  expect(await failure(transport(get(`https://127.0.0.1:${port}/`)))).toEqual(notReached('tls'));
  expect(connections).toBe(1);

  const { origin } = await started(serveBytes((socket) => socket.end('220 mail.example ESMTP\r\n')));
  expect(await failure(transport(get(origin.replace('http:', 'https:'))))).toEqual(notReached('tls'));
});

test('row 48: a server that accepts and says nothing, drips headers, pauses or drips for ever is a `timeout` (attacks A3)', async () => {
  const drips: NodeJS.Timeout[] = [];
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n';
  const { origin } = await started(
    serveBytes((socket) => {
      socket.once('data', (bytes) => {
        const path = bytes.toString('latin1').split(' ')[1];
        if (path === '/headers') drips.push(setInterval(() => socket.write('X-Drip: 1\r\n'), 5));
        if (path === '/headers') socket.write('HTTP/1.1 200 OK\r\n');
        if (path === '/pause') socket.write(`${head}\r\nsome`);
        if (path === '/drip') socket.write(`${head}\r\n`);
        if (path === '/drip') drips.push(setInterval(() => socket.write('.'), 5));
      });
    }),
  );
  const head50 = createNodeTransport({ headersTimeoutMs: 50 });
  expect(await failure(head50(get(`${origin}/silent`)))).toEqual(notReached('timeout'));
  expect(await failure(head50(get(`${origin}/headers`)))).toEqual(notReached('timeout'));
  const idle50 = createNodeTransport({ idleTimeoutMs: 50 });
  expect(await failure(idle50(get(`${origin}/pause`)).then(text))).toEqual(notReached('timeout'));
  const total100 = createNodeTransport({ totalTimeoutMs: 100 });
  expect(await failure(total100(get(`${origin}/drip`)).then(text))).toEqual(notReached('timeout'));
  drips.forEach(clearInterval);
});

test('a connection that is never made is a `connect-timeout`: nothing was written', async () => {
  const transport = createNodeTransport({ connectTimeoutMs: 20, lookup: () => undefined });
  const data = await failure(transport(post('http://far.example/')));
  expect(data).toEqual(notReached('connect-timeout', 'far.example'));
  expect(wasWritten(data)).toBe(false);
});

test('TLS that is never answered is a `connect-timeout`, and TLS that is broken off is `tls`', async () => {
  const { origin } = await started(serveBytes((socket) => void socket.resume()));
  const transport = createNodeTransport({ connectTimeoutMs: 100 });
  const silent = await failure(transport(post(origin.replace('http:', 'https:'))));
  expect(silent).toEqual(notReached('connect-timeout'));
  const resetting = await started(
    serveBytes((socket) => void socket.once('data', () => socket.resetAndDestroy())),
  );
  const broken = await failure(transport(post(resetting.origin.replace('http:', 'https:'))));
  expect(broken).toEqual(notReached('tls'));
  expect([silent, broken].map(wasWritten)).toEqual([false, false]);
});

test('a reader that takes its time is not a server that pauses', async () => {
  const { origin } = await started(serveHttp((_, response) => response.end(Buffer.alloc(3_000_000, 'x'))));
  const answer = await createNodeTransport({ idleTimeoutMs: 300 })(get(`${origin}/`));
  let bytes = 0;
  for await (const chunk of answer.body) {
    if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 700));
    bytes += chunk.byteLength;
  }
  expect(bytes).toBe(3_000_000);
});

test('what came before a line broke off is given to a reader that was busy meanwhile', async () => {
  let closed: Promise<unknown> | undefined;
  const { origin } = await started(
    serveHttp((request, response) => {
      // Half closed: it is closed once the client has seen the end and closes its own half.
      closed = new Promise((resolve) => request.socket.once('close', resolve));
      response.writeHead(200, { 'Content-Length': '100000' }).write('first');
      response.write('more', () => request.socket.end());
    }),
  );
  const answer = await createNodeTransport()(get(`${origin}/`));
  await closed;
  let seen = '';
  const reading = (async () => {
    for await (const chunk of answer.body) seen += Buffer.from(chunk).toString('latin1');
  })();
  expect(await failure(reading)).toEqual(notReached('reset'));
  expect(seen).toBe('firstmore');
});

test('headers without bound are an error, not memory', async () => {
  const { origin } = await started(
    serveBytes((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        socket.write(`X-Long: ${'a'.repeat(100_000)}\r\n`);
      });
    }),
  );
  expect(await failure(createNodeTransport()(get(`${origin}/`)))).toEqual(notReached('reset'));
});

test('an abort is `cancelled`: before, while waiting and while reading, even of what has arrived', async () => {
  const { origin } = await started(
    serveHttp((request, response) => {
      if (request.url !== '/silent') response.end('whole');
    }),
  );
  const transport = createNodeTransport();
  const cancelled = { code: 'cancelled' };
  expect(await failure(transport(get(`${origin}/`, { signal: AbortSignal.abort() })))).toEqual(cancelled);

  const waiting = new AbortController();
  const answerless = transport(get(`${origin}/silent`, { signal: waiting.signal }));
  waiting.abort();
  expect(await failure(answerless)).toEqual(cancelled);

  const reading = new AbortController();
  const answer = await transport(get(`${origin}/`, { signal: reading.signal }));
  reading.abort();
  expect(await failure(text(answer))).toEqual(cancelled);
});

test('an error between two reads does not end the process, and the next read says it', async () => {
  let breakOff: (() => void) | undefined;
  const { origin } = await started(
    serveHttp((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('some');
      breakOff = () => request.socket.destroy();
    }),
  );
  const answer = await createNodeTransport()(get(`${origin}/`));
  const chunks = answer.body[Symbol.asyncIterator]();
  await chunks.next();
  breakOff?.();
  expect(await failure(Promise.resolve(chunks.next()))).toEqual(notReached('reset'));
});

test('no error holds a header, a query or a byte of the answer', async () => {
  const { origin } = await started(
    serveBytes((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nX-Token CANARY\r\n\r\n')),
    ),
  );
  const request = get(`${origin}/CANARY?CANARY`, { headers: { authorization: 'CANARY' } });
  const thrown: unknown = await createNodeTransport()(request).catch((error: unknown) => error);
  const { inspect } = await import('node:util');
  expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain('CANARY');
});
