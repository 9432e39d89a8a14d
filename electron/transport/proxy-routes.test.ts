import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProxyRoutes, type Proxy, type ProxyFor } from './proxy-routes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const api = new URL('https://api.example/api/v1/sharings/SECRET?token=SECRET');
const a: Proxy = { host: 'a.example', port: 8080, isSecure: false };
const b: Proxy = { host: 'b.example', port: 443, isSecure: true };

test.each([
  ['DIRECT', ['direct']],
  ['', ['direct']],
  ['PROXY a.example:8080', [a]],
  ['proxy a.example:8080 ; HTTPS b.example:443;DIRECT;', [a, b, 'direct']],
  ['PROXY [::1]:3128', [{ host: '::1', port: 3128, isSecure: false }]],
  ['PROXY a.example', [{ ...a, port: 80 }]],
  ['HTTPS b.example', [b]],
  ['SOCKS5 c.example:1080; DIRECT', ['unspoken', 'direct']],
  ['SOCKS c.example:1080', ['unspoken']],
  ['QUIC c.example:443', ['unspoken']],
  ['PROXY', ['unspoken']],
  ['PROXY a b c:8080', ['unspoken']],
  ['rubbish', ['unspoken']],
])('the system’s answer %j is read as %j', async (answer, routes) => {
  expect(await createProxyRoutes(() => Promise.resolve(answer)).to(api)).toEqual(routes);
});

test('the system is asked for the origin alone, and once in a while', async () => {
  const proxyFor = vi.fn<ProxyFor>(() => Promise.resolve('DIRECT'));
  const routes = createProxyRoutes(proxyFor);
  await Promise.all([routes.to(api), routes.to(api)]);
  await routes.to(new URL('https://api.example/other'));
  expect(proxyFor.mock.calls.map(([{ href }]) => href)).toEqual(['https://api.example/']);
  vi.advanceTimersByTime(10_000);
  await routes.to(api);
  expect(proxyFor).toHaveBeenCalledTimes(2);
  await routes.to(new URL('https://images.example/'));
  expect(proxyFor.mock.lastCall?.[0].href).toBe('https://images.example/');
});

test.each(['http://127.0.0.1:8000/', 'https://127.0.0.1/', 'http://localhost:1/', 'https://[::1]:7/'])(
  '%s is this machine, which is never reached through another',
  async (url) => {
    const proxyFor = vi.fn(() => Promise.resolve('PROXY a.example:8080'));
    expect(await createProxyRoutes(proxyFor).to(new URL(url))).toEqual(['direct']);
    expect(proxyFor).not.toHaveBeenCalled();
  },
);

test('a script that fails, or never answers, is as good as none', async () => {
  const failing = createProxyRoutes(() => Promise.reject(new Error('script')));
  expect(await failing.to(api)).toEqual(['direct']);
  const hanging = createProxyRoutes(() => new Promise(() => undefined));
  const routes = hanging.to(api);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await routes).toEqual(['direct']);
});

test('a proxy that was not reached is tried last for five minutes', async () => {
  const routes = createProxyRoutes(() => Promise.resolve('PROXY a.example:8080; DIRECT'));
  routes.failed(a);
  expect(await routes.to(api)).toEqual(['direct', a]);
  vi.advanceTimersByTime(300_000);
  expect(await routes.to(api)).toEqual([a, 'direct']);
});
