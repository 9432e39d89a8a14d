import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { PageRequest } from './page-request.ts';
import { PageResponse } from './page-response.ts';

const HostResponse = PageResponse as unknown as typeof Response;
const bytes = new TextEncoder().encode('{"a":1}');

test.each<[string, BodyInit | null, ResponseInit | undefined]>([
  ['bytes with plain headers', bytes, { headers: { 'Content-Type': 'application/json', 'X-A': 'b c' } }],
  ['bytes with no headers', bytes, undefined],
  [
    'bytes with a status',
    bytes,
    { status: 206, statusText: 'Part', headers: { 'Content-Range': 'bytes 0-1/2' } },
  ],
  ['text', 'text', { headers: { 'X-A': '1' } }],
  ['nothing', null, { status: 404 }],
])('an answer of %s reads as Node’s own', async (_what, body, init) => {
  const given = new HostResponse(body, init);
  const usual = new Response(body, init);
  expect(given).toBeInstanceOf(Response);
  expect(given).toBeInstanceOf(HostResponse);
  expect([given.status, given.statusText, given.ok, given.type, [...given.headers]]).toEqual([
    usual.status,
    usual.statusText,
    usual.ok,
    usual.type,
    [...usual.headers],
  ]);
  expect(await given.clone().text()).toBe(await usual.clone().text());
  expect(given.bodyUsed).toBe(false);
  expect(await given.bytes()).toEqual(await usual.bytes());
  expect(given.bodyUsed).toBe(usual.bodyUsed);
});

test.each<[string, () => unknown]>([
  ['a header’s name with a space', () => new HostResponse(bytes, { headers: { 'a b': 'c' } })],
  ['a header’s value over two lines', () => new HostResponse(bytes, { headers: { a: 'b\r\nc: d' } })],
  ['a status that is none', () => new HostResponse(bytes, { status: 99 })],
  ['a body where there may be none', () => new HostResponse(bytes, { status: 204 })],
])('an answer with %s is refused at once', (_what, make) => {
  expect(make).toThrow();
});

test('the class’s own functions and what fetch answers are the same class', async () => {
  expect(await HostResponse.json({ a: 1 }).json()).toEqual({ a: 1 });
  expect(HostResponse.error().type).toBe('error');
  expect(new Response('') instanceof HostResponse).toBe(true);
  expect({} instanceof HostResponse).toBe(false);
});

test('only bytes with plain headers can be sent as they are, until they are read', async () => {
  const ready = new HostResponse(bytes, { headers: { a: 'b' } });
  expect(PageResponse.ready(ready)).toEqual({ status: 200, headers: ['a', 'b'], bytes });
  await ready.text();
  expect(PageResponse.ready(ready)).toBe(null);
  expect(PageResponse.ready(new HostResponse('text'))).toBe(null);
  expect(PageResponse.ready(new HostResponse(bytes, { headers: new Headers() }))).toBe(null);
});

test('a request is a Request in the app’s terms, and is aborted when the page goes', () => {
  const incoming = new IncomingMessage(new Socket());
  Object.assign(incoming, { url: '/a?b=1', method: 'GET' });
  for (const [name, value] of [
    ['host', '127.0.0.1:1'],
    ['authorization', 'Basic secret'],
    ['sec-fetch-site', 'same-origin'],
    ['range', 'bytes=0-1'],
    ['referer', 'http://127.0.0.1:1/'],
  ] as const)
    incoming.headers[name] = value;
  const outgoing = new ServerResponse(incoming);
  const rename = (url: string): string => url.replace('http://127.0.0.1:1', 'app://companion');
  const request = new PageRequest(incoming, outgoing, 'app://companion', rename) as unknown as Request;
  expect(request).toBeInstanceOf(Request);
  expect([request.url, request.method]).toEqual(['app://companion/a?b=1', 'GET']);
  expect([...request.headers]).toEqual([
    ['range', 'bytes=0-1'],
    ['referer', 'app://companion/'],
  ]);
  expect(request.clone().headers.get('range')).toBe('bytes=0-1');
  expect(request.signal.aborted).toBe(false);
  outgoing.emit('close');
  expect(request.signal.aborted).toBe(true);
});
