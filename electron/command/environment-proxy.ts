import type { ProxyFor } from '../transport/proxy-routes.ts';

/**
 * The proxy that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, as curl reads them), said as the system
 * would: there is no Electron to ask.
 */
export const environmentProxy =
  (environment: NodeJS.ProcessEnv): ProxyFor =>
  async (origin) => {
    const of = (name: string): string => environment[name] ?? environment[name.toLowerCase()] ?? '';
    // Upper case HTTP_PROXY can be set by a web server's client (CVE-2016-5385): only the lower one counts, as with curl.
    const named = origin.protocol === 'https:' ? of('HTTPS_PROXY') : (environment['http_proxy'] ?? '');
    const proxy = URL.parse(named.includes('://') ? named : `http://${named}`);
    const isExcepted = of('NO_PROXY')
      .split(',')
      .map((name) => name.trim().replace(/^\*?\./, ''))
      .some((name) => name === '*' || (name !== '' && isWithin(origin.hostname, name)));
    if (named === '' || proxy === null || proxy.hostname === '' || isExcepted)
      return Promise.resolve('DIRECT');
    const isSecure = proxy.protocol === 'https:';
    const port = proxy.port || (isSecure ? '443' : '80');
    const kind = isSecure ? 'HTTPS' : proxy.protocol === 'http:' ? 'PROXY' : 'SOCKS';
    return Promise.resolve(`${kind} ${proxy.hostname}:${port}`);
  };

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
