import { BlockList, isIP } from 'node:net';
import { notImplemented } from './guard.ts';

const kinds: Readonly<Record<string, readonly [pac: string, port: string]>> = {
  http: ['PROXY', '80'],
  https: ['HTTPS', '443'],
  socks4: ['SOCKS', '1080'],
  socks5: ['SOCKS5', '1080'],
  socks: ['SOCKS5', '1080'],
};

/** One proxy as PAC writes it. What has no scheme is an HTTP proxy; a user's name and password are left out. */
function inPac(written: string, name: string): string {
  const { scheme = 'http', address = '' } =
    /^(?:(?<scheme>[a-z\d]+):\/\/)?(?<address>[^/]+)\/?$/i.exec(written)?.groups ?? {};
  const [pac, port] = kinds[scheme.toLowerCase()] ?? [];
  if (pac === undefined || port === undefined) throw notImplemented(`A proxy as ${name} names it`);
  const host = address.slice(address.lastIndexOf('@') + 1);
  return `${pac} ${/:\d+$/.test(host) ? host : `${host}:${port}`}`;
}

function isLoopback(host: string): boolean {
  return /^(?:.+\.)?localhost\.?$|^127\.|^\[::1\]$|^169\.254\./.test(host);
}

/** An entry of `no_proxy`: the end of a name, an address, or a block of addresses, each with a port or without. */
function isMeant(entry: string, { hostname, port, protocol }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const [base = '', bits] = entry.split('/');
  if (bits !== undefined) {
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    const block = new BlockList();
    block.addSubnet(base, Number(bits), family);
    return isIP(bare) > 0 && block.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
  }
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (isIP(entry) > 0) return bare === entry;
  const given = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  if (only !== undefined && only !== given) return false;
  const end = name.replace(/^\*/, '').toLowerCase();
  return hostname.endsWith(end);
}

/**
 * Which proxy a request goes by, as Chromium reads it from the environment on a Linux without a desktop
 * (net/proxy_resolution/proxy_config_service_linux.cc): the settings of a desktop are not the host's to read.
 * @returns as PAC writes it, such as `DIRECT` or `PROXY proxy.example:3128`
 */
export function proxyByEnvironment(environment: NodeJS.ProcessEnv, address: string): string {
  const read = (name: string): string => environment[name] ?? environment[name.toUpperCase()] ?? '';
  if (read('auto_proxy') !== '') throw notImplemented('A proxy as auto_proxy names it');
  const url = new URL(address);
  if (isLoopback(url.hostname)) return 'DIRECT';
  const names = ['all_proxy', url.protocol === 'https:' ? 'https_proxy' : 'http_proxy'];
  const name = names.find((one) => read(one) !== '');
  const exceptions = read('no_proxy')
    .split(/[,\s]+/)
    .filter((entry) => entry !== '');
  if (name === undefined || exceptions.some((entry) => isMeant(entry, url))) return 'DIRECT';
  return inPac(read(name), name);
}
