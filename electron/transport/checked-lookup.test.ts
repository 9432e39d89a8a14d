import { AppError } from '#shared/errors.ts';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { expect, test } from 'vitest';
import { serveHttp } from './loopback-server.ts';
import { createNodeTransport } from './node-transport.ts';

const answering =
  (...answers: string[][]): LookupFunction =>
  (_name, _options, callback) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    const found: LookupAddress[] = (addresses ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    callback(null, found);
  };
const onlyPublic = (ip: string): boolean => ip.startsWith('203.0.113.');
const reasonOf = (error: unknown): unknown =>
  error instanceof AppError && error.data.code === 'not-reached' ? error.data.reason : error;

test('a name, or an address in its place, that leads to a refused address opens no connection', async () => {
  let connections = 0;
  const canary = await serveHttp((_, response) => response.end());
  canary.server.on('connection', () => (connections += 1));
  const { port } = new URL(canary.origin);
  const ask = (host: string, lookup: LookupFunction): Promise<unknown> =>
    createNodeTransport({ allowAddress: onlyPublic, lookup })({
      method: 'GET',
      url: new URL(`http://${host}:${port}/`),
      headers: {},
      body: null,
    }).catch(reasonOf);

  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fc00::1', '::ffff:127.0.0.1'])
    expect(await ask('pictures.example', answering([address])), address).toBe('blocked');
  expect(await ask('pictures.example', answering(['203.0.113.1', '127.0.0.1']))).toBe('blocked');
  for (const literal of ['127.0.0.1', '[::1]', '2130706433', '[::ffff:127.0.0.1]'])
    expect(await ask(literal, answering(['203.0.113.1'])), literal).toBe('blocked');
  expect(connections).toBe(0);
  await canary.close();
});

test('a name is checked at every connection: one that changes its answer is refused then', async () => {
  const canary = await serveHttp((_, response) => response.end());
  const allowed = new Set(['127.0.0.1']);
  const transport = createNodeTransport({
    allowAddress: (ip) => allowed.has(ip),
    lookup: answering(['127.0.0.1'], ['::1']),
  });
  const url = new URL(canary.origin.replace('127.0.0.1', 'pictures.example'));
  const request = { method: 'POST', url, headers: {}, body: '' } as const;
  expect((await transport(request)).status).toBe(200);
  expect(await transport(request).catch(reasonOf)).toBe('blocked');
  await canary.close();
});

test('a name without any address is not found', async () => {
  const transport = createNodeTransport({ allowAddress: onlyPublic, lookup: answering([]) });
  const request = { method: 'GET', url: new URL('http://none.example/'), headers: {}, body: null } as const;
  expect(await transport(request).catch(reasonOf)).toBe('dns');
});
