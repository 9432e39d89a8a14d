import { expect, test } from 'vitest';
import { environmentProxy } from './environment-proxy.ts';

const https = 'https://api.example.com';

test.each<[string, NodeJS.ProcessEnv, string, string]>([
  ['nothing is set', {}, https, 'DIRECT'],
  ['a proxy by its address', { HTTPS_PROXY: 'http://proxy:3128' }, https, 'PROXY proxy:3128'],
  ['a proxy by name and port', { https_proxy: 'proxy:3128' }, https, 'PROXY proxy:3128'],
  ['a proxy spoken to over TLS', { https_proxy: 'https://proxy' }, https, 'HTTPS proxy:443'],
  ['a kind that is not spoken', { https_proxy: 'socks5://proxy:1080' }, https, 'SOCKS proxy:1080'],
  ['plain http', { http_proxy: 'http://proxy:8080' }, 'http://api.example.com', 'PROXY proxy:8080'],
  ['what a web server’s client may set', { HTTP_PROXY: 'http://proxy' }, 'http://api.example.com', 'DIRECT'],
  ['an excepted host', { https_proxy: 'p:1', NO_PROXY: 'x.org, api.example.com' }, https, 'DIRECT'],
  ['an excepted domain', { https_proxy: 'p:1', no_proxy: '.example.com' }, https, 'DIRECT'],
  ['a domain that only ends alike', { https_proxy: 'p:1', no_proxy: 'ple.com' }, https, 'PROXY p:1'],
  ['all excepted', { https_proxy: 'p:1', no_proxy: '*' }, https, 'DIRECT'],
])('%s', async (_, environment, origin, way) => {
  expect(await environmentProxy(environment)(new URL(origin))).toBe(way);
});
