import { isLoopbackHost } from '../security/loopback.ts';

/** An HTTP proxy. */
export interface Proxy {
  /** A name or an address, without brackets. */
  host: string;
  port: number;
  /** It is spoken to over TLS itself. */
  isSecure: boolean;
}

/** A way to a server; `unspoken` is through a proxy of a kind that is not spoken here (SOCKS, QUIC). */
export type Route = 'direct' | 'unspoken' | Proxy;

/**
 * Asks the system how to reach an origin; the answer is as Electron's `session.resolveProxy` gives it:
 * `PROXY host:port; HTTPS host:port; DIRECT`, to be tried in that order.
 */
export type ProxyFor = (origin: URL) => Promise<string>;

/** So long a proxy that was not reached is tried last. Chromium's own rule. */
const avoidedMs = 300_000;
/** So long an answer of the system is used: it may run a script, and networks change. */
const keptMs = 10_000;
/** So long the system may take to answer. */
const resolvingMs = 5_000;

/** The ways to servers, as the system says. */
export interface ProxyRoutes {
  /** At least one, in the order to try. Never throws. */
  to(url: URL): Promise<Route[]>;
  /** This one could not be reached. */
  failed(proxy: Proxy): void;
}

/** @param now milliseconds of the monotonic clock */
export function createProxyRoutes(
  proxyFor: ProxyFor = () => Promise.resolve('DIRECT'),
  now: () => number = () => performance.now(),
): ProxyRoutes {
  const kept = new Map<string, { routes: Promise<Route[]>; until: number }>();
  const avoided = new Map<string, number>();
  const isAvoided = (route: Route): boolean =>
    typeof route === 'object' && (avoided.get(nameOf(route)) ?? -Infinity) > now();

  async function resolve(origin: URL): Promise<Route[]> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<string>((_, reject) => {
      timer = setTimeout(() => reject(new Error('too late')), resolvingMs);
    });
    try {
      return parseRoutes(await Promise.race([proxyFor(origin), tooLate]));
    } catch {
      // A script that fails or hangs is as good as none; Chromium holds it so too.
      return ['direct'];
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    to: async (url) => {
      // This machine is never reached through another; and http is spoken to this machine alone.
      if (url.protocol === 'http:' || isLoopbackHost(url.hostname)) return ['direct'];
      let known = kept.get(url.origin);
      if (known === undefined || known.until <= now()) {
        // The origin alone: a script needs no path to choose by, and ids stand in it.
        known = { routes: resolve(new URL(url.origin)), until: now() + keptMs };
        kept.set(url.origin, known);
      }
      const routes = await known.routes;
      return [...routes.filter((route) => !isAvoided(route)), ...routes.filter(isAvoided)];
    },
    failed: (proxy) => void avoided.set(nameOf(proxy), now() + avoidedMs),
  };
}

/** A name of its own for each proxy. */
export const nameOf = ({ host, port, isSecure }: Proxy): string => `${isSecure ? 's' : ''} ${host}:${port}`;

function parseRoutes(list: string): Route[] {
  const written = list.split(';').map((each) => each.trim());
  const routes = written.filter((each) => each !== '').map(parseRoute);
  return routes.length === 0 ? ['direct'] : routes;
}

function parseRoute(written: string): Route {
  const [kind = '', place = '', ...more] = written.split(/\s+/);
  const isSecure = kind.toUpperCase() === 'HTTPS';
  if (kind.toUpperCase() === 'DIRECT') return 'direct';
  const isSpoken = isSecure || ['PROXY', 'HTTP'].includes(kind.toUpperCase());
  const url = URL.parse(`${isSecure ? 'https' : 'http'}://${place}`);
  if (!isSpoken || url === null || more.length > 0) return 'unspoken';
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, isSecure };
}
