import { expect, test } from 'vitest';
import { proxyByEnvironment } from './electron/system-proxy.ts';

const api = 'https://api.example.com/';

test.each([
  [{}, 'DIRECT'],
  [{ https_proxy: '' }, 'DIRECT'],
  [{ http_proxy: 'http://proxy.example:3128' }, 'DIRECT'],
  [{ https_proxy: 'http://proxy.example:3128' }, 'PROXY proxy.example:3128'],
  [{ HTTPS_PROXY: 'http://proxy.example:3128/' }, 'PROXY proxy.example:3128'],
  [{ https_proxy: 'proxy.example' }, 'PROXY proxy.example:80'],
  [{ https_proxy: 'https://proxy.example' }, 'HTTPS proxy.example:443'],
  [{ https_proxy: 'http://user:secret@proxy.example:3128' }, 'PROXY proxy.example:3128'],
  [{ all_proxy: 'socks5://proxy.example', https_proxy: 'http://other.example' }, 'SOCKS5 proxy.example:1080'],
  [{ https_proxy: 'http://proxy.example', no_proxy: 'other.com, example.com' }, 'DIRECT'],
  [{ https_proxy: 'http://proxy.example', NO_PROXY: '*' }, 'DIRECT'],
  [{ https_proxy: 'http://proxy.example', no_proxy: '*.example.com:443' }, 'DIRECT'],
  [
    { https_proxy: 'http://proxy.example', no_proxy: 'example.com:8443,10.0.0.0/8' },
    'PROXY proxy.example:80',
  ],
])('with %o a request goes %s', (environment, expected) => {
  expect(proxyByEnvironment(environment, api)).toBe(expected);
});

test('addresses can be excepted by the block, and this machine always is', () => {
  const environment = { all_proxy: 'http://proxy.example', no_proxy: '10.0.0.0/8,fd00::/8' };
  expect(proxyByEnvironment(environment, 'http://10.1.2.3/')).toBe('DIRECT');
  expect(proxyByEnvironment(environment, 'http://11.1.2.3/')).toBe('PROXY proxy.example:80');
  for (const local of ['http://127.0.0.1:9/', 'http://localhost/', 'http://[::1]/'])
    expect(proxyByEnvironment(environment, local)).toBe('DIRECT');
});

test('what cannot be told is not made up', () => {
  for (const environment of [{ auto_proxy: 'http://proxy.example/p.pac' }, { all_proxy: 'ftp://proxy' }])
    expect(() => proxyByEnvironment(environment, api)).toThrow('is not implemented in the Chromium host');
});
